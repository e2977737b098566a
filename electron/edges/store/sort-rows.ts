import { providerOrderIdOf, rentalIdOf, type RentalId } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import { type Database, numberOf, type Row, textOf, textOrNullOf } from './database.ts';
import { intentionOf, priceOf } from './facet-cells.ts';
import { storedJsonOrNull } from './json.ts';
import { partOfRental } from './part-of-rental.ts';
import { type RentalQuery, rentalConditions } from './rental-conditions.ts';
import { rentalsFrom } from './rentals.ts';
import { tagsSchema } from './row-schemas.ts';

const said = (path: string): string => `json_extract(rental.body, '$.${path}')`;

const columns = `key, account_id, sort_group, sort_at, ${said('provider')} AS provider, ${said('title')} AS title, ${said('words')} AS words,
  ${said('resourceType')} AS kind, ${said('resourceId')} AS resource, ${said('spec')} AS spec, ${said('orders[0]')} AS first_order,
  ${said('intention')} AS plan, ${said('lastPrice.amount')} AS amount, ${said('lastPrice.currency')} AS currency, ${said('tags')} AS tags`;

/** What lists of the rentals that a filter leaves are sorted by, of those that can be read. */
export const sortRows = (database: Database, filter: RentalQuery) => {
  const where = rentalConditions(database, filter);
  return database
    .all(`SELECT ${columns} FROM rental ${where.sql} AND json_valid(body)`, ...where.values)
    .flatMap((row) => partOfRental(database, numberOf(row, 'key'), () => sortRowOf(row)) ?? []);
};

const sortRowOf = (row: Row) => ({
  ...{ key: numberOf(row, 'key'), accountId: textOf(row, 'account_id'), named: nameableOf(row) },
  ...{ plan: intentionOf(row) ?? ('undecided' as const), price: priceOf(row) },
  tags: storedJsonOrNull(textOrNullOf(row, 'tags'), tagsSchema) ?? [],
  ...{ group: numberOf(row, 'sort_group'), sortAtMs: numberOf(row, 'sort_at') },
});

const nameableOf = (row: Row) => {
  const [words, order] = [textOrNullOf(row, 'words'), textOrNullOf(row, 'first_order')];
  return {
    ...{ provider: textOrNullOf(row, 'provider') ?? '', title: textOrNullOf(row, 'title') ?? '' },
    ...(words === null ? {} : { words }),
    ...{ resourceType: textOrNullOf(row, 'kind'), resourceId: textOrNullOf(row, 'resource') },
    ...{ spec: textOrNullOf(row, 'spec'), orders: order === null ? [] : [providerOrderIdOf(order)] },
  };
};

/** Returns the rentals of some keys in their sequence, without those that cannot be read. */
export const rentalsOfKeys = (database: Database, keys: readonly number[]): readonly Rental[] => {
  const rows = database.all(
    'SELECT key, id, account_id, body FROM rental WHERE key IN (SELECT value FROM json_each(?))',
    JSON.stringify(keys),
  );
  return rentalsFrom(database, inSequence(rows, keys));
};

/** Returns the ids of rentals of some keys in their sequence. */
export const rentalIdsOfKeys = (database: Database, keys: readonly number[]): readonly RentalId[] => {
  const rows = database.all(
    'SELECT key, id FROM rental WHERE key IN (SELECT value FROM json_each(?))',
    JSON.stringify(keys),
  );
  return inSequence(rows, keys).map((row) => rentalIdOf(textOf(row, 'id')));
};

/** Returns the ids of rentals by their keys. */
export const idsByKey = (database: Database, keys: readonly number[]): ReadonlyMap<number, RentalId> =>
  new Map(
    database
      .all('SELECT key, id FROM rental WHERE key IN (SELECT value FROM json_each(?))', JSON.stringify(keys))
      .map((row) => [numberOf(row, 'key'), rentalIdOf(textOf(row, 'id'))]),
  );

const inSequence = (rows: readonly Row[], keys: readonly number[]): readonly Row[] => {
  const places = new Map(keys.map((key, place) => [key, place]));
  const place = (row: Row): number => places.get(numberOf(row, 'key')) ?? keys.length;
  return [...rows].sort((one, other) => place(one) - place(other));
};
