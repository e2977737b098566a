import { accountIdOf, resourceKeyOf, type AccountId, type ResourceKey } from '../../core/model/ids.ts';
import type { SearchRequest } from '../../core/model/named-kind.ts';
import type { Resource, StoredResource } from '../../core/model/resource.ts';
import { numberOf, textOf, type Database, type Row } from './database.ts';
import { factsOfRow, storedFactsOf } from './fact-shapes.ts';
import { storedJson } from './json.ts';
import { leanJson } from './lean-json.ts';
import { readRow, readRows, rowMended, type RowPlace } from './read-row.ts';
import { resourceSchema } from './row-schemas.ts';
import { equals, scanCondition, searchTextOf, whereOf } from './search.ts';
import { resourceBodyOf, storedBytesSql } from './stored-size.ts';

/** Which resources to read. */
export interface ResourceQuery extends SearchRequest {
  readonly accountId: AccountId | null;
}

/** What tells a resource from all others. */
export interface ResourceIdentity {
  readonly accountId: AccountId;
  readonly key: ResourceKey;
}

/** Which resources pass a filter, by account and key; those that are gone too. */
export const findResources = (database: Database, filter: ResourceQuery): readonly ResourceIdentity[] => {
  const where = whereOf([scanCondition('resource', filter), equals('resource.account_id', filter.accountId)]);
  return database
    .all(`SELECT account_id, key FROM resource ${where.sql} ORDER BY account_id, key`, ...where.values)
    .map((row) => ({ accountId: accountIdOf(textOf(row, 'account_id')), key: resourceKeyOf(textOf(row, 'key')) }));
};

/** Every resource of one account that was ever listed, for a round. */
export const resourcesOfAccount = (database: Database, accountId: AccountId): readonly StoredResource[] =>
  resourcesFrom(database, database.all('SELECT * FROM resource WHERE account_id = ? ORDER BY key', accountId));

/** Keys of every resource of an account that was ever listed. */
export const resourceKeysOf = (database: Database, accountId: AccountId): readonly ResourceKey[] =>
  database
    .all('SELECT key FROM resource WHERE account_id = ? ORDER BY key', accountId)
    .map((row) => resourceKeyOf(textOf(row, 'key')));

/** What names each resource of an account that was ever listed, and how many settled readings in a row did not show it. */
export const resourceNamesOf = (
  database: Database,
  accountId: AccountId,
): readonly Pick<StoredResource, 'key' | 'resourceId' | 'missingReadings'>[] =>
  database
    .all('SELECT key, resource_id, missing_readings FROM resource WHERE account_id = ? ORDER BY key', accountId)
    .map((row) => ({
      key: resourceKeyOf(textOf(row, 'key')),
      resourceId: textOf(row, 'resource_id'),
      missingReadings: numberOf(row, 'missing_readings'),
    }));

/** One resource of an account; null when there is none, or when its row is damaged. */
export const resourceOfAccount = (database: Database, accountId: AccountId, key: ResourceKey): StoredResource | null =>
  readRow(
    database,
    database.one('SELECT * FROM resource WHERE account_id = ? AND key = ?', accountId, key),
    place,
    (row) => resourceOf(database, row),
  );

/** The resources of an account that have an id; products may number theirs alike. */
export const resourcesOfId = (
  database: Database,
  accountId: AccountId,
  resourceId: string,
): readonly StoredResource[] =>
  resourcesFrom(
    database,
    // Asked for in the order of its keys, SQLite would look through all of the account for one that has this id.
    database.all(
      'SELECT * FROM resource WHERE account_id = ? AND resource_id = ? ORDER BY +key',
      accountId,
      resourceId,
    ),
  );

/** Returns the number of an account's resources that fewer settled readings in a row than these did not show. */
export const countResources = (database: Database, accountId: AccountId, missingBelow: number): number =>
  numberOf(
    database.one(
      'SELECT count(*) AS count FROM resource WHERE account_id = ? AND missing_readings < ?',
      accountId,
      missingBelow,
    ),
    'count',
  );

/** What each of an account's stored resources takes up, in bytes, with the rental that is made of it; a damaged one keeps its place too. */
export const resourceSizes = (
  database: Database,
  accountId: AccountId,
): ReadonlyMap<ResourceKey, { readonly bytes: number }> =>
  new Map(
    database
      .all(`SELECT key, ${storedBytesSql} AS bytes FROM resource WHERE account_id = ?`, accountId)
      .map((row) => [resourceKeyOf(textOf(row, 'key')), { bytes: numberOf(row, 'bytes') }]),
  );

/** Stores a new resource or a changed one. */
export const putResource = (database: Database, resource: StoredResource): void => {
  const { accountId, facts, missingReadings } = resource;
  const body = resourceBodyOf(resource);
  const stored = storedFactsOf(database, facts);
  database.run(
    `INSERT INTO resource (account_id, key, resource_id, body, facts, fact_shape, missing_readings, search_text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, key) DO UPDATE SET resource_id = excluded.resource_id, body = excluded.body, facts = excluded.facts,
       fact_shape = excluded.fact_shape, missing_readings = excluded.missing_readings, search_text = excluded.search_text`,
    accountId,
    body.key,
    body.resourceId,
    leanJson(body),
    stored.text,
    stored.shape,
    missingReadings,
    searchTextOf(resourceTexts(resource)),
  );
  rowMended(database, 'resource', body.key, accountId);
};

/** What a resource, and the rental that is made of it, is found by. */
export const resourceTexts = ({ facts, ...said }: Resource): readonly string[] =>
  [
    said.title,
    said.name,
    said.resourceId,
    said.kind,
    said.spec,
    said.region,
    ...facts.map(({ value }) => value),
  ].filter((text) => text !== null);

const place: RowPlace = { table: 'resource', id: 'key', account: 'account_id' };

const resourcesFrom = (database: Database, rows: readonly Row[]): readonly StoredResource[] =>
  readRows(database, rows, place, (row) => resourceOf(database, row));

/** A body that belongs to another row is as bad as none. */
const resourceOf = (database: Database, row: Row): StoredResource => {
  const body = storedJson(textOf(row, 'body'), resourceSchema);
  const key = resourceKeyOf(textOf(row, 'key'));
  if (body.key !== key) throw new Error('the body is of another resource');
  return {
    ...body,
    accountId: accountIdOf(textOf(row, 'account_id')),
    facts: factsOfRow(database, row),
    missingReadings: numberOf(row, 'missing_readings'),
  };
};
