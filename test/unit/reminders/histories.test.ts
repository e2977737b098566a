import { describe, expect, it } from 'vitest';
import { day, epochMsOf, hour, instantOf, minute } from '../../../electron/contract/instant.ts';
import type { Rental } from '../../../electron/contract/rental.ts';
import { upcoming } from '../../../electron/reminders/plan.ts';
import { at, ms } from '../../fakes/instants.ts';
import { estimated, stated } from '../../fakes/orders.ts';
import { oneOf, seededRandom, wholeBetween } from '../../fakes/random.ts';
import { aRental } from '../../fakes/rentals.ts';
import { expectRings, walk, within } from '../../fakes/virtual-bell.ts';

const always =
  (...rentals: readonly Rental[]) =>
  () =>
    rentals;
const month = aRental({ end: stated('2026-04-01T00:00:00Z'), periodStartsAt: at('2026-03-01T00:00:00Z') });

/** What the provider shows changes at an instant. */
const from = (changeAt: string, before: Rental, after: Rental) => (nowMs: number) => [
  nowMs < ms(changeAt) ? before : after,
];

describe('what must arrive, and nothing else', () => {
  it('a month that nobody renews', () => {
    expectRings(walk(always(month), { from: '2026-03-01T00:00:00Z', to: '2026-05-01T00:00:00Z' }), [
      within('2026-03-25T00:00:00Z'),
      within('2026-03-29T00:00:00Z'),
      within('2026-03-31T00:00:00Z'),
      within('2026-03-31T22:00:00Z'),
      within('2026-04-01T00:00:00Z'),
    ]);
  });

  it('renewed three hours before its end: quiet until the next period ends', () => {
    const renewed = aRental({ end: stated('2026-05-01T00:00:00Z'), periodStartsAt: at('2026-04-01T00:00:00Z') });
    expectRings(
      walk(from('2026-03-31T21:00:00Z', month, renewed), { from: '2026-03-01T00:00:00Z', to: '2026-05-02T00:00:00Z' }),
      [
        within('2026-03-25T00:00:00Z'),
        within('2026-03-29T00:00:00Z'),
        within('2026-03-31T00:00:00Z'),
        within('2026-04-24T00:00:00Z'),
        within('2026-04-28T00:00:00Z'),
        within('2026-04-30T00:00:00Z'),
        within('2026-04-30T22:00:00Z'),
        within('2026-05-01T00:00:00Z'),
      ],
    );
  });

  it('a laptop asleep over three points tells one of them, on waking', () => {
    const rung = walk(always(month), {
      from: '2026-03-01T00:00:00Z',
      to: '2026-04-02T00:00:00Z',
      asleep: [{ from: '2026-03-24T18:00:00Z', to: '2026-03-31T08:00:00Z' }],
    });
    expectRings(rung, [within('2026-03-31T08:00:00Z'), within('2026-03-31T22:00:00Z'), within('2026-04-01T00:00:00Z')]);
    expect(rung[0]?.point.pointMs).toBe(day);
  });

  it('asleep over the end itself tells the end on waking', () => {
    const asleep = [{ from: '2026-03-31T20:00:00Z', to: '2026-04-01T09:30:00Z' }];
    expectRings(walk(always(month), { from: '2026-03-30T12:00:00Z', to: '2026-04-10T00:00:00Z', asleep }), [
      within('2026-03-30T12:00:00Z'),
      within('2026-03-31T00:00:00Z'),
      within('2026-04-01T09:30:00Z'),
    ]);
  });

  it('refunded in the middle: nothing after it', () => {
    const refunded = aRental({ phase: 'cancelled' });
    expectRings(
      walk(from('2026-03-26T00:00:00Z', month, refunded), { from: '2026-03-01T00:00:00Z', to: '2026-04-10T00:00:00Z' }),
      [within('2026-03-25T00:00:00Z')],
    );
  });

  it('shortened by the provider to the day after tomorrow: told at once', () => {
    const shortened = aRental({ end: stated('2026-03-12T00:00:00Z') });
    expectRings(
      walk(from('2026-03-10T06:00:00Z', month, shortened), {
        from: '2026-03-01T00:00:00Z',
        to: '2026-03-20T00:00:00Z',
      }),
      [
        within('2026-03-10T06:00:00Z'),
        within('2026-03-11T00:00:00Z'),
        within('2026-03-11T22:00:00Z'),
        within('2026-03-12T00:00:00Z'),
      ],
    );
  });

  it('corrected by the user from an estimate: the corrected end rings, the estimate no more', () => {
    const guessed = aRental({ end: estimated('2026-03-15T00:00:00Z') });
    const corrected = aRental({
      end: { at: at('2026-03-08T12:00:00Z'), basis: 'corrected', note: 'corrected-by-user', earliestAt: null },
    });
    expectRings(
      walk(from('2026-03-02T00:00:00Z', guessed, corrected), {
        from: '2026-03-01T00:00:00Z',
        to: '2026-03-20T00:00:00Z',
      }),
      [
        within('2026-03-05T12:00:00Z'),
        within('2026-03-07T12:00:00Z'),
        within('2026-03-08T10:00:00Z'),
        within('2026-03-08T12:00:00Z'),
      ],
    );
  });

  it('frozen ten minutes after it began', () => {
    const frozen = aRental({
      phase: 'frozen',
      end: estimated('2026-03-15T00:00:00Z'),
      releases: {
        at: at('2026-03-15T00:32:00Z'),
        surelyAt: at('2026-03-15T00:42:00Z'),
        basis: 'derived',
        note: 'frozen-window',
      },
    });
    expectRings(walk(always(frozen), { from: '2026-03-15T00:12:00Z', to: '2026-03-15T06:00:00Z' }), [
      within('2026-03-15T00:17:00Z', 'releases'),
      within('2026-03-15T00:27:00Z', 'releases'),
      within('2026-03-15T00:32:00Z', 'releases'),
    ]);
  });

  it('unpaid for a day, paid before the last call', () => {
    const unpaid = aRental({
      phase: 'unpaid',
      payBy: { at: at('2026-03-02T00:00:00Z'), basis: 'stated' },
      payBySeenAt: at('2026-03-01T00:00:00Z'),
    });
    const paid = aRental({ end: stated('2026-04-01T00:00:00Z') });
    expectRings(
      walk(from('2026-03-01T23:50:00Z', unpaid, paid), { from: '2026-03-01T00:00:00Z', to: '2026-03-20T00:00:00Z' }),
      [within('2026-03-01T12:00:00Z', 'pay-by'), within('2026-03-01T23:45:00Z', 'pay-by')],
    );
  });

  it('an end that flaps between two instants nags once for each of them', () => {
    const other = aRental({ end: stated('2026-03-31T00:00:00Z') });
    const flapping = (nowMs: number) => [Math.floor(nowMs / (10 * minute)) % 2 === 0 ? month : other];
    const rung = walk(flapping, { from: '2026-03-25T06:00:00Z', to: '2026-03-26T06:00:00Z' });
    expect(rung.map(({ point }) => point.deadline.at).sort()).toEqual([
      at('2026-03-31T00:00:00Z'),
      at('2026-04-01T00:00:00Z'),
    ]);
  });
});

