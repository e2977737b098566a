import { backup, DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';

export type { DatabaseSyncInstance as Connection, StatementSyncInstance as Statement } from '@photostructure/sqlite';

/** Opens a connection of the driver. Throws the driver's error. */
export const connectionTo = (address: string, readOnly: boolean, timeout: number): DatabaseSyncInstance => {
  const connection = new DatabaseSync(address, { readOnly, timeout, defensive: true });
  // What a file declares may be somebody else's: it calls no function with effects, and a page with nonsense is found before it is used.
  connection.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
  return connection;
};

/** Pages of a copy that are read before others have their turn. */
const pagesAtOnce = 200;

/** Copies what a connection sees into the file at `path`, on another thread. Rejects with what SQLite or the system says. */
export const copyConnection = async (connection: DatabaseSyncInstance, path: string): Promise<void> => {
  await backup(connection, path, { rate: pagesAtOnce });
};
