import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { failed, success } from '../../../../../electron/core/model/failure.ts';
import { insertAccount } from '../../../../../electron/edges/store/accounts.ts';
import type { OpenStore } from '../../../../../electron/edges/store/open.ts';
import { putOrder } from '../../../../../electron/edges/store/put-order.ts';
import { refreshStates } from '../../../../../electron/engine/polling/refresh-states.ts';
import { keepRental } from '../../../../../electron/engine/polling/keep-rental.ts';
import { applyReading } from '../../../../fakes/apply-reading.ts';
import { UsageError } from '../../../../../electron/faces/terminal/arguments.ts';
import {
  listAccountsCommand,
  removeAccountCommand,
  setAccountCommand,
  testAccountCommand,
} from '../../../../../electron/faces/terminal/commands/accounts.ts';
import { exportCommand as exportedAsItGoes } from '../../../../../electron/faces/terminal/commands/export.ts';
import * as asItGoes from '../../../../../electron/faces/terminal/commands/read.ts';
import { listSettingsCommand } from '../../../../../electron/faces/terminal/commands/settings.ts';
import { sync } from '../../../../../electron/faces/terminal/commands/sync.ts';
import { done, printResult, type CommandResult } from '../../../../../electron/faces/terminal/output.ts';
import type { Terminal } from '../../../../../electron/faces/terminal/terminal.ts';
import { t } from '../../../../../electron/core/words/words.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { aBell, FakeNotifier } from '../../../../fakes/bell.ts';
import { woloverRow } from '../../../../fakes/http.ts';
import { at, ms } from '../../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../../fakes/orders.ts';
import { aRental } from '../../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../../fakes/store.ts';
import { aTerminal, type TerminalFacts } from '../../../../fakes/terminal.ts';
import { wholeAnswer } from '../../../../fakes/whole-answer.ts';
import { readWoloverRow } from '../../../../fakes/wolover.ts';

