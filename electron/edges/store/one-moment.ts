import type { Database } from './database.ts';

/**
 * Has a connection that only reads go on reading the store as it stands now, whatever others write, until it is closed. They are not kept from
 * writing (WAL), but the store's log grows meanwhile.
 */
export const readOneMoment = (database: Database): void => {
  database.execute('BEGIN');
  // The moment is that of the first look.
  database.one('SELECT count(*) AS count FROM account');
};
