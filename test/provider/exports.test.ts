import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { speakIn } from '../../electron/core/words/words.ts';
import { exportCommand } from '../../electron/faces/terminal/commands/export.ts';
import { aTerminal } from '../fakes/terminal.ts';
import { wholeAnswer } from '../fakes/whole-answer.ts';
import { calendarEvents, csvRows } from '../unit/faces/terminal/readers/readers.ts';
import { demoEngine, type DemoEngine } from './demo-engine.ts';
import { suiteWorld } from './demo-stand.ts';
import { anchor } from './stage.ts';

const nowMs = anchor.getTime();
const localeSetting = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;
let demo: DemoEngine;

/** Everything that the demo's providers show, in a store. */
beforeAll(async () => {
  speakIn(() => 'en');
  demo = await demoEngine(
    suiteWorld,
    () => nowMs,
    () => localeSetting,
  );
  await demo.stop();
}, 60_000);

afterAll(() => demo.forget());

const exported = async (line: string): Promise<string> => {
  const { storePath } = demo;
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
