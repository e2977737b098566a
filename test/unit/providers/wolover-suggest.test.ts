import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../electron/core/model/ids.ts';
import type { SightedOrder } from '../../../electron/core/model/order.ts';
import type { SettingSuggestion } from '../../../electron/core/model/suggestion.ts';
import type { ObservedOrder } from '../../../electron/core/ports/provider.ts';
import { suggest } from '../../../electron/providers/wolover/suggest.ts';
import { anAccount } from '../../fakes/accounts.ts';
import { woloverRow } from '../../fakes/http.ts';
import { at } from '../../fakes/instants.ts';
import { readWoloverRow } from '../../fakes/wolover.ts';

/** What our polling saw of a row, all in Beijing time. */
interface Seen {
  readonly id?: string;
  readonly word?: number;
  readonly placed?: string;
  readonly duration?: number | string | null;
  readonly product?: string | null;
  /** The last round that listed it as it is. */
  readonly seen?: string;
  /** First shown with this status, and last shown with another one. */
  readonly since?: string;
  readonly notBefore?: string;
  /** It was seen to end: from which status, into which, when. */
  readonly ending?: readonly [before: string, after: string, at: string];
  readonly doubtful?: boolean;
}

const beijing = (text: string): Instant => at(`${text.replace(' ', 'T')}:00+08:00`);

const observed = ({
  id = '1',
  word = 5,
  placed = '2026-03-01 08:00',
  duration = 1,
  product = '训练机',
  seen = '2026-03-01 09:00',
  since,
  notBefore,
  ending,
  doubtful = false,
}: Seen): ObservedOrder => {
  const row = woloverRow(id, word, {
    createTime: `${placed}:00`,
    buyDuration: duration,
    orderProductVo: product === null ? null : { name: product },
  });
  const order: SightedOrder = {
    ...readWoloverRow(row, {}),
    accountId: anAccount().id,
    statusSeenAt: beijing(since ?? placed),
    otherStatusSeenAt: notBefore === undefined ? null : beijing(notBefore),
    missingRounds: 0,
  };
  return {
    order,
    seenAt: beijing(seen),
    ending: ending === undefined ? null : { before: ending[0], after: ending[1], at: beijing(ending[2]) },
    doubtful,
  };
};

const settings = { durationUnit: 'unknown' };
const all = ['hour', 'day', 'week', 'month', 'year'];
const accountFits = (...seen: readonly Seen[]): readonly string[] =>
  suggest(settings, seen.map(observed)).suggestions.find(({ product }) => product === null)?.fits ?? all;

/** The rentals of the document's example: one unit bought, delivered for 40 days. */
const fortyDays: Seen = { placed: '2026-03-01 08:00', seen: '2026-04-10 08:00' };
const frozen = (placed: string, duration: number, notBefore: string, since: string): Seen => ({
  word: 6,
  placed,
  duration,
  notBefore,
  since,
  seen: since,
});

