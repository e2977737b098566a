import { readingAheadMs } from '../deadlines/deadlines.ts';
import type { DeadlineKind } from '../model/deadline.ts';
import type { Instant } from '../model/ids.ts';
import { epochMsOf, instantOf } from '../model/instant.ts';
import { isOver, type Rental } from '../model/rental.ts';
import { durationText, forgivenMs } from './countdown.ts';
import { dateTime, type Moment } from './instants.ts';
import { t } from './words.ts';

/** A renewal that was ordered and not paid, of what still runs. */
export interface UnpaidRenewal {
  readonly payBy: Instant;
  /** The readings of the end that it is to move, the earlier one first. */
  readonly ends: readonly Instant[];
  readonly isEstimate: boolean;
}

/** Returns the renewal of a rental that waits to be paid; null without one, and of an order that is itself not paid. */
export const unpaidRenewalOf = ({
  payBy,
  end,
  phase,
}: Pick<Rental, 'payBy' | 'end' | 'phase'>): UnpaidRenewal | null =>
  payBy === null || end.at === null || phase === 'unpaid' || isOver({ phase })
    ? null
    : {
        payBy: payBy.at,
        ends: end.earliestAt === null ? [end.at] : [end.earliestAt, end.at],
        isEstimate: end.basis === 'estimated',
      };

/** Returns when what is to be renewed ends, in epoch milliseconds, where that comes before its order lapses: it has to be paid by then. Else null. */
export const endsBeforePayMs = ({ payBy, ends }: UnpaidRenewal, nowMs: number): number | null => {
  const endMs = readingAheadMs(ends.map(epochMsOf), nowMs);
  return endMs !== null && endMs <= epochMsOf(payBy) ? endMs : null;
};

/**
 * Returns the heading of an unpaid renewal's deadline: of what ends first that it does, for a payment after that would come too late. Null
 * once it can no longer be paid, and for an end that comes after the payment.
 */
export const unpaidHeading = (
  title: string,
  kind: DeadlineKind,
  unpaid: UnpaidRenewal,
  setting: Moment,
): string | null => {
  const endMs = endsBeforePayMs(unpaid, setting.nowMs);
  if (endMs !== null) {
    const text = durationText(endMs - setting.nowMs + forgivenMs);
    const duration = unpaid.isEstimate ? t.common_about({ text }, setting) : text;
    return t.notify_renewal_ends_left({ title, duration }, setting);
  }
  const payMs = epochMsOf(unpaid.payBy) - setting.nowMs + forgivenMs;
  return kind === 'pay-by' && payMs > forgivenMs
    ? t.notify_renewal_pay_left({ title, duration: durationText(payMs) }, setting)
    : null;
};

/** Returns until when a renewal has to be paid; null once that is over. */
export const unpaidText = (unpaid: UnpaidRenewal, setting: Moment): string | null => {
  const endMs = endsBeforePayMs(unpaid, setting.nowMs);
  if (endMs !== null)
    return t.notify_renewal_before_end({ time: dateTime(instantOf(endMs), setting.nowMs, setting) }, setting);
  return epochMsOf(unpaid.payBy) > setting.nowMs
    ? t.notify_renewal_pay_by({ time: dateTime(unpaid.payBy, setting.nowMs, setting) }, setting)
    : null;
};
