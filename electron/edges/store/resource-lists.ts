import type { Account } from '../../core/model/account.ts';
import { accountIdOf, type AccountId } from '../../core/model/ids.ts';
import type { ListStanding } from '../../core/model/list-standing.ts';
import type { Rental } from '../../core/model/rental.ts';
import { accountAsRead } from '../../core/polling/list-standings.ts';
import { listAccounts } from './accounts.ts';
import { textOf, type Database, type Row } from './database.ts';
import { instantOrNullOf } from './instants.ts';
import { columnOr, rowMended, type RowPlace } from './read-row.ts';

/** How each list of an account stands. */
export const listStandingsOf = (database: Database, accountId: AccountId): readonly ListStanding[] =>
  database.all('SELECT * FROM resource_list WHERE account_id = ?', accountId).map((row) => standingOf(database, row));

/** Stores how a list stands. */
export const putListStanding = (database: Database, standing: ListStanding): void => {
  database.run(
    `INSERT INTO resource_list (account_id, list, read_at, refused_since, told_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (account_id, list) DO UPDATE SET read_at = excluded.read_at, refused_since = excluded.refused_since,
       told_at = excluded.told_at`,
    standing.accountId,
    standing.list,
    standing.readAt,
    standing.refusedSince,
    standing.toldAt,
  );
  rowMended(database, 'resource_list', standing.list, standing.accountId);
};

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
    database
      .all('SELECT * FROM resource_list')
      .map((row) => standingOf(database, row))
      .map((standing) => [keyOf(standing.accountId, standing.list), standing]),
  );
  return ({ accountId, listing }) => {
    const account = accounts.get(accountId);
    if (account === undefined) return null;
    return accountAsRead(account, listing === null ? null : (standings.get(keyOf(accountId, listing.list)) ?? null));
  };
};

const keyOf = (accountId: AccountId, list: string): string => `${accountId} ${list}`;

const place: RowPlace = { table: 'resource_list', id: 'list', account: 'account_id' };

/** What of it cannot be read is as if the list had never been read: then its rentals cannot be confirmed. */
const standingOf = (database: Database, row: Row): ListStanding => {
  const orUnknown = (column: string) => columnOr(database, row, place, column, instantOrNullOf, null);
  return {
    accountId: accountIdOf(textOf(row, 'account_id')),
    list: textOf(row, 'list'),
    readAt: orUnknown('read_at'),
    refusedSince: orUnknown('refused_since'),
    toldAt: orUnknown('told_at'),
  };
};
