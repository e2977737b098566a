import { numberOf, type Database } from './database.ts';

// What is done to a store in slices, over a long time, remembers in the store itself how far it has come: each slice writes its mark together with
// what it does, so that it goes on from there whenever the program was ended.

/** Returns a mark; null where there is none: nothing of that kind is left to be done. */
export const careMark = (database: Database, name: string): number | null => {
  const row = database.one('SELECT value FROM care_mark WHERE name = ?', name);
  return row === null ? null : numberOf(row, 'value');
};

/** Sets a mark; null removes it. */
export const setCareMark = (database: Database, name: string, value: number | null): void => {
  if (value === null) database.run('DELETE FROM care_mark WHERE name = ?', name);
  else database.run('INSERT OR REPLACE INTO care_mark (name, value) VALUES (?, ?)', name, value);
};