/** The terminal program over a folder, at an instant. */
const terminalAt = (
  folder: string,
  line: string,
  now = '2026-03-10T00:00:00Z',
  facts: Partial<TerminalFacts> = {},
): Terminal => {
  const localeSetting = () => ({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' }) as const;
  return aTerminal({ line, storePath: join(folder, 'store.sqlite'), now: () => ms(now), localeSetting, ...facts });
};
const orders = wholeAnswer(asItGoes.orders);
const rentals = wholeAnswer(asItGoes.rentals);
const resources = wholeAnswer(asItGoes.resources);
const reminders = wholeAnswer(asItGoes.reminders);
const exportCommand = wholeAnswer(exportedAsItGoes);
const idsOf = (json: unknown): readonly unknown[] =>
  Array.isArray(json) ? json.map((row: { readonly id: unknown }) => row.id) : [];

it.each<[string, (terminal: Terminal) => Promise<CommandResult>, string]>([
  ['accounts list', listAccountsCommand, 'ALTER TABLE account RENAME TO hidden'],
  ['accounts test 公司账号', testAccountCommand, 'ALTER TABLE account RENAME TO hidden'],
  ['settings list', listSettingsCommand, 'DROP TABLE setting'],
  ['sync', sync, 'ALTER TABLE account RENAME TO hidden'],
  ['orders', orders, 'ALTER TABLE account RENAME TO hidden'],
  ['export orders --format csv', exportCommand, 'ALTER TABLE account RENAME TO hidden'],
])('%s closes the store that it cannot read', async (line, command, spoiling) => {
  const { folder, store } = filled();
  store.database.execute(spoiling);
  store.close();
  const terminal = terminalAt(folder, line);
  let open = 0;
  const watched: Terminal = {
    ...terminal,
    openRunning: () => failed('store.locked'),
    openReader: () => {
      const opened = terminal.openReader();
      const { value: found } = opened.ok ? opened : { value: null };
      if (found === null) return opened;
      open += 1;
      return success({
        ...found,
        close: () => {
          open -= 1;
          found.close();
        },
      });
    },
  };
  expect((await command(watched)).exit).not.toBe(0);
  expect(open).toBe(0);
});

it('says beside the rentals how many will not ring for lack of an end, whatever was asked for', async () => {
  const { folder, store } = filled();
  const unknown = { at: null, basis: 'none', note: 'not-stated', earliestAt: null } as const;
  const told = async (line: string): Promise<readonly string[]> => {
    const said: string[] = [];
    await rentals(terminalAt(folder, line, undefined, { said }));
    return said;
  };
  const before = (await told('rentals')).filter((line) => line === t.cli_without_end({ count: 2 }));
  expect(before).toEqual([]);
  for (const id of ['one', 'other'])
    keepRental(
      store.database,
      { rental: aRental({ id, end: unknown }), heldEnd: null },
      [],
      ms('2026-03-10T00:00:00Z'),
    );
  expect(await told('rentals')).toContain(t.cli_without_end({ count: 2 }));
  expect(await told('rentals --ending-within 1d')).toContain(t.cli_without_end({ count: 2 }));
  expect(await told('rentals --json')).toEqual([]);
});

it.each<[string, (terminal: Terminal) => Promise<unknown>]>([
  ['orders --status nonsense', orders],
  ['rentals --status nonsense', rentals],
  ['reminders --upcoming soon', reminders],
  ['accounts set 公司账号', setAccountCommand],
  ['accounts remove', removeAccountCommand],
])('%s is wrong usage by a promise, like everything else that can go wrong', async (line, command) => {
  const answer = command(terminalAt(aFolder(), line));
  await expect(answer).rejects.toThrow(UsageError);
});

const filled = (): { readonly folder: string; readonly store: OpenStore } => {
  const folder = aFolder();
  const store = aStore(join(folder, 'store.sqlite'));
  const { database } = store;
  insertAccount(database, anAccount());
  putOrder(database, anOrder({ id: 'a', status: 'paid' }));
  putOrder(database, anOrder({ id: 'b', title: '推理机' }));
  keepRental(
    database,
    { rental: aRental({ id: 'week', end: stated('2026-03-17T00:00:00Z') }), heldEnd: null },
    [],
    ms('2026-03-10T00:00:00Z'),
  );
  keepRental(
    database,
    { rental: aRental({ id: 'later', end: stated('2026-03-17T00:00:01Z') }), heldEnd: null },
    [],
    ms('2026-03-10T00:00:00Z'),
  );
  keepRental(
    database,
    { rental: aRental({ id: 'over', end: stated('2026-03-09T00:00:00Z') }), heldEnd: null },
    [],
    ms('2026-03-10T00:00:00Z'),
  );
  keepRental(
    database,
    {
      rental: aRental({
        id: 'open',
        end: { at: null, basis: 'none', note: 'billed-by-use', earliestAt: null },
        openEnded: true,
      }),
      heldEnd: null,
    },
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
  ])('%s answers an empty list and creates nothing', async (line, command) => {
    const folder = aFolder();
    expect(await command(terminalAt(folder, line))).toMatchObject({ exit: 0, json: [] });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('export answers an empty document of each format', async () => {
    const text = async (format: string): Promise<string> =>
      (await exportCommand(terminalAt(aFolder(), `export --format ${format}`))).text;
    expect(JSON.parse(await text('json'))).toEqual({ orders: [], rentals: [] });
    expect((await text('csv')).trim().split('\r\n')).toHaveLength(1);
    expect(await text('ics')).toContain('END:VCALENDAR');
  });
});

describe('beside a writer', () => {
  it('orders by status, words and account', async () => {
    const { folder } = filled();
    const ids = async (line: string): Promise<unknown> => (await orders(terminalAt(folder, line))).json;
    expect(await ids('orders --status paid')).toMatchObject([{ providerOrderId: 'a' }]);
    expect(await ids('orders --query 推理')).toMatchObject([{ providerOrderId: 'b' }]);
    expect(await ids('orders --account 公司账号')).toHaveLength(2);
    await expect(ids('orders --status nonsense')).rejects.toThrow(UsageError);
  });

  it('an unknown label is not found', async () => {
    const { folder } = filled();
    for (const command of [orders, rentals]) {
      const line = command === orders ? 'orders' : 'rentals';
      expect(await command(terminalAt(folder, `${line} --account 别人`))).toMatchObject({
        exit: 1,
        json: { ok: false, failure: { code: 'not-found' } },
      });
    }
  });

  it('an unknown label is not found where there is no store either', async () => {
    for (const [command, line] of [
      [orders, 'orders'],
      [rentals, 'rentals'],
      [resources, 'resources'],
    ] as const)
      expect(await command(terminalAt(aFolder(), `${line} --account 别人`))).toMatchObject({
        exit: 1,
        json: { ok: false, failure: { code: 'not-found', field: 'account' } },
      });
  });

  it('rentals ending within a time, from now on only', async () => {
    const { folder } = filled();
    expect(idsOf((await rentals(terminalAt(folder, 'rentals --ending-within 7d'))).json)).toEqual(['week']);
    expect(idsOf((await rentals(terminalAt(folder, 'rentals'))).json)).toEqual(['week', 'later', 'open', 'over']);
    expect(idsOf((await rentals(terminalAt(folder, 'rentals --status open-ended'))).json)).toEqual(['open']);
    await expect(async () => rentals(terminalAt(folder, 'rentals --ending-within soon'))).rejects.toThrow(UsageError);
  });

  it('rentals ending within a time by their next deadline of any kind, at its earlier reading', async () => {
    const { folder, store } = filled();
    const nowMs = ms('2026-03-10T00:00:00Z');
    const put = (facts: Parameters<typeof aRental>[0]) =>
      keepRental(store.database, { rental: aRental(facts), heldEnd: null }, [], nowMs);
    const unpaid = {
      payBy: { at: at('2026-03-10T01:00:00Z'), basis: 'stated' },
      payBySeenAt: at('2026-03-09T00:00:00Z'),
    } as const;
    put({ id: 'doubtful', end: { ...stated('2026-03-10T09:30:00Z'), earliestAt: at('2026-03-10T01:30:00Z') } });
    put({ id: 'order', phase: 'unpaid', ...unpaid });
    put({ id: 'lapsed', phase: 'unpaid', ...unpaid, payBy: { ...unpaid.payBy, at: at('2026-03-09T23:00:00Z') } });
    put({ id: 'renewal', end: stated('2026-03-20T00:00:00Z'), ...unpaid });
    const releases = {
      at: at('2026-03-09T23:50:00Z'),
      surelyAt: at('2026-03-10T00:10:00Z'),
      basis: 'derived',
    } as const;
    put({ id: 'frozen', phase: 'frozen', releases: { ...releases, note: 'frozen-window' } });
    put({ id: 'kept', phase: 'expired', releases: { ...releases, note: 'from-user-setting' } });
    put({ id: 'refunded', phase: 'cancelled', end: stated('2026-03-10T01:00:00Z') });
    const answer = await rentals(terminalAt(folder, 'rentals --ending-within 2h'));
    expect(idsOf(answer.json)).toEqual(['frozen', 'kept', 'order', 'renewal', 'doubtful']);
    expect(answer.json).toMatchObject([
      { nextDeadline: { kind: 'releases', at: releases.surelyAt, basis: 'derived' } },
      { nextDeadline: { kind: 'releases', at: releases.surelyAt, basis: 'derived' } },
      { nextDeadline: { kind: 'pay-by', at: unpaid.payBy.at, basis: 'stated' } },
      { nextDeadline: { kind: 'pay-by', at: unpaid.payBy.at, basis: 'stated' } },
      { nextDeadline: { kind: 'ends', at: at('2026-03-10T01:30:00Z'), basis: 'stated' } },
    ]);
    expect(answer.text).toMatch(/Next deadline +When/);
    expect(
      answer.text
        .split('\n')
        .slice(1, -1)
        .map((line) => /^(Data destroyed|Pay by|Ends) .*?(\d+ \S+(?: \d+ min)?) {2,}\S+ {2,}–/.exec(line)?.slice(1)),
    ).toEqual([
      ['Data destroyed', '10 minutes'],
      ['Data destroyed', '10 minutes'],
      ['Pay by', '1 hour'],
      ['Pay by', '1 hour'],
      ['Ends', '1 h 30 min'],
    ]);
  });

  it('rentals: a table leaves out what has ended and says how many, unless they are asked for', async () => {
    const { folder } = filled();
    const shown = async (line: string) => (await rentals(terminalAt(folder, line))).text.split('\n');
    expect(await shown('rentals')).toEqual([
      expect.stringMatching(/^Next deadline +When +Left +Rental/),
      expect.stringMatching(/^Ends /),
      expect.stringMatching(/^Ends /),
      expect.stringMatching(/^– {2,}训练机/),
      t.cli_zone({ zone: 'Beijing time' }),
      t.cli_hidden_ended({ count: 1 }),
    ]);
    expect(await shown('rentals --all')).toHaveLength(6);
    expect((await shown('rentals --all')).at(-2)).toMatch(/^Ended /);
    expect((await shown('rentals --status expired'))[1]).toMatch(/^Ended /);
  });

  it('rentals: where all have ended it says so, and how they are shown', async () => {
    const folder = aFolder();
    const { database } = aStore(join(folder, 'store.sqlite'));
    insertAccount(database, anAccount());
    keepRental(database, { rental: aRental(), heldEnd: null }, [], ms('2026-03-10T00:00:00Z'));
    const said: string[] = [];
    const answer = await rentals(terminalAt(folder, 'rentals', '2027-03-10T00:00:00Z', { said }));
    expect(answer).toMatchObject({ exit: 0, text: '', json: [{}] });
    expect(said).toContain(t.cli_only_ended({ count: 1 }));
  });

  it('rentals in colours where its terminal has them, by how near what comes next is', async () => {
    const { folder } = filled();
    const coloured = { ...terminalAt(folder, 'rentals --all', '2026-03-16T12:00:00Z'), hasColours: true };
    const { text } = await rentals(coloured);
    expect(text.match(/\u001b\[31mEnds {2,}.*\u001b\[39m/g)).toHaveLength(2);
    expect(text.match(/\u001b\[90mEnded/g)).toHaveLength(1);
    expect((await rentals(terminalAt(folder, 'rentals'))).text).not.toContain('\u001b');
  });

  it('sorts by the clock of the command, whenever the store was written', async () => {
    const { folder, store } = filled();
    const end = { ...stated('2026-03-13T09:00:00Z'), earliestAt: at('2026-03-11T01:00:00Z') };
    keepRental(
      store.database,
      { rental: aRental({ id: 'doubtful', end }), heldEnd: null },
      [],
      ms('2026-03-10T00:00:00Z'),
    );
    keepRental(
      store.database,
      { rental: aRental({ id: 'sure', end: stated('2026-03-12T00:00:00Z') }), heldEnd: null },
      [],
      ms('2026-03-10T00:00:00Z'),
    );
    const sorted = async (now: string) => idsOf((await rentals(terminalAt(folder, 'rentals', now))).json).slice(0, 2);
    expect(await sorted('2026-03-10T00:00:00Z')).toEqual(['doubtful', 'sure']);
    expect(await sorted('2026-03-11T12:00:00Z')).toEqual(['sure', 'doubtful']);
  });

  it('states go by the clock of the command', async () => {
    const { folder } = filled();
    const states = (await rentals(terminalAt(folder, 'rentals', '2026-04-01T00:00:00Z'))).json;
    expect(Array.isArray(states) ? states.map((row: { readonly state: unknown }) => row.state) : []).toEqual([
      'open-ended',
      'expired',
      'expired',
      'expired',
    ]);
  });

  it('export has one event for every rental whose end is to come', async () => {
    const { folder } = filled();
    const { text } = await exportCommand(terminalAt(folder, 'export --format ics'));
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    const json: unknown = JSON.parse((await exportCommand(terminalAt(folder, 'export --format json'))).text);
    expect(json).toMatchObject({ orders: [{}, {}], rentals: [{}, {}, {}, {}] });
  });

  it.each(['export', 'export --format xml', 'export --format constructor'])('%s is wrong usage', async (line) => {
    await expect(exportCommand(terminalAt(aFolder(), line))).rejects.toThrow(UsageError);
  });
});

describe('accounts list', () => {
  const told = (settings: Readonly<Record<string, string>>) => {
    const folder = aFolder();
    const { database } = aStore(join(folder, 'store.sqlite'));
    const account = anAccount({ provider: 'wolover', settings, lastSyncedAt: null });
    insertAccount(database, account);
    // Bought on 1 March at 08:00 in Beijing, for one unit, and delivered on 10 April still.
    const orders = [readWoloverRow(woloverRow('1800000000000000001', 5), settings)];
    applyReading(database, account, { ...aReading([]), orders }, at('2026-04-10T00:00:00Z'));
    const localeSetting = () => ({ locale: 'en', timeZone: 'Asia/Shanghai' }) as const;
    return listAccountsCommand(terminalAt(folder, 'accounts list', '2026-04-10T00:00:00Z', { localeSetting }));
  };

  it('tells what the orders leave of a setting, and which orders show it', async () => {
    const order = {
      providerOrderId: '1800000000000000001',
      title: '4090×1',
      placedAt: '2026-03-01T00:00:00.000Z',
      amount: 1,
      runningAt: '2026-04-10T00:00:00.000Z',
      overAt: null,
    };
    const answer = await told({ durationUnit: 'unknown' });
    expect(answer.json).toMatchObject([
      {
        suggestions: [
          {
            setting: 'durationUnit',
            product: null,
            value: 'unknown',
            fits: ['month', 'year'],
            excluded: ['hour', 'day', 'week'].map((value) => ({ value, count: 1, orders: [order] })),
          },
        ],
      },
    ]);
    expect(answer.text.split('\n').at(-1)).toBe(
      '公司账号 · Unit of the purchase duration: Only months or years fit your orders.',
    );
  });

  it('warns of a unit that is set and cannot be right, for a product too', async () => {
    expect((await told({ durationUnit: 'day' })).text).toContain(
      'It cannot be days. Only months or years fit your orders.',
    );
    expect((await told({ durationUnit: 'month', productUnits: '4090×1=week' })).text).toContain(
      '公司账号 · Unit by product: 4090×1: It cannot be weeks. Only months or years fit your orders.',
    );
  });

  it('has an empty list where there is nothing to say', async () => {
    expect((await told({ durationUnit: 'month' })).json).toMatchObject([{ suggestions: [] }]);
    expect((await told({ durationUnit: 'month' })).text.split('\n')).toHaveLength(2);
  });
});

describe('reminders', () => {
  it('says why one failed', async () => {
    const { folder, store } = filled();
    const notifier = new FakeNotifier();
    notifier.works = false;
    const bell = aBell(store.database, '2026-03-10T00:00:00Z', notifier);
    let nowMs = bell.now();
    for (; notifier.rings.length === 0; nowMs += 12 * 60 * 60_000) await bell.lookAt(new Date(nowMs).toISOString());
    const answer = await reminders(terminalAt(folder, 'reminders', new Date(bell.now()).toISOString()));
    expect(answer.text).toContain('Failed: the channel failed');
  });

  it('announces what the bell then rings, point by point', async () => {
    const { folder, store } = filled();
    const announced = (await reminders(terminalAt(folder, 'reminders --upcoming 30d'))).json;
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

  it('looks ahead as far as it is told', async () => {
    const { folder } = filled();
    const upcoming = async (within: string): Promise<readonly unknown[]> =>
      idsOf((await reminders(terminalAt(folder, `reminders --upcoming ${within}`))).json);
    expect(await upcoming('1d')).toEqual([]);
    expect(await upcoming('4d')).toHaveLength(1);
    expect(await upcoming('30d')).toHaveLength(8);
  });

  it('alone it shows what waits, and the log of the last 30 days', async () => {
    const { folder, store } = filled();
    await aBell(store.database, '2026-03-16T00:00:00Z').look();
    const shown = async (now: string): Promise<readonly unknown[]> =>
      idsOf((await reminders(terminalAt(folder, 'reminders', now))).json);
    expect((await shown('2026-03-20T00:00:00Z')).length).toBeGreaterThan(0);
    const localeSetting = () => ({ locale: 'en', timeZone: 'Asia/Shanghai' }) as const;
    const answer = await reminders(terminalAt(folder, 'reminders', '2026-04-16T00:00:01Z', { localeSetting }));
    // What was never handled waits still, one card for each rental, in the words of now.
    expect(answer.json).toMatchObject([
      { rentalId: 'later', waiting: { heading: '训练机-02 ended 30 days ago' } },
      { rentalId: 'week', waiting: { heading: '训练机-02 ended 30 days ago' } },
    ]);
    expect(answer.text).toMatch(/^Waiting for you: 2\n {2}训练机-02 ended 30 days ago – Ended .*\n/);
  });
});

it('an instant in the JSON is ISO UTC', async () => {
  const { folder } = filled();
  expect((await rentals(terminalAt(folder, 'rentals --ending-within 7d'))).json).toMatchObject([
    { end: { at: at('2026-03-17T00:00:00Z') } },
  ]);
});

it('one long title ruins no table of a reader, in a terminal or out of one', async () => {
  const { folder, store } = filled();
  const title = '训练机'.repeat(60);
  putOrder(store.database, anOrder({ id: 'long', title, items: [anItem({ title })] }));
  keepRental(store.database, { rental: aRental({ id: 'long', title }), heldEnd: null }, [], ms('2026-03-10T00:00:00Z'));
  for (const command of [orders, rentals]) {
    const line = command === orders ? 'orders' : 'rentals';
    for (const columns of [100, undefined]) {
      const { text } = await command(terminalAt(folder, line, undefined, columns === undefined ? {} : { columns }));
      expect(text).toContain('…  ');
      expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns ?? 160);
    }
    expect(JSON.stringify((await command(terminalAt(folder, line))).json)).toContain(title);
  }
});

describe('an empty list', () => {
  it.each(['rentals', 'orders', 'reminders'])(
    '%s without a store prints nothing and says what to do next',
    async (line) => {
      const said: string[] = [];
      const terminal = terminalAt(aFolder(), line, undefined, { said });
      const answer =
        line === 'rentals' ? rentals(terminal) : line === 'orders' ? orders(terminal) : reminders(terminal);
      expect(await answer).toMatchObject({ exit: 0, json: [], text: '' });
      expect(said.join()).toContain('leasebell-cli accounts add');
    },
  );

  it.each([
    ['rentals', 'leasebell-cli sync'],
    ['rentals --query nothing', 'filter'],
    ['rentals --ending-within 1h', 'filter'],
  ])('%s with an account only: %s', async (line, sentence) => {
    const folder = aFolder();
    const store = aStore(join(folder, 'store.sqlite'));
    insertAccount(store.database, anAccount());
    store.close();
    const said: string[] = [];
    const here = (typed: string) => rentals(terminalAt(folder, typed, undefined, { said }));
    expect(await here(line)).toMatchObject({ exit: 0, json: [], text: '' });
    expect(said.join()).toContain(sentence);
    expect(await here(`${line} --json`)).toMatchObject({ json: [] });
    expect(said).toHaveLength(1);
  });

  it.each([
    ['reminders', t.cli_nothing_told()],
    ['reminders --upcoming 1h', t.cli_nothing_upcoming()],
  ])('%s that rang nothing says what to ask for then', async (line, sentence) => {
    const folder = aFolder();
    const store = aStore(join(folder, 'store.sqlite'));
    insertAccount(store.database, anAccount());
    store.close();
    const said: string[] = [];
    expect(await reminders(terminalAt(folder, line, undefined, { said }))).toMatchObject({
      exit: 0,
      json: [],
      text: '',
    });
    expect(said).toEqual([sentence]);
  });

  it('accounts list says how to add one', async () => {
    expect((await listAccountsCommand(terminalAt(aFolder(), 'accounts list'))).text).toBe(t.cli_nothing_no_accounts());
  });

  it('is no line at all on stdout', () => {
    const out: string[] = [];
    printResult(done([], ''), false, { out: (text) => out.push(text), err: () => {} });
    expect(out).toEqual([]);
  });
});

it('what is stored and cannot be read is not said never to have been read', async () => {
  const { folder, store } = filled();
  store.database.run('UPDATE orders SET body = ?', 'no JSON');
  store.close();
  const said: string[] = [];
  const answer = await orders({
    ...terminalAt(folder, 'orders'),
    streams: { out: () => {}, err: (text) => said.push(text), isEnded: () => false },
  });
  expect(answer.json).toEqual([]);
  expect(said).toEqual([t.cli_nothing_else()]);
});
