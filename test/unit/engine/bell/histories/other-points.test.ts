import { describe, it } from 'vitest';
import { day, hour } from '../../../../../electron/core/model/instant.ts';
import { expectHistory, rings, type History } from '../../../../fakes/history.ts';
import { anItem, anOrder, stated } from '../../../../fakes/orders.ts';
import type { User } from '../../../../fakes/user.ts';

// A month that ends on 1 April, unless said otherwise.
const ending = (end: string) => anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1', end: stated(end) })] });
const span = (facts: Partial<History> = {}): History => ({
  from: '2026-03-01T00:00:00Z',
  to: '2026-04-02T00:00:00Z',
  provider: { '2026-03-01T00:00:00Z': [ending('2026-04-01T00:00:00Z')] },
  every: 6 * hour,
  ...facts,
});
const [sevenDays, threeDays, ...last] = [
  rings('ends 7d', '2026-03-25T00:00:00Z'),
  rings('ends 3d', '2026-03-29T00:00:00Z'),
  rings('ends 1d', '2026-03-31T00:00:00Z'),
  rings('ends 2h', '2026-03-31T22:00:00Z'),
  rings('ends 0', '2026-04-01T00:00:00Z'),
] as const;
const end = rings('ends 0', '2026-04-01T00:00:00Z');
const sets =
  (...pointsMs: readonly number[]) =>
  (user: User): void =>
    user.sets({ points: { '28d': pointsMs } });
const asUsual = (user: User): void => user.sets({ points: {} });

describe('points that the user chose for a length', () => {
  it('ring instead of the usual ones, those of other lengths do not', async () => {
    const settings = { points: { '28d': [10 * day, 6 * hour], '7d': [5 * day], '180d': [6 * day] } };
    await expectHistory(span({ settings }), [
      rings('ends 10d', '2026-03-22T00:00:00Z'),
      rings('ends 6h', '2026-03-31T18:00:00Z'),
      end,
    ]);
  });

  it('of an account that is new: what passed before it was met is no news', async () => {
    const settings = { points: { '28d': [20 * day, 2 * day] } };
    const from = '2026-03-20T00:00:00Z';
    const provider = { [from]: [ending('2026-04-01T00:00:00Z')] };
    await expectHistory(span({ settings, from, provider, newAccount: true }), [
      rings('ends 2d', '2026-03-30T00:00:00Z'),
      end,
    ]);
  });
});

describe('a choice of other points rings none that has passed', () => {
  it.each<[string, readonly number[]]>([
    ['one that is nearer than what rang last', [6 * day, 2 * day]],
    ['several', [20 * day, 6.5 * day, 6 * day, 2 * day]],
    ['one that is further away than any that rang', [20 * day, 2 * day]],
  ])('%s', async (_name, pointsMs) => {
    await expectHistory(span({ acts: { '2026-03-26T09:00:00Z': sets(...pointsMs) } }), [
      sevenDays,
      rings('ends 2d', '2026-03-30T00:00:00Z'),
      end,
    ]);
  });

  it('nor does taking it back, but what lies ahead rings as ever', async () => {
    const acts = { '2026-03-26T09:00:00Z': sets(6 * day, 2 * day), '2026-03-27T09:00:00Z': asUsual };
    await expectHistory(span({ acts }), [sevenDays, threeDays, ...last]);
  });

  it('nor what came up meanwhile', async () => {
    const acts = { '2026-03-28T23:00:00Z': sets(hour), '2026-03-29T02:00:00Z': asUsual };
    await expectHistory(span({ acts }), [sevenDays, ...last]);
  });

  it('but what waits for the morning still rings', async () => {
    const quietHours = { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: false };
    // Three days before is two o'clock in the night; at four the user cannot sleep.
    const provider = { '2026-03-01T00:00:00Z': [ending('2026-04-01T18:00:00Z')] };
    const acts = { '2026-03-29T20:00:00Z': sets(3 * day, 70 * hour + hour, day) };
    await expectHistory(span({ acts, provider, settings: { quietHours }, to: '2026-03-30T12:00:00Z' }), [
      rings('ends 7d', '2026-03-26T00:00:00Z'),
      rings('ends 71h', '2026-03-30T00:00:00Z'),
    ]);
  });
});

it('an undo lets the usual points ring as if nothing had been said, with one that came up meanwhile', async () => {
  const undo = (user: User): void => user.undoes();
  const acts = { '2026-03-26T09:00:00Z': sets(6 * day, 2 * day), '2026-03-26T11:00:00Z': undo };
  await expectHistory(span({ acts }), [sevenDays, threeDays, ...last]);
  const late = { '2026-03-28T23:00:00Z': sets(hour), '2026-03-29T02:00:00Z': undo };
  await expectHistory(span({ acts: late }), [
    sevenDays,
    // With the next look, which in a history comes with a round.
    rings('ends 3d', '2026-03-29T02:00:00Z', '2026-03-29T06:00:01Z'),
    ...last,
  ]);
});
