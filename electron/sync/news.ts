import type { Account } from '../contract/account.ts';
import { claimChange, isImminent, loggedWatermarks, suppressPoint } from '../reminders/ledger.ts';
import { plan } from '../reminders/plan.ts';
import type { Applied } from './apply.ts';
import type { RoundParts } from './ports.ts';

/**
 * Writes what a round means for the reminders into the log, in the round's own transaction: changes that cannot wait are claimed.
 * The first round of an account is no news but for what ends within a day; points that were passed before count as told.
 */
export const logNews = (account: Account, applied: Applied, parts: Pick<RoundParts, 'database' | 'now' | 'texts'>): void => {
  const { database, texts } = parts;
  const nowMs = parts.now();
  if (applied.first) {
    const { due } = plan(applied.rentals.values(), loggedWatermarks(database), nowMs);
    for (const point of due) if (!isImminent(point, nowMs)) suppressPoint(database, point, account, 'passed', texts, nowMs);
    return;
  }
  for (const change of applied.changes) {
    const rental = applied.rentals.get(change.rentalId);
    if (rental !== undefined) claimChange(database, change, rental, account, texts, nowMs);
  }
};
