import type { Account } from '../../core/model/account.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { RoundOutcome, RoundWarning } from '../../core/model/sync.ts';
import type { Database } from '../../edges/store/database.ts';
import { storeFailureOf } from '../../edges/store/failures.ts';
import { countOrders } from '../../edges/store/orders.ts';
import { countResources } from '../../edges/store/resources.ts';
import { readingsUntilGone } from '../../core/rentals/listed-resource.ts';
import { countRentals } from '../../edges/store/rentals.ts';
import type { RoundParts } from './ports.ts';

/** The result of a round. */
export interface RoundResult {
  readonly outcome: RoundOutcome;
}

/** Returns the outcome of a round in which the provider was not asked. */
export const unaskedOutcome = (database: Database, account: Account, failure: Failure | null): RoundOutcome =>
  outcomeOf({ database }, account, failure, 0, 0, []).outcome;

/** Returns the result of a round that read nothing and says nothing about the account. */
export const unread = (database: Database, account: Account, failure: Failure): RoundResult =>
  outcomeOf({ database }, account, failure, 0, 0, []);

/** Returns the outcome of a round, with what the store now holds of its account. */
export const outcomeOf = (
  parts: Pick<RoundParts, 'database'>,
  account: Account,
  failure: Failure | null,
  requests: number,
  changes: number,
  warnings: readonly RoundWarning[],
): RoundResult => ({
  outcome: {
    label: account.label,
    provider: account.provider,
    ok: failure === null,
    failure,
    warnings,
    ...countsOf(parts.database, account),
    changes,
    requests,
    lastSyncedAt: account.lastSyncedAt,
  },
});

/** Returns the outcome even of a round that met a damaged store. */
const countsOf = (database: Database, account: Account): Pick<RoundOutcome, 'orders' | 'resources' | 'rentals'> => {
  try {
    return {
      orders: countOrders(database, account.id),
      resources: countResources(database, account.id, readingsUntilGone),
      rentals: countRentals(database, { query: '', state: null, accountId: account.id }),
    };
  } catch (error) {
    storeFailureOf(error);
    return { orders: 0, resources: 0, rentals: 0 };
  }
};

/** Returns the outcome of a round that a bug ended, from what is known without the store. */
export const thrownOutcome = ({ label, provider, lastSyncedAt }: Account, failure: Failure): RoundOutcome => ({
  ...{ label, provider, ok: false, failure, warnings: [] },
  ...{ orders: 0, resources: 0, rentals: 0, changes: 0, requests: 0, lastSyncedAt },
});
