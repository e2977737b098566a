import { numberOf, type Database } from './database.ts';
import { DamagedStoreError, NewerStoreError, storeFailureOrNull } from './failures.ts';
import { declaresOnly, runStep } from './own-schema.ts';
import { schemaSteps, workingVersion } from './schema-steps.ts';
import { sqliteFactsOf } from './sqlite-errors.ts';

/** Tables that hold what only the user knows, or only this store; copied beside the store, since no provider can give them back. */
export const ownTables = [
  'setting',
  'account',
  'rental_wish',
  'rental_join',
  'account_rule',
  'reminder_log',
  'deadline_move',
] as const;

/** The version of the schema that this program writes. */
export const schemaVersion = schemaSteps.length;

const tables = schemaSteps.reduce<ReadonlySet<string | undefined>>((made, step) => {
  const namesIn = (statement: RegExp): readonly (string | undefined)[] =>
    [...step.matchAll(statement)].map(([, name]) => name);
  const left = new Set([...made, ...namesIn(/CREATE (?:VIRTUAL )?TABLE (\w+)/g)]);
  for (const name of namesIn(/DROP TABLE (\w+)/g)) left.delete(name);
  return left;
}, new Set());

/** Whether some table of ours is there. */
const hasTables = (database: Database): boolean => {
  const found = new Set(database.all('SELECT name FROM sqlite_schema').map((row) => row['name']));
  return [...tables].some((name) => found.has(name));
};

/**
 * Returns the version of the schema of an open store; 0 for an empty file. Throws a DamagedStoreError where the number is none that a
 * release wrote: below 0, or 0 beside tables of ours.
 */
export const versionOf = (database: Database): number => {
  const version = numberOf(database.one('PRAGMA user_version'), 'user_version');
  if (version < 0 || (version === 0 && hasTables(database))) throw new DamagedStoreError();
  return version;
};

/** The steps that lead to each version, from an empty file on. */
const stepsTo: readonly (readonly string[])[] = [[], ...schemaSteps.map((_, last) => schemaSteps.slice(0, last + 1))];

/**
 * Returns the version of a store that holds what the steps to it make and nothing else: ask before any statement touches its tables. Throws a
 * NewerStoreError for one of a later release, and a DamagedStoreError where something is missing, foreign or otherwise than it was made.
 */
export const ownVersionOf = (database: Database): number => {
  const version = versionOf(database);
  if (version > schemaVersion) throw new NewerStoreError();
  if (declaresOnly(database, stepsTo[version] ?? [])) return version;
  // Its writer may have lifted it between the two looks.
  if (versionOf(database) === version) throw new DamagedStoreError('foreign schema');
  return ownVersionOf(database);
};

/** Makes every table of a new store. Call it in a transaction, so that a store is there whole or not at all. */
export const createTables = (database: Database): void => {
  for (const step of schemaSteps) runStep(database, step);
  database.execute(`PRAGMA user_version = ${String(schemaVersion)}`);
};

/**
 * Brings a store of an earlier release so far that this program can work with it, one version after the other, each in a transaction of its own;
 * `before` is called before the first of them. Throws a DamagedStoreError where a step does not fit the tables that it finds: the store is not of
 * the version that it says.
 */
export const migrate = (database: Database, before: (from: number) => void): void => {
  const from = versionOf(database);
  if (from >= workingVersion) return;
  before(from);
  for (let version = from; version < workingVersion; version += 1) stepFrom(database, version);
};

/** Takes the step that leads from one version to the next, all of it or nothing. Throws as `migrate` does. */
export const stepFrom = (database: Database, version: number): void => {
  try {
    database.transaction(() => {
      runStep(database, schemaSteps[version] ?? '');
      database.execute(`PRAGMA user_version = ${String(version + 1)}`);
    });
  } catch (error) {
    throw isMisfit(error) ? new DamagedStoreError('a step of migration does not fit', { cause: error }) : error;
  }
};

/** Whether SQLite refused a statement for what it found, not for the disk, a lock or memory. */
export const isMisfit = (error: unknown): boolean => {
  if (!(error instanceof Error) || storeFailureOrNull(error) !== null) return false;
  const facts = sqliteFactsOf(error);
  return facts !== null && misfits.includes(facts.result & 0xff);
};

/** ERROR, CONSTRAINT and MISMATCH (https://www.sqlite.org/rescode.html). */
const misfits: readonly number[] = [1, 19, 20];
