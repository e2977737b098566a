import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
