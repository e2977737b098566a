import type { Account } from '../model/account.ts';
import { bareRental, type Rental } from '../model/rental.ts';
import type { LogEntry } from '../model/log-entry.ts';

/** Returns what the log knows of a rental, for the time until its account is read again. */
export const loggedRental = (entry: LogEntry, account: Account): Rental => {
  const { deadline, deadlineAt, basis, claimedAt, rule } = entry;
  const isFrozen = deadline === 'releases' && (rule === 'frozen' || rule === 'change');
  return {
    ...bareRental({ id: entry.rentalId, accountId: entry.accountId, provider: account.provider, title: entry.title }),
    ...(isFrozen ? { phase: 'frozen' } : {}),
    ...(deadline === 'ends' ? { end: { at: deadlineAt, basis, note: null, earliestAt: null } } : {}),
    ...(deadline === 'pay-by' ? { payBy: { at: deadlineAt, basis }, payBySeenAt: claimedAt } : {}),
    releases:
      deadline === 'releases'
        ? { at: deadlineAt, surelyAt: deadlineAt, basis, note: isFrozen ? 'frozen-since-unknown' : 'from-user-setting' }
        : null,
  };
};
