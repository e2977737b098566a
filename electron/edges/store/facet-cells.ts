import type { Gpu, GpuTexts } from '../../core/model/gpu.ts';
import { accountIdOf } from '../../core/model/ids.ts';
import { type Intention, rentalStates } from '../../core/model/rental.ts';
import { spanMs } from '../../core/model/rental-filter.ts';
import { liveGroup } from '../../core/model/standing.ts';
import { listAccounts } from './accounts.ts';
import { type Database, numberOf, type Row, textOf, textOrNullOf } from './database.ts';
import { storeFailureOrNull } from './failures.ts';
import { storedJsonOrNull } from './json.ts';
import { partOfRental } from './part-of-rental.ts';
import { type RentalQuery, rentalConditions } from './rental-conditions.ts';
import { tagsSchema } from './row-schemas.ts';
import { z } from 'zod';

/** The keys of the rentals that pass a filter. */
export const rentalKeysIn = (database: Database, filter: RentalQuery): readonly number[] => {
  const where = rentalConditions(database, filter);
  // In one row: a hundred thousand of them are a tenth of the time.
  const row = database.one(`SELECT json_group_array(key) AS keys FROM rental ${where.sql}`, ...where.values);
  return row === null ? [] : keysSchema.parse(JSON.parse(textOf(row, 'keys')));
};

const keysSchema = z.array(z.number());

const said = (path: string): string => `json_extract(rental.body, '$.${path}')`;

/** The texts that name the cards of a rental (see `gpuOf`). */
const textColumns = `${said('spec')} AS spec, coalesce(${said('words')}, ${said('title')}) AS words`;

const textsOf = (row: Row): GpuTexts => ({ spec: textOrNullOf(row, 'spec'), title: textOrNullOf(row, 'words') ?? '' });

/** The keys of those rentals of a filter whose rows hold a text somewhere, ASCII letters without case, and what is written of their cards. */
export const rentalsNaming = (database: Database, text: string, filter: RentalQuery) => {
  const where = rentalConditions(database, filter);
  const sql = `SELECT key, ${textColumns} FROM rental ${where.sql} AND body LIKE '%' || ? || '%' AND json_valid(body)`;
  return database.all(sql, ...where.values, text).flatMap((row) => {
    const key = numberOf(row, 'key');
    return partOfRental(database, key, () => ({ key, texts: textsOf(row) })) ?? [];
  });
};

const cellsSql = `SELECT state, CASE WHEN sort_group > ${String(liveGroup + 1)} THEN 'over' WHEN sort_group > ${String(liveGroup)} THEN 'none'
    WHEN sort_at <= ? THEN 'day' WHEN sort_at <= ? THEN 'week' WHEN sort_at <= ? THEN 'month' ELSE 'later' END AS span, account_id,
    ${said('intention')} AS plan, ${said('region')} AS region, ${said('resourceType')} AS kind, ${said('lastPrice.amount')} AS amount,
    ${said('lastPrice.currency')} AS currency, ${said('tags')} AS tags, ${textColumns}, count(*) AS count
  FROM rental WHERE key IN (SELECT value FROM json_each(?)) AND json_valid(body) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`;

/**
 * Groups the rentals of these keys by what lists of them are filtered by, at an instant in epoch milliseconds. Those that cannot be read are left
 * out, and noted as damaged.
 */
export const facetCells = (
  database: Database,
  keys: readonly number[],
  nowMs: number,
  gpuOf: (texts: GpuTexts) => Gpu | null,
) => {
  const cellsOf = (some: readonly number[]) => readCells(database, some, nowMs, gpuOf);
  try {
    return cellsOf(keys);
  } catch (error) {
    if (storeFailureOrNull(error) !== null) throw error;
    // One of them says something of a wrong type, and a group does not tell which.
    return keys.flatMap((key) => partOfRental(database, key, () => cellsOf([key])) ?? []);
  }
};

const readCells = (
  database: Database,
  keys: readonly number[],
  nowMs: number,
  gpuOf: (texts: GpuTexts) => Gpu | null,
) => {
  const providers = new Map(listAccounts(database).map(({ id, provider }) => [id, provider]));
  const untilMs = [spanMs.day, spanMs.week, spanMs.month].map((ms) => nowMs + ms);
  return database.all(cellsSql, ...untilMs, JSON.stringify(keys)).flatMap((row) => {
    const accountId = accountIdOf(textOf(row, 'account_id'));
    const state = rentalStates.find((each) => each === row['state']);
    const plan = intentionOf(row);
    const provider = providers.get(accountId);
    if (state === undefined || plan === null || provider === undefined) return [];
    const found = { state, plan, provider, accountId, span: spanOf(row), price: priceOf(row) };
    const tags = storedJsonOrNull(textOrNullOf(row, 'tags'), tagsSchema) ?? [];
    const texts = { region: textOrNullOf(row, 'region'), kind: textOrNullOf(row, 'kind'), tags };
    return [{ ...found, ...texts, gpu: gpuOf(textsOf(row))?.model ?? null, count: numberOf(row, 'count') }];
  });
};

const plans: readonly Intention[] = ['renew', 'let-lapse', 'undecided'];

/** What is meant with a rental, by the column `plan`; null where that says nothing known. */
export const intentionOf = (row: Row): Intention | null => plans.find((each) => each === row['plan']) ?? null;

const spans = ['day', 'week', 'month', 'none', 'later', 'over'] as const;
const spanOf = (row: Row) => spans.find((each) => each === row['span']) ?? 'later';

/** A price by the columns `amount` and `currency`; null where either says nothing. */
export const priceOf = (row: Row) => {
  const [amount, currency] = [textOrNullOf(row, 'amount'), textOrNullOf(row, 'currency')];
  return amount === null || currency === null ? null : { amount, currency };
};
