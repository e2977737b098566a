import { instantOf } from '../../core/model/instant.ts';
import { ringsUntilMs } from '../../core/reminders/plan.ts';
import { standingOf } from '../../core/rentals/state.ts';
import { accountById } from '../../edges/store/accounts.ts';
import {
  accountsLackingRentals,
  rebuildRentalSearch,
  rentalsOutOfSight,
  writeDerived,
} from '../../edges/store/derived.ts';
import type { Database } from '../../edges/store/database.ts';
import { reassembleAccount } from './reassemble.ts';

/**
 * Mends what follows from other rows and contradicts them, by whatever hand: rentals that would not be looked at although a deadline lies
 * ahead, and orders whose rental is gone. Such a rental would never ring, and a round that finds nothing new would not touch it. Returns
 * whether something was written.
 */
export const mendDerived = (database: Database, nowMs: number): boolean => {
  const unseen = rentalsOutOfSight(database, instantOf(nowMs)).flatMap((rental) => {
    const untilMs = ringsUntilMs(rental);
    // What was cancelled, or is over, may have an end ahead and rings no more: its row is right.
    if (untilMs === null) return [];
    return [{ id: rental.id, standing: standingOf(rental, nowMs), ringsUntilMs: untilMs }];
  });
  const lacking = accountsLackingRentals(database).flatMap((id) => accountById(database, id) ?? []);
  if (unseen.length === 0 && lacking.length === 0) return false;
  const before = database.rowsWritten;
  database.transaction(() => {
    if (unseen.length > 0) writeDerived(database, unseen);
    for (const account of lacking) reassembleAccount(database, account, instantOf(nowMs), true);
    // An order may legitimately have no rental, such as one that shares a resource with a damaged one.
    if (lacking.length > 0 && database.rowsWritten > before) rebuildRentalSearch(database);
  });
  return database.rowsWritten > before;
};
