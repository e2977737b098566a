import type { Account } from '../contract/account.ts';
import type { Rental } from '../contract/rental.ts';
import type { Change } from '../contract/sync.ts';
import type { Database } from '../store/database.ts';
import { claimChange, isImminent, loggedWatermarks, suppressPoint, type ReminderTexts } from './ledger.ts';
import { plan } from './plan.ts';

/** What a round found, as far as the reminders care. */
export interface News {
  readonly changes: readonly Change[];
  readonly rentals: ReadonlyMap<string, Rental>;
  /** The account had never been read before. */
  readonly first: boolean;
}

/** What writing news into the log needs. */
export interface NewsParts {
  readonly database: Database;
  readonly texts: ReminderTexts;
  readonly nowMs: number;
}

/**
 * Writes what a round means for the reminders into the log; to be called in the round's own transaction, so that nothing is lost
 * between the two. Changes that cannot wait are claimed. The first round of an account is no news but for what ends within a day:
 * points that were passed before count as told.
 */
export const logNews = (account: Account, news: News, { database, texts, nowMs }: NewsParts): void => {
  if (news.first) {
    const { due } = plan(news.rentals.values(), loggedWatermarks(database), nowMs);
    for (const point of due)
      if (!isImminent(point, nowMs)) suppressPoint(database, point, account, 'passed', texts, nowMs);
  }
  for (const change of news.changes) {
    const rental = news.rentals.get(change.rentalId);
    // Frozen data goes within the half hour: even at first sight that cannot wait.
    if (rental === undefined || (news.first && rental.phase !== 'frozen')) continue;
    claimChange(database, change, rental, account, texts, nowMs);
  }
};
