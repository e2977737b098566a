import { epochMsOf, epochMsOrNull } from '../model/instant.ts';
import { phasesWithEnd, type NoRing } from '../model/no-ring.ts';
import type { Rental } from '../model/rental.ts';
import { nextDeadline } from '../deadlines/deadlines.ts';
import type { RingRules } from './hold.ts';

/**
 * Returns why a rental will not ring before its next deadline, at an instant in epoch milliseconds; null where it will, where there is nothing to wait
 * for, and where its user lets it end. A paused account is no reason: it is not read any more, and rings by what it was read to say.
 */
export const noRingOf = (rental: Rental, rules: RingRules, nowMs: number): NoRing | null => {
  if (rental.balance !== null || rental.intention === 'let-lapse') return null;
  const next = nextDeadline(rental, nowMs);
  if (next !== null) return epochMsOf(next.at) < mutedUntilMs(rental, rules) ? 'muted' : null;
  return !rental.openEnded && phasesWithEnd.some((phase) => phase === rental.phase) && endIsOpen(rental, nowMs)
    ? 'no-end'
    : null;
};

/** The longest of the mutes that hold for a rental, in epoch milliseconds. */
const mutedUntilMs = ({ accountId, mutedUntil }: Rental, rules: RingRules): number =>
  Math.max(
    ...[rules.mutedUntilMs, rules.accountMutedUntilMs(accountId), epochMsOrNull(mutedUntil)].map(
      (untilMs) => untilMs ?? Number.NEGATIVE_INFINITY,
    ),
  );

/** Whether the end is yet to come, at an instant that nobody knows. An estimate that has passed ended nothing. */
const endIsOpen = ({ end }: Rental, nowMs: number): boolean =>
  end.at === null || (end.basis === 'estimated' && epochMsOf(end.at) <= nowMs);
