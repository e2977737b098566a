import {
  providerOrderIdOf,
  rentalIdOf,
  type AccountId,
  type ProviderOrderId,
  type RentalId,
} from '../../core/model/ids.ts';
import { labelKeyOf } from '../../core/model/label.ts';
import type { Intention } from '../../core/model/rental.ts';
import { noAccountRule, type AccountRule } from '../../core/model/account.ts';
import type { RentalWish } from '../../core/model/rental-wish.ts';
import { numberOrNullOf, textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { instantOrNullOf } from './instants.ts';
import { readableJson, storedJsonOrNull } from './json.ts';
import { columnOr, type RowPlace } from './read-row.ts';
import { versionOf } from './migrations.ts';
import { pointsSchema, snoozeSchema, tagsSchema } from './row-schemas.ts';
import { taggedVersion } from './schema-late-steps.ts';
import { z } from 'zod';

/** What the user said about the rentals of one account. */
export const wishesOfAccount = (database: Database, accountId: AccountId): ReadonlyMap<RentalId, RentalWish> =>
  new Map(
    database
      .all('SELECT * FROM rental_wish WHERE account_id = ?', accountId)
      .map((row) => wishOf(database, row))
      .map((wish) => [wish.rentalId, wish]),
  );

/** Whether the user said anything about a rental of an account. */
export const hasWishes = (database: Database, accountId: AccountId): boolean =>
  database.one('SELECT 1 AS said FROM rental_wish WHERE account_id = ? LIMIT 1', accountId) !== null;

/** Which orders the user joined to which. */
export const joinsOfAccount = (
  database: Database,
  accountId: AccountId,
): ReadonlyMap<ProviderOrderId, ProviderOrderId> =>
  new Map(
    database
      .all('SELECT provider_order_id, into_order_id FROM rental_join WHERE account_id = ?', accountId)
      .map((row) => [
        providerOrderIdOf(textOf(row, 'provider_order_id')),
        providerOrderIdOf(textOf(row, 'into_order_id')),
      ]),
  );

/** Returns what the user said about a rental; null when that is nothing. */
export const wishOfRental = (database: Database, id: RentalId): RentalWish | null => {
  const row = database.one('SELECT * FROM rental_wish WHERE rental_id = ?', id);
  return row === null ? null : wishOf(database, row);
};

/** Returns the tags of every rental that is there, in the sequence in which rentals were first spoken of; some may come more than once. */
export const tagsInUse = (database: Database): readonly string[] =>
  database
    .all('SELECT * FROM rental_wish WHERE rental_id IN (SELECT id FROM rental) ORDER BY rowid')
    .flatMap((row) => wishOf(database, row).tags);

/** Returns the ids of the rentals that have a tag, however it is written. */
export const idsTagged = (database: Database, tag: string): readonly string[] => {
  if (!canHoldTags(database)) return [];
  const key = labelKeyOf(tag);
  // Many rentals have the same tags: each list of them is read once.
  return database
    .all('SELECT tags, json_group_array(rental_id) AS ids FROM rental_wish WHERE tags IS NOT NULL GROUP BY tags')
    .filter((row) =>
      tagsSchema
        .catch([])
        .parse(readableJson(textOf(row, 'tags')))
        .some((each) => labelKeyOf(each) === key),
    )
    .flatMap((row) => idsSchema.parse(JSON.parse(textOf(row, 'ids'))));
};

const idsSchema = z.array(z.string());

/** Whether a store has a place for tags: one of an earlier release has none until it is in the present form. */
const canHoldTags = (database: Database): boolean => versionOf(database) >= taggedVersion;

/**
 * Stores what the user says about a rental; what is left out stays as it was, damaged or not. A store of an earlier release takes tags once it
 * is in the present form (see `upgradeSlice`).
 */
export const putWish = (
  database: Database,
  accountId: AccountId,
  id: RentalId,
  said: Partial<Omit<RentalWish, 'rentalId'>>,
): void => {
  database.transaction(() => {
    database.run('INSERT OR IGNORE INTO rental_wish (rental_id, account_id) VALUES (?, ?)', id, accountId);
    for (const [name, column] of wishColumns) {
      const value = said[name];
      const isNoTags = name === 'tags' && said.tags?.length === 0;
      if (value === undefined || (isNoTags && !canHoldTags(database))) continue;
      const stored = typeof value === 'string' ? value : jsonOrNull(isNoTags ? null : value);
      database.run(`UPDATE rental_wish SET account_id = ?, ${column} = ? WHERE rental_id = ?`, accountId, stored, id);
    }
  });
};

/** Forgets what the user said about a rental. */
export const deleteWish = (database: Database, id: RentalId): void => {
  database.run('DELETE FROM rental_wish WHERE rental_id = ?', id);
};

const wishColumns = [
  ['label', 'label'],
  ['note', 'note'],
  ['tags', 'tags'],
  ['correctedEndAt', 'corrected_end_at'],
  ['correctedAgainst', 'corrected_against'],
  ['intention', 'intention'],
  ['intendedFor', 'intended_for'],
  ['snooze', 'snooze'],
  ['mutedUntil', 'muted_until'],
  ['pointsMs', 'points'],
] as const satisfies readonly (readonly [keyof Omit<RentalWish, 'rentalId'>, string])[];

/** Joins an order to the rental of another one; null takes the order out again. */
export const putJoin = (
  database: Database,
  accountId: AccountId,
  order: ProviderOrderId,
  into: ProviderOrderId | null,
): void => {
  database.run('DELETE FROM rental_join WHERE account_id = ? AND provider_order_id = ?', accountId, order);
  if (into === null) return;
  database.run(
    'INSERT INTO rental_join (account_id, provider_order_id, into_order_id) VALUES (?, ?, ?)',
    accountId,
    order,
    into,
  );
};

/** What the user said about all rentals of an account. */
export const accountRuleOf = (database: Database, accountId: AccountId): AccountRule => {
  const row = database.one('SELECT * FROM account_rule WHERE account_id = ?', accountId);
  if (row === null) return noAccountRule;
  return {
    pointsMs: columnOr(database, row, rulePlace, 'points', pointsOf, null),
    mutedUntil: columnOr(database, row, rulePlace, 'muted_until', instantOrNullOf, null),
    daysKept: columnOr(database, row, rulePlace, 'days_kept', numberOrNullOf, null),
  };
};

/** Stores the rule of an account in place of the one before. */
export const putAccountRule = (database: Database, accountId: AccountId, rule: AccountRule): void => {
  database.run(
    'INSERT OR REPLACE INTO account_rule (account_id, points, muted_until, days_kept) VALUES (?, ?, ?, ?)',
    accountId,
    jsonOrNull(rule.pointsMs),
    rule.mutedUntil,
    rule.daysKept,
  );
};

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const intentions: readonly Intention[] = ['renew', 'let-lapse', 'undecided'];

const rulePlace: RowPlace = { table: 'account_rule', id: 'account_id', account: 'account_id' };

const wishPlace: RowPlace = { table: 'rental_wish', id: 'rental_id', account: 'account_id' };

const pointsOf = (row: Row, column: string): readonly number[] | null =>
  storedJsonOrNull(textOrNullOf(row, column), pointsSchema);

const tagsOf = (row: Row, column: string): readonly string[] | null =>
  storedJsonOrNull(textOrNullOf(row, column), tagsSchema);

/** What of a wish cannot be read counts as not said; the rest of it stands. */
const wishOf = (database: Database, row: Row): RentalWish => {
  const orUnsaid = <Value>(column: string, read: (row: Row, column: string) => Value | null): Value | null =>
    columnOr(database, row, wishPlace, column, read, null);
  return {
    rentalId: rentalIdOf(textOf(row, 'rental_id')),
    label: textOrNullOf(row, 'label'),
    note: textOrNullOf(row, 'note'),
    tags: ('tags' in row ? orUnsaid('tags', tagsOf) : null) ?? [],
    correctedEndAt: orUnsaid('corrected_end_at', instantOrNullOf),
    correctedAgainst: orUnsaid('corrected_against', instantOrNullOf),
    intention: intentions.find((intention) => intention === textOf(row, 'intention')) ?? 'undecided',
    intendedFor: orUnsaid('intended_for', instantOrNullOf),
    snooze: orUnsaid('snooze', (each, column) => storedJsonOrNull(textOrNullOf(each, column), snoozeSchema)),
    mutedUntil: orUnsaid('muted_until', instantOrNullOf),
    pointsMs: orUnsaid('points', pointsOf),
  };
};
