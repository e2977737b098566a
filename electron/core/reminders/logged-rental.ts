import type { Account } from '../model/account.ts';
import { noEnd } from '../model/deadline.ts';
import type { Rental } from '../model/rental.ts';
import type { LogEntry } from '../model/log-entry.ts';

/** Returns what the log knows of a rental, for the time until its account is read again. */
export const loggedRental = (entry: LogEntry, account: Account): Rental => {
  const { deadline, deadlineAt, basis, claimedAt, rule } = entry;
  const isFrozen = deadline === 'releases' && (rule === 'frozen' || rule === 'change');
  return {
    id: entry.rentalId,
    accountId: entry.accountId,
    provider: account.provider,
    resourceId: null,
    resourceType: null,
    title: entry.title,
    spec: null,
    region: null,
    phase: isFrozen ? 'frozen' : 'unknown',
    openEnded: false,
    startsAt: null,
    end: deadline === 'ends' ? { at: deadlineAt, basis, note: null, earliestAt: null } : noEnd('not-stated'),
    providerEndAt: null,
    periodStartsAt: null,
    payBy: deadline === 'pay-by' ? { at: deadlineAt, basis } : null,
    payBySeenAt: deadline === 'pay-by' ? claimedAt : null,
    releases:
      deadline === 'releases'
        ? { at: deadlineAt, surelyAt: deadlineAt, basis, note: isFrozen ? 'frozen-since-unknown' : 'from-user-setting' }
        : null,
    lastPrice: null,
    intention: 'undecided',
    snooze: null,
    mutedUntil: null,
    ownPoints: null,
    orders: [],
  };
};
