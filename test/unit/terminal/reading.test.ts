import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providers } from '../../../electron/providers/registry.ts';
import { memoryVault } from '../../../electron/secrets/memory-vault.ts';
import { insertAccount } from '../../../electron/store/accounts.ts';
import { openForReading, type OpenStore } from '../../../electron/store/open.ts';
import { putOrder } from '../../../electron/store/orders.ts';
import { putRental, refreshStates } from '../../../electron/store/rentals.ts';
import { readArguments, UsageError } from '../../../electron/terminal/arguments.ts';
import { listAccountsCommand } from '../../../electron/terminal/commands/accounts.ts';
import { exportCommand } from '../../../electron/terminal/commands/export.ts';
import { orders, reminders, rentals } from '../../../electron/terminal/commands/read.ts';
import type { Terminal } from '../../../electron/terminal/terminal.ts';
import { anAccount } from '../../fakes/accounts.ts';
import { aBell } from '../../fakes/bell.ts';
import { at, ms } from '../../fakes/instants.ts';
import { anOrder, stated } from '../../fakes/orders.ts';
import { aRental } from '../../fakes/rentals.ts';
import { aFolder, aStore } from '../../fakes/store.ts';

/** The terminal program over a folder, at an instant. */
const terminalAt = (folder: string, line: string, now = '2026-03-10T00:00:00Z'): Terminal => ({
  arguments: readArguments(line.split(' ')),
  version: '0',
  clock: { now: () => ms(now) },
  place: { locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
  dataDir: folder,
  storePath: join(folder, 'store.sqlite'),
  vault: memoryVault(),
  vaultIsMemory: false,
  streams: { out: () => {}, err: () => {} },
  readLines: () => Promise.resolve([]),
  openEngine: () => {
    throw new Error('a reading command opens no engine');
  },
  openStore: () => openForReading(join(folder, 'store.sqlite')),
  requestParts: {
    vault: memoryVault(),
    providers,
    openHttp: () => {
      throw new Error('a reading command asks nobody');
    },
    now: () => ms(now),
    nonce: () => 'nonce',
  },
  untilStopped: () => Promise.resolve(),
});
const idsOf = (json: unknown): readonly unknown[] =>
  Array.isArray(json) ? json.map((row: { readonly id: unknown }) => row.id) : [];

const filled = (): { readonly folder: string; readonly store: OpenStore } => {
  const folder = aFolder();
  const store = aStore(join(folder, 'store.sqlite'));
  const { database } = store;
  insertAccount(database, anAccount());
  putOrder(database, anOrder({ id: 'a', status: 'paid' }));
  putOrder(database, anOrder({ id: 'b', title: '推理机' }));
  putRental(
    database,
    aRental({ id: 'week', end: stated('2026-03-17T00:00:00Z') }),
    null,
    [],
    ms('2026-03-10T00:00:00Z'),
  );
  putRental(
    database,
    aRental({ id: 'later', end: stated('2026-03-17T00:00:01Z') }),
    null,
    [],
    ms('2026-03-10T00:00:00Z'),
  );
  putRental(
    database,
    aRental({ id: 'over', end: stated('2026-03-09T00:00:00Z') }),
    null,
    [],
    ms('2026-03-10T00:00:00Z'),
  );
  putRental(
    database,
    aRental({ id: 'open', end: { at: null, basis: 'none', note: 'billed-by-use', earliestAt: null }, openEnded: true }),
    null,
    [],
    ms('2026-03-10T00:00:00Z'),
  );
  return { folder, store };
};

describe('on an empty folder', () => {
  it.each([
    ['orders', orders],
    ['rentals', rentals],
    ['reminders', reminders],
    ['reminders --upcoming 30d', reminders],
    ['accounts list', listAccountsCommand],
  ])('%s answers an empty list and creates nothing', (line, command) => {
    const folder = aFolder();
    expect(command(terminalAt(folder, line))).toMatchObject({ exit: 0, json: [] });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('export answers an empty document of each format', () => {
    const text = (format: string): string => exportCommand(terminalAt(aFolder(), `export --format ${format}`)).text;
    expect(JSON.parse(text('json'))).toEqual({ orders: [], rentals: [] });
    expect(text('csv').trim().split('\r\n')).toHaveLength(1);
    expect(text('ics')).toContain('END:VCALENDAR');
  });
});

describe('beside a writer', () => {
  it('orders by status, words and account', () => {
    const { folder } = filled();
    const ids = (line: string): unknown => orders(terminalAt(folder, line)).json;
    expect(ids('orders --status paid')).toMatchObject([{ providerOrderId: 'a' }]);
    expect(ids('orders --query 推理')).toMatchObject([{ providerOrderId: 'b' }]);
    expect(ids('orders --account 公司账号')).toHaveLength(2);
    expect(() => ids('orders --status nonsense')).toThrow(UsageError);
  });

  it('an unknown label is not found', () => {
    const { folder } = filled();
    for (const command of [orders, rentals]) {
      const line = command === orders ? 'orders' : 'rentals';
      expect(command(terminalAt(folder, `${line} --account 别人`))).toMatchObject({
        exit: 1,
        json: { ok: false, failure: { code: 'not-found' } },
      });
    }
  });

  it('rentals ending within a time, from now on only', () => {
    const { folder } = filled();
    expect(idsOf(rentals(terminalAt(folder, 'rentals --ending-within 7d')).json)).toEqual(['week']);
    expect(idsOf(rentals(terminalAt(folder, 'rentals')).json)).toEqual(['week', 'later', 'open', 'over']);
    expect(idsOf(rentals(terminalAt(folder, 'rentals --status open-ended')).json)).toEqual(['open']);
    expect(() => rentals(terminalAt(folder, 'rentals --ending-within soon'))).toThrow(UsageError);
  });

  it('states go by the clock of the command', () => {
    const { folder } = filled();
    const states = rentals(terminalAt(folder, 'rentals', '2026-04-01T00:00:00Z')).json;
    expect(Array.isArray(states) ? states.map((row: { readonly state: unknown }) => row.state) : []).toEqual([
      'expired',
      'expired',
      'open-ended',
      'expired',
    ]);
  });

  it('export has one event for every rental with an end', () => {
    const { folder } = filled();
    const { text } = exportCommand(terminalAt(folder, 'export --format ics'));
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(3);
    const json: unknown = JSON.parse(exportCommand(terminalAt(folder, 'export --format json')).text);
    expect(json).toMatchObject({ orders: [{}, {}], rentals: [{}, {}, {}, {}] });
  });

  it.each(['export', 'export --format xml', 'export --format constructor'])('%s is wrong usage', (line) => {
    expect(() => exportCommand(terminalAt(aFolder(), line))).toThrow(UsageError);
  });
});

describe('reminders', () => {
  it('announces what the bell then rings, point by point', async () => {
    const { folder, store } = filled();
    const announced = reminders(terminalAt(folder, 'reminders --upcoming 30d')).json;
    const bell = aBell(store.database, '2026-03-10T00:00:00Z');
    const rung: string[] = [];
    for (let nowMs = ms('2026-03-10T00:00:00Z'); nowMs <= ms('2026-04-09T00:00:00Z'); nowMs += 60_000) {
      const before = bell.notifier.rings.length;
      refreshStates(store.database, nowMs);
      await bell.lookAt(new Date(nowMs).toISOString());
      rung.push(
        ...bell.notifier.rings.slice(before).flatMap((ring) => ring.ids.map((id) => id.replace(/\/system$/, ''))),
      );
    }
    // "over" ended the day before: its end is told in the first minute, so nobody could announce it.
    const overdue = rung.filter((id) => id.startsWith('over/'));
    expect(overdue).toHaveLength(1);
    expect(rung.filter((id) => !id.startsWith('over/')).sort()).toEqual([...idsOf(announced)].sort());
  }, 60_000);

  it('looks ahead as far as it is told', () => {
    const { folder } = filled();
    const upcoming = (within: string): readonly unknown[] =>
      idsOf(reminders(terminalAt(folder, `reminders --upcoming ${within}`)).json);
    expect(upcoming('1d')).toEqual([]);
    expect(upcoming('4d')).toHaveLength(1);
    expect(upcoming('30d')).toHaveLength(8);
  });

  it('alone it shows the log of the last 30 days', async () => {
    const { folder, store } = filled();
    await aBell(store.database, '2026-03-16T00:00:00Z').look();
    const shown = (now: string): readonly unknown[] => idsOf(reminders(terminalAt(folder, 'reminders', now)).json);
    expect(shown('2026-03-20T00:00:00Z').length).toBeGreaterThan(0);
    expect(shown('2026-04-16T00:00:01Z')).toEqual([]);
  });
});

it('an instant in the JSON is ISO UTC', () => {
  const { folder } = filled();
  expect(rentals(terminalAt(folder, 'rentals --ending-within 7d')).json).toMatchObject([
    { end: { at: at('2026-03-17T00:00:00Z') } },
  ]);
});