describe('what remains of the units', () => {
  test.each<[string, Seen, readonly string[]]>([
    // Delivered and running.
    ['5 for an hour', { seen: '2026-03-01 09:00' }, all],
    ['5 for a day and a half', { seen: '2026-03-02 20:00' }, ['day', 'week', 'month', 'year']],
    ['5 for 9 days', { seen: '2026-03-10 08:00' }, ['week', 'month', 'year']],
    ['5 for 40 days', fortyDays, ['month', 'year']],
    ['5 for 60 days', { seen: '2026-04-30 08:00' }, ['year']],
    ['5 for 40 days, 2 bought', { ...fortyDays, duration: 2 }, ['month', 'year']],
    ['5 for 40 days, 30 bought', { ...fortyDays, duration: 30 }, ['day', 'week', 'month', 'year']],
    ['5 for 40 days, 6 bought as text', { ...fortyDays, duration: '6' }, ['week', 'month', 'year']],
    // Seen to expire between two rounds: that fixes one.
    ['an hour until 6', frozen('2026-03-01 08:00', 1, '2026-03-01 08:55', '2026-03-01 09:05'), ['hour']],
    ['a day until 6', frozen('2026-03-01 08:00', 1, '2026-03-02 07:55', '2026-03-02 08:05'), ['day']],
    ['a week until 6', frozen('2026-03-01 08:00', 1, '2026-03-08 07:55', '2026-03-08 08:05'), ['week']],
    ['a month until 6', frozen('2026-03-01 08:00', 1, '2026-04-01 07:55', '2026-04-01 08:05'), ['month']],
    ['a month of 30 days until 6', frozen('2026-03-01 08:00', 1, '2026-03-31 07:55', '2026-03-31 08:05'), ['month']],
    [
      'from 31 January until the end of February',
      frozen('2026-01-31 08:00', 1, '2026-02-28 07:55', '2026-02-28 08:05'),
      ['month'],
    ],
    [
      'a day late, as a nightly sweep is',
      frozen('2026-03-01 08:00', 1, '2026-04-02 02:00', '2026-04-02 02:10'),
      ['month'],
    ],
    ['a year until 6', frozen('2026-03-01 08:00', 1, '2027-03-01 07:55', '2027-03-01 08:05'), ['year']],
    ['12 months until 6', frozen('2026-03-01 08:00', 12, '2027-03-01 07:55', '2027-03-01 08:05'), ['month']],
    // While nobody looked it may have expired at any time.
    [
      '6 after a month without a round',
      frozen('2026-03-01 08:00', 1, '2026-03-01 09:00', '2026-04-05 08:00'),
      ['hour', 'day', 'week', 'month'],
    ],
    // First seen expired: the end came before that, and no more is known.
    [
      '6 at first sight, 40 days old',
      { word: 6, since: '2026-04-10 08:00', seen: '2026-04-10 08:00' },
      ['hour', 'day', 'week', 'month'],
    ],
    ['6 at first sight, 2 hours old', { word: 6, since: '2026-03-01 10:00', seen: '2026-03-01 10:00' }, ['hour']],
    // 8 may be the user's own doing.
    ['8 at first sight', { word: 8, since: '2026-03-02 08:00', seen: '2026-04-10 08:00' }, all],
    [
      '5 until 8, after a day',
      { word: 8, notBefore: '2026-03-02 07:55', since: '2026-03-02 08:05', ending: ['5', '8', '2026-03-02 08:05'] },
      ['day', 'week', 'month', 'year'],
    ],
    [
      '5 until 8, after 31 days',
      { word: 8, notBefore: '2026-04-01 07:55', since: '2026-04-01 08:05', ending: ['5', '8', '2026-04-01 08:05'] },
      ['month', 'year'],
    ],
    // What froze is destroyed half an hour later; it was seen to freeze all the same.
    [
      '6 after a month, 9 now',
      { word: 9, notBefore: '2026-04-01 08:28', since: '2026-04-01 08:31', ending: ['5', '6', '2026-04-01 08:05'] },
      ['month'],
    ],
    [
      '6 after a month, 8 now',
      { word: 8, notBefore: '2026-04-01 08:28', since: '2026-04-01 08:31', ending: ['5', '6', '2026-04-01 08:05'] },
      ['month'],
    ],
    ['5 until 9', { word: 9, notBefore: '2026-04-10 07:55', since: '2026-04-10 08:05' }, all],
    [
      '8 until 9',
      { word: 9, notBefore: '2026-06-10 07:55', since: '2026-06-10 08:05', ending: ['5', '8', '2026-03-02 08:05'] },
      all,
    ],
    // No evidence at all.
    ['a renewal', { ...fortyDays, word: 10 }, all],
    ['refunded', { ...fortyDays, word: 7 }, all],
    ['void', { ...fortyDays, word: 4 }, all],
    ['a status that the document does not know', { ...fortyDays, word: 11 }, all],
    ['joined to another one, renewed or corrected', { ...fortyDays, doubtful: true }, all],
    ['no duration', { ...fortyDays, duration: null }, all],
    ['a duration of 0', { ...fortyDays, duration: 0 }, all],
    ['a duration beyond every calendar', { ...fortyDays, duration: '999999999999999' }, all],
  ])('%s', (_, seen, fits) => {
    expect(accountFits(seen)).toEqual(fits);
  });

  test('an order that may be renewed proves nothing: a later renewal of its product, or of one without a name', () => {
    const renewal: Seen = { id: '2', word: 10, placed: '2026-03-20 08:00', seen: '2026-04-10 08:00' };
    expect(accountFits(fortyDays, renewal)).toEqual(all);
    expect(accountFits(fortyDays, { ...renewal, product: null })).toEqual(all);
    expect(accountFits(fortyDays, { ...renewal, product: '推理机' })).toEqual(['month', 'year']);
    expect(accountFits(fortyDays, { ...renewal, placed: '2026-02-20 08:00' })).toEqual(['month', 'year']);
  });

  test('a list filtered by status goes on without orders that moved on, so a 5 counts to its last change only', () => {
    const filtered = suggest({ ...settings, status: '5' }, [observed({ ...fortyDays, since: '2026-03-10 08:00' })]);
    expect(filtered.suggestions.map(({ fits }) => fits)).toEqual([['week', 'month', 'year']]);
  });
});

