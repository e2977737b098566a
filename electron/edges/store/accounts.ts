import type { Account } from '../../core/model/account.ts';
import { budgetBounds, intervalBounds } from '../../core/model/polling-bounds.ts';
import type { Failure, FailureCode } from '../../core/model/failure.ts';
import { accountIdOf, type AccountId, type Instant } from '../../core/model/ids.ts';
import { findByLabel, labelKeyOf } from '../../core/model/label.ts';
import { numberOf, textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { forgetDeadlineMoves } from './deadline-moves.ts';
import { forgetOrderTexts } from './order-text.ts';
import { instantColumnOf, instantOrNullOf } from './instants.ts';
import { instantOf } from '../../core/model/instant.ts';
import { storedJson, storedJsonOrNull } from './json.ts';
import { columnOr, rowMended, type RowPlace } from './read-row.ts';
import { accountSettingsSchema } from './row-schemas.ts';
import { failureSchema } from './stored-failure.ts';

const selectAccounts = `SELECT account.*, round.last_synced_at, round.stale_since, round.failure, round.parked_until
  FROM account LEFT JOIN round ON round.account_id = account.id`;

/** All accounts, by label. */
export const listAccounts = (database: Database): readonly Account[] =>
  database.all(`${selectAccounts} ORDER BY account.label_key`).map((row) => accountOf(database, row));

/** Returns an account; null when there is none of that id. */
export const accountById = (database: Database, id: AccountId): Account | null => {
  const row = database.one(`${selectAccounts} WHERE account.id = ?`, id);
  return row === null ? null : accountOf(database, row);
};

/** The account that a label names. Keys that an earlier release stored were made otherwise, so the labels themselves are compared. */
export const accountByLabel = (database: Database, label: string): Account | null =>
  findByLabel(listAccounts(database), label);

/** Stores a new account. Throws when its label or id is taken. */
export const insertAccount = (database: Database, account: Account): void => {
  database.run(
    `INSERT INTO account (id, label, label_key, provider, base_url, settings, secret_hint, allow_http, added_at, interval_ms, requests_per_hour, paused)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    account.id,
    account.label,
    labelKeyOf(account.label),
    account.provider,
    account.baseUrl,
    JSON.stringify(account.settings),
    account.secretHint,
    Number(account.allowHttp),
    account.addedAt,
    account.intervalMs,
    account.requestsPerHour,
    Number(account.paused),
  );
};

/** Removes an account with its orders, rentals and history; the reminder log keeps what was told. */
export const removeAccount = (database: Database, id: AccountId): void => {
  database.transaction(() => {
    forgetOrderTexts(database, id);
    const orderKeys = '(SELECT key FROM orders WHERE account_id = ?)';
    database.run(`DELETE FROM rental_order WHERE order_key IN ${orderKeys}`, id);
    database.run(`DELETE FROM changed_order WHERE order_key IN ${orderKeys}`, id);
    database.run('DELETE FROM order_resource WHERE account_id = ?', id);
    database.run('DELETE FROM rental_wish WHERE account_id = ?', id);
    database.run('DELETE FROM rental_join WHERE account_id = ?', id);
    database.run('DELETE FROM account_rule WHERE account_id = ?', id);
    forgetDeadlineMoves(database, id);
    database.run('DELETE FROM account WHERE id = ?', id);
  });
  database.damaged.forgetAccount(id);
};

/** Pauses an account or ends its pause. Returns the number of changed rows. */
export const setAccountPaused = (database: Database, id: AccountId, paused: boolean): number =>
  database.run('UPDATE account SET paused = ? WHERE id = ?', Number(paused), id);

/** How often an account is asked, and how many requests it may cost in an hour. */
export const setAccountPolling = (
  database: Database,
  id: AccountId,
  { intervalMs, requestsPerHour }: Pick<Account, 'intervalMs' | 'requestsPerHour'>,
): number =>
  database.run(
    'UPDATE account SET interval_ms = ?, requests_per_hour = ? WHERE id = ?',
    intervalMs,
    requestsPerHour,
    id,
  );

/** Replaces the settings of an account. Returns the number of changed rows. */
export const setAccountSettings = (database: Database, id: AccountId, settings: Account['settings']): number => {
  const changed = database.run('UPDATE account SET settings = ? WHERE id = ?', JSON.stringify(settings), id);
  rowMended(database, 'account', id);
  return changed;
};

/** Moves an account to another address of its provider: what it shows there is met for the first time. */
export const setAccountAddress = (database: Database, id: AccountId, baseUrl: string): void => {
  database.run('UPDATE account SET base_url = ? WHERE id = ?', baseUrl, id);
  forgetCompleteRound(database, id);
};

/** After the user did something about it, what an account was last refused for no longer counts. */
export const forgetAccountFailure = (database: Database, id: AccountId): void => {
  database.run('UPDATE round SET failure = NULL WHERE account_id = ?', id);
};

/** After a new key: the hint changes, and what the old key was refused for no longer counts. */
export const setAccountHint = (database: Database, id: AccountId, secretHint: string): void => {
  database.transaction(() => {
    database.run('UPDATE account SET secret_hint = ? WHERE id = ?', secretHint, id);
    database.run('UPDATE round SET failure = NULL, parked_until = NULL WHERE account_id = ?', id);
  });
};

/** After the user's word on an account's address: whether the key may travel in the open, and what was asked before counts no longer. */
export const noteAddressAccepted = (database: Database, id: AccountId, allowHttp: boolean): void => {
  database.transaction(() => {
    database.run('UPDATE account SET allow_http = ? WHERE id = ?', Number(allowHttp), id);
    forgetAccountFailure(database, id);
  });
};

/** Notes a round that succeeded; one that did not get to its end is not yet the account's first whole one. */
export const noteRoundDone = (database: Database, id: AccountId, at: Instant, isWhole = true): void => {
  database.run(
    `INSERT INTO round (account_id, last_synced_at, completed_at) VALUES (?, ?, ?)
     ON CONFLICT (account_id) DO UPDATE SET last_synced_at = excluded.last_synced_at, stale_since = NULL, failure = NULL,
       parked_until = NULL, completed_at = coalesce(completed_at, excluded.completed_at)`,
    id,
    at,
    isWhole ? at : null,
  );
  rowMended(database, 'round', id);
};

/** Whether an account was ever read whole: until then what it has is no news. */
export const hadCompleteRound = (database: Database, id: AccountId): boolean =>
  database.one('SELECT 1 AS done FROM round WHERE account_id = ? AND completed_at IS NOT NULL', id) !== null;

/** Counts an account as not yet read whole: what the next rounds meet anew is no news. */
export const forgetCompleteRound = (database: Database, id: AccountId): void => {
  database.run('UPDATE round SET completed_at = NULL, last_synced_at = NULL WHERE account_id = ?', id);
};

/** Forgets that keys were refused: they come from the environment and may be others now. */
export const forgetKeyFailures = (database: Database): void => {
  const codes: readonly FailureCode[] = ['account.key-rejected', 'account.key-lacks-permission', 'account.wrong-site'];
  database.run(
    `UPDATE round SET failure = NULL WHERE json_valid(failure) AND json_extract(failure, '$.code') IN (?, ?, ?)`,
    ...codes,
  );
};

/** Notes a round that failed: since when the account is stale, why, and until when it must not be asked. */
export const noteRoundFailed = (database: Database, id: AccountId, at: Instant, failure: Failure): void => {
  database.run(
    `INSERT INTO round (account_id, stale_since, failure, parked_until) VALUES (?, ?, ?, ?)
     ON CONFLICT (account_id) DO UPDATE SET stale_since = coalesce(stale_since, excluded.stale_since),
       failure = excluded.failure, parked_until = excluded.parked_until`,
    id,
    at,
    JSON.stringify(failure),
    failure.retryAt ?? null,
  );
};

const place: RowPlace = { table: 'account', id: 'id', account: 'id' };

const roundPlace: RowPlace = { ...place, table: 'round' };

/** An account is never left out, since its rentals ring by its label: what of it cannot be read is as if nothing were known of it. */
const accountOf = (database: Database, row: Row): Account => {
  const settings = columnOr(database, row, place, 'settings', settingsOf, null);
  const orElse = (column: string, otherwise: number): number =>
    columnOr(database, row, place, column, countOf, otherwise);
  const orUnknown = (column: string): Instant | null =>
    columnOr(database, row, roundPlace, column, instantOrNullOf, null);
  return {
    id: accountIdOf(textOf(row, 'id')),
    label: textOf(row, 'label'),
    provider: textOf(row, 'provider'),
    baseUrl: textOf(row, 'base_url'),
    settings: settings ?? {},
    ...(settings === null ? { damaged: true as const } : {}),
    secretHint: textOf(row, 'secret_hint'),
    allowHttp: orElse('allow_http', 0) === 1,
    addedAt: columnOr(database, row, place, 'added_at', instantColumnOf, instantOf(0)),
    intervalMs: orElse('interval_ms', 0) || intervalBounds.usualMs,
    requestsPerHour: orElse('requests_per_hour', 0) || budgetBounds.usual,
    paused: orElse('paused', 0) === 1,
    lastSyncedAt: orUnknown('last_synced_at'),
    staleSince: orUnknown('stale_since'),
    failure: columnOr(database, row, roundPlace, 'failure', failureOf, null),
    parkedUntil: orUnknown('parked_until'),
  };
};

/** A number that is not below zero. */
const countOf = (row: Row, column: string): number => {
  const count = numberOf(row, column);
  if (count < 0) throw new Error(`column ${column} is below zero`);
  return count;
};

const settingsOf = (row: Row, column: string): Account['settings'] | null =>
  storedJson(textOf(row, column), accountSettingsSchema);

const failureOf = (row: Row, column: string): Failure | null =>
  storedJsonOrNull(textOrNullOf(row, column), failureSchema);
