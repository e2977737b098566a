import type { Account } from '../../core/model/account.ts';
import type { AccountId } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import { accountAsRead } from '../../core/polling/list-standings.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import type { Database } from '../../edges/store/database.ts';
import { listStandings } from '../../edges/store/resource-lists.ts';

/** Finds the account of a rental, as it was read with the list that shows the rental; null for one that was removed. */
export type AccountOfRental = (rental: Pick<Rental, 'accountId' | 'listing'>) => Account | null;

/** Returns what finds the account of a rental of which nothing more is known than the account. */
export const unlisted = ({ accountId }: Pick<Rental, 'accountId'>): Pick<Rental, 'accountId' | 'listing'> => ({
  accountId,
  listing: null,
});

/** Returns the accounts of all rentals, read once. */
export const accountsOfRentals = (database: Database): AccountOfRental => {
  const accounts = new Map(listAccounts(database).map((account) => [account.id, account]));
  const standings = new Map(
    listStandings(database).map((standing) => [keyOf(standing.accountId, standing.list), standing]),
  );
  return ({ accountId, listing }) => {
    const account = accounts.get(accountId);
    if (account === undefined) return null;
    return accountAsRead(account, listing === null ? null : (standings.get(keyOf(accountId, listing.list)) ?? null));
  };
};

const keyOf = (accountId: AccountId, list: string): string => `${accountId} ${list}`;
