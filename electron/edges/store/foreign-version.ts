import { type Database, numberOf } from './database.ts';

/** A number that changes when another connection writes the file (https://www.sqlite.org/pragma.html#pragma_data_version). */
export const foreignVersion = (database: Database): number =>
  numberOf(database.one('PRAGMA data_version'), 'data_version');
