import { Database, textOf } from './database.ts';

/** The driver's SQLite version, as `doctor` prints it. */
export const sqliteVersion = (): string => {
  const memory = new Database(':memory:', { readOnly: false });
  try {
    return textOf(memory.one('SELECT sqlite_version() AS version'), 'version');
  } finally {
    memory.close();
  }
};