describe('a suggestion', () => {
  const only = (suggestions: readonly SettingSuggestion[]): SettingSuggestion => {
    const [first] = suggestions;
    if (first === undefined || suggestions.length > 1) throw new Error(`${String(suggestions.length)} suggestions`);
    return first;
  };
  const given = (set: Readonly<Record<string, string>>, ...seen: readonly Seen[]) =>
    suggest(set, seen.map(observed)).suggestions;

  test('names the orders that prove it, the longest first, and what was seen of them', () => {
    const long: Seen = { ...fortyDays, id: '2', placed: '2026-02-27 08:00' };
    const short: Seen = { ...fortyDays, id: '3', placed: '2026-04-01 08:00' };
    const suggestion = only(given(settings, fortyDays, long, short));
    expect(suggestion).toMatchObject({
      setting: 'durationUnit',
      product: null,
      value: 'unknown',
      fits: ['month', 'year'],
    });
    expect(
      suggestion.excluded.map(({ value, count, orders }) => [value, count, orders.map((each) => each.providerOrderId)]),
    ).toEqual([
      ['hour', 3, ['2', '1', '3']],
      ['day', 3, ['2', '1', '3']],
      ['week', 2, ['2', '1']],
    ]);
    expect(suggestion.excluded[0]?.orders[1]).toEqual({
      providerOrderId: '1',
      title: '训练机',
      placedAt: at('2026-03-01T00:00:00Z'),
      amount: 1,
      runningAt: at('2026-04-10T00:00:00Z'),
      overAt: null,
    });
  });

  test('names twenty orders at most, and counts them all', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ ...fortyDays, id: String(index + 1) }));
    const { excluded } = only(given(settings, ...many));
    expect(excluded.map(({ count, orders }) => [count, orders.length])).toEqual([
      [30, 20],
      [30, 20],
      [30, 20],
    ]);
  });

  test('is none while nothing is ruled out, or the unit that is set fits', () => {
    expect(given(settings, { seen: '2026-03-01 09:00' })).toEqual([]);
    expect(given({ durationUnit: 'month' }, fortyDays)).toEqual([]);
    expect(given(settings)).toEqual([]);
  });

  test('warns of a unit that is set and cannot be right', () => {
    expect(only(given({ durationUnit: 'day' }, fortyDays))).toMatchObject({ value: 'day', fits: ['month', 'year'] });
  });

  test('leaves nothing where the orders contradict each other', () => {
    const anHour = frozen('2026-03-01 08:00', 1, '2026-03-01 08:55', '2026-03-01 09:05');
    const suggestion = only(given(settings, fortyDays, { ...anHour, id: '2' }));
    expect(suggestion.fits).toEqual([]);
    expect(suggestion.excluded.map(({ value }) => value)).toEqual(all);
  });

  test('tells products apart where they contradict each other', () => {
    const anHour = frozen('2026-03-01 08:00', 1, '2026-03-01 08:55', '2026-03-01 09:05');
    expect(given(settings, fortyDays, { ...anHour, id: '2', product: '调试机' })).toMatchObject([
      { setting: 'durationUnit', product: null, fits: [] },
      { setting: 'productUnits', product: '训练机', value: 'unknown', fits: ['month', 'year'] },
      { setting: 'productUnits', product: '调试机', value: 'unknown', fits: ['hour'] },
    ]);
  });

  test('concerns the unit of a product only where it has one of its own', () => {
    const other: Seen = { ...fortyDays, id: '2', product: '调试机' };
    const set = { durationUnit: 'year', productUnits: '调试机=day' };
    expect(only(given(set, other))).toMatchObject({
      setting: 'productUnits',
      product: '调试机',
      value: 'day',
      fits: ['month', 'year'],
    });
    expect(given({ durationUnit: 'hour', productUnits: '调试机=month' }, other)).toEqual([]);
    expect(only(given({ durationUnit: 'hour', productUnits: '调试机=month' }, fortyDays, other))).toMatchObject({
      setting: 'durationUnit',
      excluded: [{ count: 1 }, { count: 1 }, { count: 1 }],
    });
  });
});

test('products are those of the orders and those with a unit of their own', () => {
  const seen = [{}, { id: '2', product: '调试机' }, { id: '3', product: ' 调试机 ' }, { id: '4', product: null }];
  expect(suggest({ productUnits: '旧机=day' }, seen.map(observed)).products).toEqual([
    { name: '调试机', orders: 2 },
    { name: '训练机', orders: 1 },
    { name: '旧机', orders: 0 },
  ]);
});
