import { accountIdOf, type AccountId } from '../../core/model/ids.ts';
import type { ListStanding } from '../../core/model/list-standing.ts';
import { textOf, type Database, type Row } from './database.ts';
import { instantOrNullOf } from './instants.ts';
import { columnOr, rowMended, type RowPlace } from './read-row.ts';

/** How every list of every account stands. */
export const listStandings = (database: Database): readonly ListStanding[] =>
  database.all('SELECT * FROM resource_list').map((row) => standingOf(database, row));

/** The same of one account. */
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
