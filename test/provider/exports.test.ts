import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { z } from 'zod';
import { join } from 'node:path';
import { compose } from '../../electron/compose/engine.ts';
import { speakIn } from '../../electron/core/words/words.ts';
import { addDemoAccounts } from '../../electron/program/demo/add-accounts.ts';
import { startDemoServers } from '../../electron/demo/servers.ts';
import { openRound } from '../../electron/edges/http/open-round.ts';
import { ChannelChain } from '../../electron/channels/chain.ts';
import { providers } from '../../electron/providers/registry.ts';
import { memoryVault } from '../../electron/edges/secrets/memory-vault.ts';
import { silentLog } from '../../electron/edges/system/log.ts';
import { dataFiles } from '../../electron/edges/system/paths.ts';
import { exportCommand } from '../../electron/faces/terminal/commands/export.ts';
import { directTransport } from '../fakes/http.ts';
import { aTerminal } from '../fakes/terminal.ts';
import { wholeAnswer } from '../fakes/whole-answer.ts';
import { calendarEvents, csvRows } from '../unit/faces/terminal/readers/readers.ts';
import { suiteWorld } from './demo-stand.ts';
import { anchor } from './stage.ts';
import { chance } from '../../electron/edges/system/chance.ts';

const nowMs = anchor.getTime();
const localeSetting = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;
const folder = mkdtempSync(join(tmpdir(), 'leasebell-exports-'));

/** Everything that the demo's providers show, in a store. */
beforeAll(async () => {
  speakIn(() => 'en');
  const servers = await startDemoServers({ now: () => anchor, world: suiteWorld });
  const transport = directTransport();
  const opened = compose({
    folder,
    clock: { now: () => nowMs },
    vault: memoryVault(),
    providers,
    channels: new ChannelChain([]),
    localeSetting: () => localeSetting,
    openHttp: (_account, signal) => openRound(transport, { now: () => nowMs, random: chance }, signal),
    online: () => true,
    onActivate: () => undefined,
    news: () => undefined,
    log: silentLog(),
  });
  if (!opened.ok) throw new Error(opened.failure.code);
  const { program, life } = opened.value.running;
  await addDemoAccounts(program, servers);
  await program.accounts.sync({ id: null });
  await life.stop();
  await servers.stop();
  await transport.close();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const exported = async (line: string): Promise<string> => {
  const storePath = dataFiles(folder).store;
  return (
    await wholeAnswer(exportCommand)(
      aTerminal({ line: `export ${line}`, storePath, now: () => nowMs, vaultIsMemory: true }),
    )
  ).text;
};

const jsonRental = z.object({
  id: z.string(),
  nextDeadline: z.object({ kind: z.string(), at: z.string(), basis: z.string() }).nullable(),
  lastPrice: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  leftMs: z.number().nullable(),
});

const rowsOf = async (line: string): Promise<readonly (readonly string[])[]> => {
  const [header = [], ...rows] = csvRows(await exported(line));
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]));
  return rows;
};
const listed = async (line: string): Promise<readonly { readonly [name: string]: unknown }[]> =>
  JSON.parse(await exported(line)) as readonly { readonly [name: string]: unknown }[];

describe('the demo, exported', () => {
  test.each(['rentals', 'orders', 'reminders --upcoming 30d'])('%s: as many rows of CSV as of JSON', async (noun) => {
    expect(await rowsOf(`${noun} --format csv`)).toHaveLength((await listed(`${noun} --format json`)).length);
  });

  test('no cell of CSV is a number that a spreadsheet would round, or a formula', async () => {
    for (const noun of ['rentals', 'orders', 'reminders --upcoming 30d'])
      for (const cell of (await rowsOf(`${noun} --format csv`)).flat())
        expect(cell).not.toMatch(/^-?\d{16,}$|^[=+@\t\r＝＋－＠]|^-\D/);
  });

  test('rentals name what they are, their end and how it is known, what is left, the plan and the price', async () => {
    const [header = []] = csvRows(await exported('rentals --format csv'));
    expect(header.slice(0, 15)).toEqual(
      'account title kind spec gpu.model gpu.count state end.at end.basis end.note left autoRenews intention lastPrice.amount lastPrice.currency'.split(
        ' ',
      ),
    );
  });

  test('rentals say what comes next, and as JSON what they cost and how long is left', async () => {
    const [header = [], ...rows] = csvRows(await exported('rentals --format csv'));
    const cell = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? '';
    const byId = new Map(rows.map((row) => [cell(row, 'id'), row]));
    const rentals = z.array(jsonRental).parse(JSON.parse(await exported('rentals --format json')));
    expect(rentals.some(({ lastPrice }) => lastPrice !== null)).toBe(true);
    expect(new Set(rentals.flatMap(({ nextDeadline }) => nextDeadline?.kind ?? []))).toEqual(
      new Set(['pay-by', 'ends', 'releases']),
    );
    for (const { id, nextDeadline: next, lastPrice, leftMs } of rentals) {
      const row = byId.get(id) ?? [];
      expect([cell(row, 'nextDeadline.kind'), cell(row, 'nextDeadline.at')]).toEqual([
        next?.kind ?? '',
        next?.at ?? '',
      ]);
      expect(cell(row, 'lastPrice.amount')).toBe(lastPrice?.amount ?? '');
      expect(leftMs).toBe(next === null ? null : Date.parse(next.at) - nowMs);
    }
  });

  test('without a noun: orders as CSV, both as JSON', async () => {
    expect(await exported('--format csv')).toBe(await exported('orders --format csv'));
    expect(JSON.parse(await exported('--format json'))).toEqual({
      orders: await listed('orders --format json'),
      rentals: await listed('rentals --format json'),
    });
  });

  test('what is to come as a calendar that two readers agree on; of orders what is to be paid alone', async () => {
    const events = calendarEvents(await exported('--format ics'));
    expect(events.length).toBeGreaterThan(5);
    expect(events.every(({ DTSTART }) => DTSTART > '20')).toBe(true);
    expect(events.some(({ STATUS }) => STATUS === 'CONFIRMED')).toBe(true);
    const ends = events.filter(({ UID, STATUS }) => UID.includes('-ends@') && STATUS === 'CONFIRMED');
    for (const { 'LAST-MODIFIED': changed, SEQUENCE, alarms } of ends) {
      expect([changed !== undefined, SEQUENCE, alarms.length > 0]).toEqual([true, '0', true]);
    }
    const toPay = calendarEvents(await exported('orders --format ics'));
    expect(toPay.every(({ UID }) => UID.endsWith('-pay-by@leasebell'))).toBe(true);
    expect(toPay).toEqual(events.filter(({ UID }) => UID.endsWith('-pay-by@leasebell')));
  });
});
