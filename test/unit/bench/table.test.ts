import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../bench/harness/figure.ts';
import { medianOf, percentileOf, spreadOf } from '../../bench/harness/statistics.ts';
import { judge, tableOf } from '../../bench/harness/table.ts';
import { WorldPages } from '../../bench/world/pages.ts';
import { worldOrders } from '../../bench/world/orders.ts';

describe('numbers of a run', () => {
  it.each([
    [[], Number.NaN],
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 2, 3], 2.5],
  ])('the median of %j is %d', (numbers, median) => expect(medianOf(numbers)).toBe(median));

  it('a percentile is one of the numbers, the largest for the share of all', () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => index + 1);
    expect([percentileOf(numbers, 0.5), percentileOf(numbers, 0.999), percentileOf(numbers, 1)]).toEqual([
      500, 999, 1000,
    ]);
    expect(percentileOf([], 1)).toBeNaN();
  });

  it('the spread of one number is none', () => {
    expect([spreadOf([7]), spreadOf([8, 10, 12])]).toEqual([0, 0.4]);
  });
});

const measured = (facts: Partial<Measurement>): Measurement => ({
  ...{ what: 'a sync', unit: 'ms', ours: [300, 200, 220], floor: [100, 110, 90], bar: { of: 'ratio', most: 2 } },
  ...facts,
});

describe('what is judged', () => {
  it.each([
    ['a ratio of medians', measured({}), false],
    ['a ratio that is kept', measured({ bar: { of: 'ratio', most: 2.2 } }), true],
    ['a number by itself', measured({ bar: { of: 'value', most: 220 } }), true],
    ['so much above the floor', measured({ bar: { of: 'above-floor', most: 119 } }), false],
    ['nothing without a bar', measured({ bar: null }), null],
    ['nothing that was not found is kept', measured({ ours: [], bar: { of: 'value', most: 1 } }), false],
    ['a ratio without a floor is not kept', measured({ floor: null }), false],
  ])('%s', (_name, measurement, isMet) => expect(judge('P0', measurement).isMet).toBe(isMet));

  it('stands in a table with its floor, its bar and its notes', () => {
    const table = tableOf([judge('P0', measured({ note: 'sent one by one' }))]).split('\n');
    expect(table[2]?.split('|').map((cell) => cell.trim())).toEqual([
      ...['', 'P0', 'a sync', '220 ms', '100 ms', '2.20×', '≤ 2×', 'NO', '45 %', '3', ''],
    ]);
    expect(table.at(-1)).toBe('- P0 a sync: sent one by one');
  });
});

describe('the world that is measured', () => {
  it('is the same each time, has each id once, and some orders that run', () => {
    const orders = worldOrders(1_000);
    expect(orders).toEqual(worldOrders(1_000));
    expect(new Set(orders.map(({ id }) => id)).size).toBe(1_000);
    const running = orders.filter(({ status }) => status === 5).length;
    expect(running).toBeGreaterThan(10);
    expect(running).toBeLessThan(100);
  });

  it('is served in pages of which the first stands for 0 and the last is repeated, and shows a change', () => {
    const pages = new WorldPages(worldOrders(250));
    expect(pages.prepare(100).pages).toBe(3);
    const texts = (numbers: readonly number[]): readonly string[] =>
      numbers.map((number) => pages.page(number, 100).toString());
    const [zeroth, first, third, fourth] = texts([0, 1, 3, 4]);
    expect([zeroth, fourth]).toEqual([first, third]);
    const before = texts([1, 2, 3]);
    pages.changeOne();
    expect(texts([1, 2, 3]).filter((text, index) => text !== before[index])).toHaveLength(1);
  });
});
