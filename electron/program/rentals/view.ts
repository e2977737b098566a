import type { Account } from '../../core/model/account.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { Rental, RentalView } from '../../core/model/rental.ts';
import { nextDeadline } from '../../core/deadlines/deadlines.ts';
import { noRules, type RingRules } from '../../core/reminders/hold.ts';
import { noRingOf } from '../../core/reminders/no-ring.ts';
import { nextReminderAt, nothingTold, type Watermarks } from '../../core/reminders/plan.ts';
import { gpuOf } from '../../core/rentals/gpu.ts';
import { rentalState } from '../../core/rentals/state.ts';
import { rentalName } from '../../core/words/rental-name.ts';

/** Rounds that may be missed before what an account shows counts as stale. */
const staleAfterRounds = 3;

/** Whether what an account shows may no longer be true: its last round failed, or was too long ago. */
const isStale = (account: Account, nowMs: number): boolean =>
  account.staleSince !== null ||
  account.lastSyncedAt === null ||
  Math.abs(nowMs - epochMsOf(account.lastSyncedAt)) > staleAfterRounds * account.intervalMs;

/** Returns the view of a rental now. */
export const rentalView = (
  rental: Rental,
  account: Account,
  nowMs: number,
  rules: RingRules = noRules,
  watermarks: Watermarks = nothingTold,
): RentalView => ({
  id: rental.id,
  account: account.label,
  provider: rental.provider,
  resourceId: rental.resourceId,
  title: rentalName(rental),
  tags: rental.tags ?? [],
  resourceType: rental.resourceType,
  spec: rental.spec,
  gpu: gpuOf(rental),
  region: rental.region,
  state: rentalState(rental, nowMs).state,
  startsAt: rental.startsAt,
  end: { at: rental.end.at, basis: rental.end.basis, note: noteOf(rental, nowMs) },
  releasesAt: rental.releases,
  payBy: rental.payBy,
  nextDeadline: nextDeadline(rental, nowMs),
  autoRenews: rental.autoRenews,
  chargesAt: rental.chargesAt,
  afterwards: rental.afterwards,
  intention: rental.intention,
  orders: rental.orders,
  nextReminderAt: nextReminderAt(rental, watermarks, nowMs, rules),
  noRing: noRingOf(rental, rules, nowMs),
  lastConfirmedAt: account.lastSyncedAt,
  stale: isStale(account, nowMs),
  price: rental.lastPrice,
});

/** A passed estimate while the provider still says "delivered" is no end, but worth a word. */
const noteOf = (rental: Rental, nowMs: number): RentalView['end']['note'] => {
  const { at, basis, note } = rental.end;
  return at !== null && basis === 'estimated' && rental.phase === 'delivered' && epochMsOf(at) <= nowMs
    ? 'estimate-passed'
    : note;
};