const aRandomRental = (random: () => number, index: number, fromMs: number): Rental => {
  const startsMs = fromMs - wholeBetween(random, 0, 40) * day + wholeBetween(random, 0, 1439) * minute;
  const lengthMs =
    oneOf(random, [3 * hour, 20 * hour, day, 6 * day, 7 * day, 28 * day, 31 * day, 60 * day]) +
    wholeBetween(random, 0, 3) * minute;
  const endAt = instantOf(startsMs + lengthMs);
  const unpaid = random() < 0.2;
  return aRental({
    id: `rental-${String(index)}`,
    phase: unpaid ? 'unpaid' : 'delivered',
    periodStartsAt: random() < 0.15 ? null : instantOf(startsMs),
    end: {
      at: endAt,
      basis: oneOf(random, ['stated', 'estimated', 'corrected']),
      note: null,
      earliestAt: random() < 0.3 ? instantOf(epochMsOf(endAt) - 8 * hour) : null,
    },
    payBy: unpaid ? { at: instantOf(fromMs + wholeBetween(random, 1, 5 * 1440) * minute), basis: 'stated' } : null,
    payBySeenAt: unpaid ? instantOf(fromMs) : null,
  });
};

describe('what is announced is what rings', () => {
  // Both changes of the clock in New York (8 March, 1 November 2026) and several month ends lie inside.
  it.each([
    ['2026-02-20T00:00:00Z', '2026-04-05T00:00:00Z', 1],
    ['2026-10-20T00:00:00Z', '2026-12-02T00:00:00Z', 2],
    ['2027-12-15T00:00:00Z', '2028-03-02T00:00:00Z', 3],
  ])('from %s to %s, seed %d', (fromText, toText, seed) => {
    const random = seededRandom(seed);
    const rentals = Array.from({ length: 8 }, (_, index) => aRandomRental(random, index, ms(fromText)));
    const announced = upcoming(rentals, () => null, ms(fromText), ms(toText));
    // What was due before the walk began is told in its first minute.
    const rung = walk(always(...rentals), { from: fromText, to: toText }).filter(
      ({ point }) => epochMsOf(point.fireAt) > ms(fromText),
    );
    const nameOf = (point: (typeof announced)[number]): string =>
      `${point.rental.id} ${point.deadline.kind} ${point.fireAt}`;
    const missed = announced.map(nameOf).filter((name) => !rung.some(({ point }) => nameOf(point) === name));
    const extras = rung
      .map(({ point }) => nameOf(point))
      .filter((name) => !announced.some((point) => nameOf(point) === name));
    expect({ missed, extras, rang: rung.length }).toEqual({ missed: [], extras: [], rang: announced.length });
    for (const { atMs, point } of rung) expect(atMs - epochMsOf(point.fireAt)).toBeLessThan(minute);
    expect(announced.length).toBeGreaterThan(5);
  });
});
