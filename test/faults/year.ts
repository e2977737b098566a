import { day, hour, instantOf, minute } from '../../electron/core/model/instant.ts';
import type { StoredOrder } from '../../electron/core/model/order.ts';
import { ms } from '../fakes/instants.ts';
import { anItem, anOrder, stated } from '../fakes/orders.ts';
import { oneOf, wholeBetween } from '../fakes/random.ts';

/** Both changes of the clock in New York and Berlin lie in the year that begins here, and a month's end every month. */
export const yearFromMs = ms('2026-03-01T00:00:00Z');
export const yearMs = 365 * day;

/** What the machine does from an instant on, by the true clock. */
export interface Spell {
  readonly fromMs: number;
  readonly does: 'runs' | 'sleeps' | 'a year ahead' | 'a year behind';
  /** The computer's own zone meanwhile. */
  readonly zone: string;
}

/** A rental of the year, with the points that the documents promise for its length. */
export interface Leased {
  readonly id: string;
  readonly order: StoredOrder;
  readonly endMs: number;
  readonly pointsMs: readonly number[];
}

const classes: readonly (readonly [number, readonly number[]])[] = [
  [180 * day, [30 * day, 7 * day, 3 * day, day, 2 * hour, 0]],
  [28 * day, [7 * day, 3 * day, day, 2 * hour, 0]],
  [7 * day, [3 * day, day, 2 * hour, 0]],
  [day, [12 * hour, 2 * hour, 30 * minute, 0]],
  [0, [hour, 15 * minute, 0]],
];

const edges = ['2026-03-08T07:00:00Z', '2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-11-01T06:00:00Z'];

const endIn = (random: () => number): number =>
  random() < 0.2
    ? ms(edges[wholeBetween(random, 0, edges.length - 1)] ?? '') + wholeBetween(random, -180, 24 * 60) * minute
    : yearFromMs + wholeBetween(random, 4 * 1440, 355 * 1440) * minute;

/** Rentals whose ends lie all over the year. */
export const aYearOfRentals = (random: () => number, count: number): readonly Leased[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `rental-${String(index)}`;
    const endMs = endIn(random);
    const lengthMs = oneOf(random, [3 * hour, 2 * day, 7 * day, 31 * day, 365 * day]);
    const points = classes.find(([fromMs]) => lengthMs >= fromMs)?.[1] ?? [];
    const startsAt = instantOf(endMs - lengthMs);
    const item = anItem({ title: id, startsAt, end: stated(instantOf(endMs)) });
    const order = anOrder({ id, placedAt: startsAt, items: [item] });
    return { id, order, endMs, pointsMs: points.filter((pointMs) => pointMs <= lengthMs / 2) };
  });

const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Shanghai', 'Pacific/Apia'] as const;

/** A year of running, sleeping, and clocks that are a year wrong for some hours. `runsMs`: how long it runs at a stretch. */
export const aYearOfSpells = (random: () => number, runsMs: readonly [number, number]): readonly Spell[] => {
  const spells: Spell[] = [{ fromMs: yearFromMs, does: 'runs', zone: zones[0] }];
  let nowMs = yearFromMs + 3 * day;
  while (nowMs < yearFromMs + yearMs) {
    const zone = oneOf(random, zones);
    const does = random() < 0.07 ? oneOf(random, ['a year ahead', 'a year behind'] as const) : 'sleeps';
    spells.push({ fromMs: nowMs, does, zone });
    nowMs += does === 'sleeps' ? wholeBetween(random, 30, 40 * 60) * minute : wholeBetween(random, 1, 300) * minute;
    spells.push({ fromMs: nowMs, does: 'runs', zone });
    nowMs += wholeBetween(random, runsMs[0] / minute, runsMs[1] / minute) * minute + wholeBetween(random, 0, 59_999);
  }
  return spells;
};

/** The quiet hours of the run, by the clock of New York: from ten in the evening to eight. Nothing passes them. */
const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', hour12: false });
const isQuiet = (nowMs: number): boolean => {
  const hours = Number(wall.format(nowMs));
  return hours >= 22 || hours < 8;
};

export interface Expected {
  readonly pointMs: number;
  readonly atMs: number;
  /** What the program had to notice first. */
  readonly after: 'awake' | 'resume' | 'clock';
}

/** When each point of a rental must ring, found by walking the year, not by the program's own plan. */
export const expectedOf = ({ endMs, pointsMs }: Leased, spells: readonly Spell[]): readonly Expected[] => {
  const expected: Expected[] = [];
  for (const [index, pointMs] of pointsMs.entries()) {
    const found = firstChance(endMs - pointMs, spells);
    const nextMs = endMs - (pointsMs[index + 1] ?? Number.NEGATIVE_INFINITY);
    if (found !== null && nextMs > found.atMs) expected.push({ pointMs, ...found });
  }
  return expected;
};

const firstChance = (fireMs: number, spells: readonly Spell[]): Omit<Expected, 'pointMs'> | null => {
  let atMs = fireMs;
  let after: Expected['after'] = 'awake';
  for (;;) {
    const index = spells.findLastIndex((spell) => spell.fromMs <= atMs);
    const spell = spells[index];
    if (spell === undefined) return null;
    if (spell.does !== 'runs') {
      const next = spells[index + 1];
      if (next === undefined) return null;
      atMs = next.fromMs;
      after = spell.does === 'sleeps' ? 'resume' : 'clock';
    } else if (isQuiet(atMs)) {
      atMs = (Math.floor(atMs / minute) + 1) * minute;
      after = 'awake';
    } else return { atMs, after };
  }
};
