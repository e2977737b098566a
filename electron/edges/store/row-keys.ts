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

/** SQL for the same beyond a key that is bound. Two lower bounds would not do: SQLite seeks by one of them, and walks through what lies before the other. */
export const ownKeysAfter = `BETWEEN max(?, 0) + 1 AND ${String(maxKey)}`;
