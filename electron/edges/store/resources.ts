import { accountIdOf, resourceKeyOf, type AccountId, type ResourceKey } from '../../core/model/ids.ts';
import type { Resource, StoredResource } from '../../core/model/resource.ts';
import { numberOf, textOf, type Database, type Row } from './database.ts';
import { storedJson } from './json.ts';
import { storedBytesSql } from './order-size.ts';
import { readRow, readRows, rowMended, type RowPlace } from './read-row.ts';
import { factsSchema, resourceSchema } from './row-schemas.ts';
import { equals, scanCondition, searchTextOf, whereOf } from './search.ts';

/** Which resources to read. */
export interface ResourceQuery {
  readonly query: string;
  readonly accountId: AccountId | null;
}

/** Resources by account and key; those that are gone too. */
export const listResources = (database: Database, filter: ResourceQuery): readonly StoredResource[] => {
  const where = whereOf([scanCondition('resource', filter.query), equals('resource.account_id', filter.accountId)]);
  return resourcesFrom(
    database,
    database.all(`SELECT * FROM resource ${where.sql} ORDER BY account_id, key`, ...where.values),
  );
};

/** Every resource of one account that was ever listed, for a round. */
export const resourcesOfAccount = (database: Database, accountId: AccountId): readonly StoredResource[] =>
  listResources(database, { query: '', accountId });

/** One resource of an account; null when there is none, or when its row is damaged. */
export const resourceOfAccount = (database: Database, accountId: AccountId, key: ResourceKey): StoredResource | null =>
  readRow(
    database,
    database.one('SELECT * FROM resource WHERE account_id = ? AND key = ?', accountId, key),
    place,
    resourceOf,
  );

/** Returns the number of an account's stored resources. */
export const countResources = (database: Database, accountId: AccountId): number =>
  numberOf(database.one('SELECT count(*) AS count FROM resource WHERE account_id = ?', accountId), 'count');

/** Returns what each of an account's stored resources takes up, in bytes. */
export const resourceSizes = (
  database: Database,
  accountId: AccountId,
): ReadonlyMap<string, { readonly bytes: number }> =>
  new Map(
    database
      .all(`SELECT key, ${storedBytesSql} AS bytes FROM resource WHERE account_id = ?`, accountId)
      .map((row) => [textOf(row, 'key'), { bytes: numberOf(row, 'bytes') }]),
  );

/** Stores a new resource or a changed one. */
export const putResource = (database: Database, resource: StoredResource): void => {
  const { accountId, facts, missingReadings, ...body } = resource;
  database.run(
    `INSERT INTO resource (account_id, key, body, facts, missing_readings, search_text) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, key) DO UPDATE SET body = excluded.body, facts = excluded.facts,
       missing_readings = excluded.missing_readings, search_text = excluded.search_text`,
    accountId,
    body.key,
    JSON.stringify(body),
    JSON.stringify(facts),
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
  readRows(database, rows, place, resourceOf);

/** A body that belongs to another row is as bad as none. */
const resourceOf = (row: Row): StoredResource => {
  const body = storedJson(textOf(row, 'body'), resourceSchema);
  const key = resourceKeyOf(textOf(row, 'key'));
  if (body.key !== key) throw new Error('the body is of another resource');
  return {
    ...body,
    accountId: accountIdOf(textOf(row, 'account_id')),
    facts: storedJson(textOf(row, 'facts'), factsSchema),
    missingReadings: numberOf(row, 'missing_readings'),
  };
};
