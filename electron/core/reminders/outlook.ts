import type { Account } from '../model/account.ts';
import type { Rental } from '../model/rental.ts';
import type { RingRules } from './hold.ts';
import { plan, type Watermarks } from './plan.ts';
import { isSilent, noticedFromMs } from './unconfirmed.ts';
import { urgentTimesOf, type Stretch } from './urgency.ts';

/** What is to be known of a rental between two looks at the clock, so that only those of which the time has come are planned. */
export interface Outlook extends Pick<Rental, 'id' | 'accountId' | 'listing'> {
  /** When the next of its points comes up, in epoch milliseconds; infinity when none does. */
  readonly nextMs: number;
  /** When its account is to be asked each minute. */
  readonly urgent: readonly Stretch[];
  /** From when on it matters that its account is silent, in epoch milliseconds; infinity when it never does. */
  readonly noticedFromMs: number;
}

/** Returns the outlook of a rental as long as neither it, the log nor the rules change. */
export const outlookOf = (rental: Rental, watermarks: Watermarks, nowMs: number, rules: RingRules): Outlook => {
  const { due, passedOver, missed, nextLookAtMs } = plan([rental], watermarks, nowMs, rules);
  const isUp = due.length + passedOver.length + missed.length > 0;
  return {
    ...{ id: rental.id, accountId: rental.accountId, listing: rental.listing },
    nextMs: isUp ? nowMs : (nextLookAtMs ?? Number.POSITIVE_INFINITY),
    urgent: urgentTimesOf(rental),
    noticedFromMs: noticedFromMs(rental, rules.points),
  };
};

/** Whether a rental's deadlines may be in doubt because its account, as it was last read, is silent. */
export const mayBeUnconfirmed = (outlook: Outlook, account: Account, nowMs: number): boolean =>
  outlook.noticedFromMs <= nowMs && isSilent(account, nowMs);
