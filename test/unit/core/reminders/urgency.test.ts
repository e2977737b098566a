import { expect, it } from 'vitest';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { isWithin, urgentTimesOf } from '../../../../electron/core/reminders/urgency.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const now = '2026-03-10T00:00:00Z';
const isUrgent = (rental: Rental) => isWithin(urgentTimesOf(rental), ms(now));
const midnight = (end: string, earliest: string) => ({ ...stated(end), earliestAt: at(earliest) });
const frozen = (from: string, surely: string) =>
  aRental({
    phase: 'frozen',
    releases: { at: at(from), surelyAt: at(surely), basis: 'derived', note: 'frozen-window' },
  });
const payBy = (time: string) =>
  ({ payBy: { at: at(time), basis: 'derived' }, payBySeenAt: at('2026-03-01T00:00:00Z') }) as const;

it.each<[string, Rental, boolean]>([
  ['an end within the hour', aRental({ end: stated('2026-03-10T01:00:00Z') }), true],
  ['an end after the hour', aRental({ end: stated('2026-03-10T01:00:01Z') }), false],
  ['an end that has just passed: now its order may freeze', aRental({ end: stated('2026-03-09T23:30:00Z') }), true],
  ['an estimate that has just passed', aRental({ end: estimated('2026-03-09T23:59:00Z') }), true],
  ['an end that passed long ago', aRental({ end: stated('2026-03-09T23:29:59Z') }), false],
  [
    'between the two readings of an end, hours from either',
    aRental({ end: midnight('2026-03-10T04:00:00Z', '2026-03-09T20:00:00Z') }),
    false,
  ],
  [
    'the earlier reading of an end within the hour',
    aRental({ end: midnight('2026-03-10T08:30:00Z', '2026-03-10T00:30:00Z') }),
    true,
  ],
  [
    'the later reading of an end within the hour',
    aRental({ end: midnight('2026-03-10T00:30:00Z', '2026-03-09T16:30:00Z') }),
    true,
  ],
  ['frozen data', frozen('2026-03-10T00:10:00Z', '2026-03-10T00:20:00Z'), true],
  ['frozen data that may be gone', frozen('2026-03-09T23:55:00Z', '2026-03-10T00:05:00Z'), true],
  ['an order that stays frozen long after its window', frozen('2026-03-09T20:00:00Z', '2026-03-09T20:10:00Z'), false],
  ['a payment within the hour', aRental({ phase: 'unpaid', ...payBy('2026-03-10T00:30:00Z') }), true],
  [
    'an end within the hour behind a bill that lapsed',
    aRental({ end: stated('2026-03-10T00:30:00Z'), ...payBy('2026-03-05T00:00:00Z') }),
    true,
  ],
  ['nothing of a cancelled one', aRental({ phase: 'cancelled', end: stated('2026-03-10T00:30:00Z') }), false],
])('%s', (_name, rental, expected) => {
  expect(isUrgent(rental)).toBe(expected);
});
