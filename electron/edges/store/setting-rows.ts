// Apart from what each setting must look like: a start reads two of them before it loads that.
import { textOf, type Database, type Row } from './database.ts';
import { readableJson } from './json.ts';

/** A small value of the program's own, such as the window's place; null when it was never set, undefined when it is damaged. */
export const readSetting = (database: Database, name: string): unknown => {
  const row = settingRow(database, name);
  return row === null ? null : readableJson(textOf(row, 'value'));
};

/** Returns the row of a setting; null when it was never set. */
export const settingRow = (database: Database, name: string): Row | null =>
  database.one('SELECT value FROM setting WHERE name = ?', name);

/** Stores a setting as JSON under its name. */
export const writeSetting = (database: Database, name: string, value: unknown): void => {
  database.run(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    JSON.stringify(value),
  );
};
