import { Database, textOf } from './database.ts';

/** No statement of ours is longer; what is longer is foreign, and is not read in full. */
export const maxSqlLength = 20_000;
/** Runs the statements of a step of the schema. */
export const runStep = (database: Database, step: string): void => database.unguarded(() => database.execute(step));

/** Nothing of ours declares more. */
export const maxEntries = 500;

/** What SQLite itself keeps about a file for its planner, where a tool or a later release had it count. */
const planners: readonly string[] = [
  'CREATE TABLE sqlite_stat1(tbl,idx,stat)',
  'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)',
];

/** Returns what a file declares, entry by entry, in a form that compares. White space between words says nothing, and ALTER TABLE changes it. */
const declaredIn = (database: Database): readonly string[] =>
  database
    .all(
      `SELECT type || ' ' || name || ' ' || tbl_name AS entry, coalesce(substr(sql, 1, ${String(maxSqlLength)}), '') AS sql
       FROM sqlite_schema LIMIT ${String(maxEntries)}`,
    )
    .map((row) => ({ entry: textOf(row, 'entry'), sql: withoutSpace(textOf(row, 'sql')) }))
    .filter(({ sql }) => !planners.includes(sql))
    .map(({ entry, sql }) => `${entry}: ${sql}`)
    .sort();

const withoutSpace = (sql: string): string => sql.replaceAll(/\s+/g, ' ').replaceAll(/ ?([(),]) ?/g, '$1');

/**
 * Whether a file declares what these statements make in an empty one, and nothing else. A trigger, a view or an expression of somebody else's
 * would run whenever a statement of ours touches its table, for ever if it likes; so it is asked before any does. Names alone would not tell:
 * a table may have its own name and a condition that takes up all memory.
 */
export const declaresOnly = (database: Database, statements: readonly string[]): boolean =>
  declaredIn(database).join('\n') === madeBy(statements).join('\n');

const known = new WeakMap<readonly string[], readonly string[]>();

/** Made once for each list of statements. The tables behind a virtual one are SQLite's own, so only SQLite can name them. */
const madeBy = (statements: readonly string[]): readonly string[] => {
  const made = known.get(statements) ?? declaredBy(statements);
  known.set(statements, made);
  return made;
};

const declaredBy = (statements: readonly string[]): readonly string[] => {
  const memory = new Database(':memory:', { readOnly: false });
  try {
    for (const statement of statements) runStep(memory, statement);
    return declaredIn(memory);
  } finally {
    memory.close();
  }
};
