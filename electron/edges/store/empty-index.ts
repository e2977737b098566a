import { careMark, setCareMark } from './care-marks.ts';
import type { Database } from './database.ts';

/** The text indexes of earlier releases. */
type OldIndex = 'orders_search' | 'rental_search';

/** So many rows of an index are taken out at a time; each is a page, or a part of one. */
const rowsAtOnce = 500;

/** What lies behind an index, and by what its rows are told apart; rows 1 and 10 say what the index is, and go with it. */
const parts = [
  ['data', 'id', 'id > 10'],
  ['idx', 'segid, term', 'true'],
  ['docsize', 'id', 'true'],
] as const;

/**
 * Takes the next rows out of an index that nobody looks into any more: dropping one of some hundred megabytes would hold the thread. Returns false once
 * it is empty.
 */
export const emptyIndex = (database: Database, index: OldIndex, most = rowsAtOnce): boolean => {
  const mark = `empty-${index}`;
  if (careMark(database, mark) === null) return false;
  return database.transaction(() => {
    const removed = parts.some(([part, key, condition]) =>
      removeSome(database, `${index}_${part}`, key, condition, most),
    );
    if (!removed) setCareMark(database, mark, null);
    return true;
  });
};

const removeSome = (database: Database, table: string, key: string, condition: string, most: number): boolean =>
  database.unguarded(() =>
    database.run(
      `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${condition} ORDER BY ${key} LIMIT ?)`,
      most,
    ),
  ) > 0;
