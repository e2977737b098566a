import { numberOf, type Database } from './database.ts';

/** The greatest key that a row of ours is given. Beyond it, rows were written by another hand, and SQLite would give the next ones keys that no number holds. */
const maxKey = 4_503_599_627_370_496;

/** SQL for the next key of a table. */
export const nextKeySql = (table: 'orders' | 'rental'): string =>
  `(SELECT coalesce(max(key), 0) + 1 FROM ${table} WHERE key BETWEEN 1 AND ${String(maxKey)})`;

/** SQL for the key of a row that is written anew: its own, unless that is none of ours. */
export const keptKeySql = (table: 'orders' | 'rental'): string =>
  `CASE WHEN ${table}.key BETWEEN 1 AND ${String(maxKey)} THEN ${table}.key ELSE excluded.key END`;

/** SQL for a condition on the keys that are ours. */
export const ownKeys = `BETWEEN 1 AND ${String(maxKey)}`;

/**
 * SQL for a condition on the keys that are ours and beyond one that is 0 or ours itself. Of two lower bounds SQLite goes by one alone, and it may be
 * the one that every row passes: a table would be read from its beginning for each part of it.
 */
export const ownKeysAfter = `BETWEEN max(?, 0) + 1 AND ${String(maxKey)}`;

/** Keys of rows from the first to the last, both included. */
export interface KeyRange {
  readonly first: number;
  readonly last: number;
}

/** The keys of the next rows of a table, at most `most`; null where none is left. */
export const nextKeys = (
  database: Database,
  table: 'orders' | 'rental',
  after: number,
  most: number,
): KeyRange | null => {
  const row = database.one(
    `SELECT min(key) AS first, max(key) AS last, count(*) AS count
     FROM (SELECT key FROM ${table} WHERE key ${ownKeysAfter} ORDER BY key LIMIT ?)`,
    after,
    most,
  );
  return numberOf(row, 'count') === 0 ? null : { first: numberOf(row, 'first'), last: numberOf(row, 'last') };
};
