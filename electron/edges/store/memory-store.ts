import { Database } from './database.ts';
import { createTables } from './migrations.ts';

/** Opens an empty store in memory, with every table; for a trial that must leave nothing. Close it. */
export const openInMemory = (): Database => {
  const database = new Database(':memory:', { readOnly: false });
  createTables(database);
  return database;
};
