import { describe, expect, it } from 'vitest';
import { JsonNumber, jsonText, memberText, type Json, type JsonObject } from '../../../electron/demo/world/json.ts';
import { pythonFloat } from '../../../electron/demo/world/python-float.ts';
import { vastaiWorld } from '../../../electron/demo/world/vastai.ts';
import { anchor, dayMs, hourMs, minuteMs } from './clients.ts';

const world = vastaiWorld(anchor, 15);
const at = (ms: number) => world(new Date(anchor.getTime() + ms));
const named = (label: string, ms: number): JsonObject | undefined =>
  at(ms).instances.find((row) => row['label'] === label);

const numberOf = (value: Json | undefined): number => (value instanceof JsonNumber ? Number(value.text) : Number.NaN);

/** Milliseconds from the anchor to the end that a row states. */
const endsIn = (row: JsonObject | undefined): number =>
  Math.round(numberOf(row?.['end_date']) * 1_000) - anchor.getTime();

const states = (row: JsonObject | undefined): string | null =>
  row === undefined
    ? null
    : ['actual_status', 'intended_status', 'cur_state'].map((name) => memberText(row, name)).join();

const running = 'running,running,running';
const stopped = 'exited,stopped,stopped';

it('a float is written as Python writes it', () => {
  const texts = [1_796_430_000, 1_796_430_000.5, 0.71, 3, 0].map((value) => pythonFloat(value).text);
  expect(texts).toEqual(['1796430000.0', '1796430000.5', '0.71', '3.0', '0.0']);
});

describe('the world of Vast.ai', () => {
  it('is the same for the same anchor', () => {
    expect(jsonText(vastaiWorld(anchor, 15)(anchor).instances)).toBe(jsonText(at(0).instances));
  });

  it('has more than one page, by ids that are all different', () => {
    const ids = at(0).instances.map((row) => Number(row['id']));
    expect(ids).toHaveLength(30);
    expect(ids).toEqual([...new Set(ids)].sort((left, right) => left - right));
    const many = vastaiWorld(anchor, 900)(anchor).instances.map((row) => row['id']);
    expect(new Set(many).size).toBe(915);
  });

  it.each(['running', 'exited', 'stopped', 'frozen', 'rebooting', 'unknown', 'offline', null])(
    'shows the actual status %s',
    (status) => {
      expect(at(0).instances.map((row) => row['actual_status'])).toContain(status);
    },
  );

  it('has ends in minutes, hours, days and weeks, some bids, some without a label', () => {
    const ends = at(0)
      .instances.map(endsIn)
      .filter((ms) => ms > 0);
    const bounds = [0, hourMs, dayMs, 7 * dayMs, 60 * dayMs];
    for (const [index, bound] of bounds.slice(1).entries())
      expect(ends.filter((ms) => ms > (bounds[index] ?? 0) && ms <= bound).length).toBeGreaterThan(0);
    expect(at(0).instances.filter((row) => row['is_bid'] === true).length).toBeGreaterThan(2);
    expect(at(0).instances.filter((row) => row['label'] === null).length).toBeGreaterThan(2);
  });

  it('says of one that it has no end', () => {
    expect(at(0).instances.filter((row) => row['end_date'] === null)).toEqual([named('endless', 0)]);
  });

  it('starts everything before it ends, and nothing in the future', () => {
    for (const row of at(0).instances) {
      const startedAt = numberOf(row['start_date']) * 1_000;
      expect(startedAt).toBeLessThanOrEqual(anchor.getTime());
      if (row['end_date'] !== null) expect(endsIn(row)).toBeGreaterThan(startedAt - anchor.getTime());
    }
  });
});

describe('it moves with the clock', () => {
  it.each([
    ['sd-batch', [running, 38 * minuteMs - 1], [stopped, 38 * minuteMs], [null, 38 * minuteMs + 2 * dayMs]],
    ['ended-eval', [stopped, 0], [stopped, 2 * hourMs - 1], [null, 2 * hourMs]],
    ['left-behind', [stopped, 0], [stopped, 30 * dayMs]],
    ['spot-sweep', [running, 25 * minuteMs - 1], ['stopped,running,stopped', 25 * minuteMs]],
    ['notebook-old', [stopped, 0]],
    ['调试', [null, 0], ['loading,running,unloaded', 6 * minuteMs], [running, 9 * minuteMs], [stopped, 8 * hourMs]],
    ['scratch', [running, 20 * minuteMs - 1], [null, 20 * minuteMs]],
  ])('%s', (label, ...steps) => {
    expect(steps.map(([, ms]) => states(named(label, Number(ms))))).toEqual(steps.map(([state]) => state));
  });

  it('the host lets one go on: its end moves and it keeps running', () => {
    expect([0, 15 * minuteMs - 1, 15 * minuteMs].map((ms) => endsIn(named('render-queue', ms)))).toEqual([
      2.5 * hourMs,
      2.5 * hourMs,
      30 * dayMs,
    ]);
    expect(states(named('render-queue', 3 * hourMs))).toBe(running);
  });

  it('the host offers one to go on for more money, until its end', () => {
    const offers = [0, 10 * minuteMs, 3 * dayMs + 2 * hourMs].map((ms) => at(ms).priceIncreases);
    expect(offers.map(({ length }) => length)).toEqual([0, 1, 0]);
    const [offer] = offers[1] ?? [];
    const row = named('rag-index', 10 * minuteMs);
    expect(offer).toMatchObject({
      contract_id: row?.['id'],
      contract_end_date: row?.['end_date'],
      old_dph_total: row?.['dph_total'],
    });
    expect(numberOf(offer?.['new_dph_total'])).toBeGreaterThan(numberOf(row?.['dph_total']));
    expect(numberOf(offer?.['ask_end_date'])).toBeGreaterThan(numberOf(row?.['end_date']));
  });
});

describe('the credit', () => {
  const creditAt = (ms: number): number => numberOf(at(ms).user['credit']);
  const priceAt = (ms: number): number =>
    at(ms)
      .instances.filter((row) => row['actual_status'] === 'running')
      .reduce((sum, row) => sum + numberOf(row['dph_total']), 0);

  it('lasts about two days at the present price', () => {
    expect(creditAt(0) / priceAt(0)).toBeCloseTo(47.5, 6);
  });

  it('pays for what runs', () => {
    expect(creditAt(0) - creditAt(5 * minuteMs)).toBeCloseTo((priceAt(0) * 5) / 60, 6);
  });

  it('stops everything when nothing is left', () => {
    const over = 60 * dayMs;
    expect([creditAt(over), numberOf(at(over).user['balance'])]).toEqual([0, -0.01]);
    const later = 5 * dayMs;
    expect(creditAt(later)).toBe(0);
    expect(new Set(at(later).instances.map(states))).toEqual(new Set([stopped]));
  });
});
