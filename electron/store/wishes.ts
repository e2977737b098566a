import { providerOrderIdOf, rentalIdOf, type AccountId, type ProviderOrderId, type RentalId } from '../contract/ids.ts';
import type { Intention, Snooze } from '../contract/rental.ts';
import { noAccountRule, type AccountRule } from '../contract/account.ts';
import type { RentalWish } from '../sync/wish.ts';
import { numberOrNullOf, textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { instantOrNullOf } from './instants.ts';
import { storedJsonOrNull } from './json.ts';

/** What the user said about the rentals of one account. */
export const wishesOfAccount = (database: Database, accountId: AccountId): ReadonlyMap<RentalId, RentalWish> =>
  new Map(
    database
      .all('SELECT * FROM rental_wish WHERE account_id = ?', accountId)
      .map(wishOf)
      .map((wish) => [wish.rentalId, wish]),
  );

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

export const wishOfRental = (database: Database, id: RentalId): RentalWish | null => {
  const row = database.one('SELECT * FROM rental_wish WHERE rental_id = ?', id);
  return row === null ? null : wishOf(row);
};

/** Stores what the user says about a rental; what is left out stays as it was. */
export const putWish = (
  database: Database,
  accountId: AccountId,
  id: RentalId,
  said: Partial<Omit<RentalWish, 'rentalId'>>,
): void => {
  const wish = { ...noWish, ...wishOfRental(database, id), ...said };
  database.run(
    `INSERT OR REPLACE INTO rental_wish (rental_id, account_id, label, note, corrected_end_at, corrected_against, intention, intended_for,
       snooze, muted_until, points) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    accountId,
    wish.label,
    wish.note,
    wish.correctedEndAt,
    wish.correctedAgainst,
    wish.intention,
    wish.intendedFor,
    jsonOrNull(wish.snooze),
    wish.mutedUntil,
    jsonOrNull(wish.pointsMs),
  );
};

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
    pointsMs: storedJsonOrNull<readonly number[]>(textOrNullOf(row, 'points')),
    mutedUntil: instantOrNullOf(row, 'muted_until'),
    daysKept: numberOrNullOf(row, 'days_kept'),
  };
};

export const putAccountRule = (database: Database, accountId: AccountId, rule: AccountRule): void => {
  database.run(
    'INSERT OR REPLACE INTO account_rule (account_id, points, muted_until, days_kept) VALUES (?, ?, ?, ?)',
    accountId,
    jsonOrNull(rule.pointsMs),
    rule.mutedUntil,
    rule.daysKept,
  );
};

const noWish: Omit<RentalWish, 'rentalId'> = {
  label: null,
  note: null,
  correctedEndAt: null,
  correctedAgainst: null,
  intention: 'undecided',
  intendedFor: null,
  snooze: null,
  mutedUntil: null,
  pointsMs: null,
};

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const intentions: readonly Intention[] = ['renew', 'let-lapse', 'undecided'];

const wishOf = (row: Row): RentalWish => ({
  rentalId: rentalIdOf(textOf(row, 'rental_id')),
  label: textOrNullOf(row, 'label'),
  note: textOrNullOf(row, 'note'),
  correctedEndAt: instantOrNullOf(row, 'corrected_end_at'),
  correctedAgainst: instantOrNullOf(row, 'corrected_against'),
  intention: intentions.find((intention) => intention === textOf(row, 'intention')) ?? 'undecided',
  intendedFor: instantOrNullOf(row, 'intended_for'),
  snooze: storedJsonOrNull<Snooze>(textOrNullOf(row, 'snooze')),
  mutedUntil: instantOrNullOf(row, 'muted_until'),
  pointsMs: storedJsonOrNull<readonly number[]>(textOrNullOf(row, 'points')),
});
