import { day, epochMsOf, hour, minute, addMs } from '../../core/model/instant.ts';
import type { Instant } from '../../core/model/ids.ts';
import type { ProvingOrder } from '../../core/model/suggestion.ts';
import { wholeNumber } from '../reading/amounts.ts';
import type { ObservedOrder } from '../../core/ports/provider.ts';
import { endAfter } from './estimate.ts';
import { boughtWith } from './reread.ts';
import type { DurationUnit } from './units.ts';

/** "6 已过期（冻结30分钟）": what is seen frozen ended so long ago at most. */
const frozenForMs = 30 * minute;

/** A purchase counts from its delivery, and ended rentals are swept now and then: shorter than what tells one hour from one day. */
const lateByMs = 18 * hour;

/**
 * What an order proves about its own length. Only its own word counts: 5 runs, 6 expired by itself. An 8 or a 9 may be
 * the user's own doing, so it says no more than what was seen before it. Null for renewals and for what proves nothing.
 */
export const evidenceOf = (observed: ObservedOrder, isFiltered: boolean): ProvingOrder | null => {
  const { order, doubtful } = observed;
  const amount = wholeNumber(boughtWith(order).duration);
  if (doubtful || order.kind !== 'new' || order.placedAt === null || amount === null || amount <= 0) return null;
  const { runningAt, overAt } = sightsOf(observed, isFiltered);
  if (runningAt === null && overAt === null) return null;
  const { providerOrderId, title, placedAt } = order;
  return { providerOrderId, title, placedAt, amount, runningAt, overAt };
};

type Sights = Pick<ProvingOrder, 'runningAt' | 'overAt'>;

const sightsOf = ({ order, seenAt, ending }: ObservedOrder, isFiltered: boolean): Sights => {
  const { providerStatus, statusSeenAt, otherStatusSeenAt } = order;
  switch (providerStatus) {
    case '5':
      // A list filtered by status goes on without an order that has moved on.
      return { runningAt: isFiltered ? statusSeenAt : seenAt, overAt: null };
    case '6':
      return { runningAt: otherStatusSeenAt, overAt: statusSeenAt };
    case '8':
    case '9':
      if (ending?.after === '6') return { runningAt: beforeFreeze(otherStatusSeenAt), overAt: ending.at };
      return { runningAt: ending?.before === '5' && providerStatus === '8' ? otherStatusSeenAt : null, overAt: null };
    default:
      return { runningAt: null, overAt: null };
  }
};

const beforeFreeze = (lastFrozenAt: Instant | null): Instant | null =>
  lastFrozenAt === null ? null : addMs(lastFrozenAt, -frozenForMs);

/**
 * Whether an order cannot have been bought by this unit: it ran on long past the end that the unit gives, or expired long before.
 * "Long" is half of what was bought, since months may count 30 days and deliveries and sweeps come late.
 */
export const excludes = ({ placedAt, amount, runningAt, overAt }: ProvingOrder, unit: DurationUnit): boolean => {
  const end = endAfter(placedAt, amount, unit);
  if (end === null) return false;
  const halfMs = (epochMsOf(end) - epochMsOf(placedAt)) / 2;
  return (
    (runningAt !== null && epochMsOf(runningAt) > epochMsOf(end) + Math.max(halfMs, lateByMs)) ||
    (overAt !== null && epochMsOf(overAt) < epochMsOf(end) - halfMs)
  );
};

/** How long an order was seen to run, in days; what ran longest says most. */
export const daysRun = ({ placedAt, runningAt, overAt }: ProvingOrder): number =>
  (epochMsOf(runningAt ?? overAt ?? placedAt) - epochMsOf(placedAt)) / day;
