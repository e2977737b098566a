import type { AccountId } from '../../core/model/ids.ts';
import { epochMsOf, instantOf } from '../../core/model/instant.ts';
import { type NoRing, noRingReasons, phasesWithEnd } from '../../core/model/no-ring.ts';
import { liveGroup } from '../../core/model/standing.ts';
import { listAccounts } from './accounts.ts';
import { type Database, numberOf, textOf } from './database.ts';
import { rentalSubject } from './rental-subject.ts';
import { accountRuleOf } from './rental-wishes.ts';
import { type Condition, whereOf } from './search.ts';

/** What is needed of the clock and the settings to know which mutes hold. */
export interface MuteSetting {
  readonly nowMs: number;
  /** The mute of everything, in epoch milliseconds; null without one. */
  readonly mutedUntilMs: number | null;
}

/** SQL for what a rental's body says; a body that is none says that it runs, so that whoever reads it finds it damaged. */
const bodySays = (sql: string): string => `CASE WHEN json_valid(rental.body) THEN ${sql} ELSE 1 END`;
const isKept = `json_extract(rental.body, '$.intention') IS NOT 'let-lapse'`;
const phases = phasesWithEnd.map((phase) => `'${phase}'`).join(', ');

const withoutEnd: Condition = {
  sql: `rental.sort_group = ${String(liveGroup + 1)} AND rental.state IN ('active', 'pending', 'unknown') AND ${bodySays(
    `${isKept} AND NOT json_extract(rental.body, '$.openEnded') AND json_extract(rental.body, '$.phase') IN (${phases})`,
  )}`,
  values: [],
};

/** Each mute that holds, of accounts and of rentals, as a list of ids and epoch milliseconds in JSON. */
const mutesIn = (database: Database, nowMs: number): { readonly accounts: string; readonly rentals: string } => {
  const accounts = listAccounts(database).flatMap(({ id }) => mutedPair(database, id, nowMs));
  const rentals = database
    .all('SELECT rental_id, muted_until FROM rental_wish WHERE muted_until > ?', instantOf(nowMs))
    .map((row) => [textOf(row, 'rental_id'), Date.parse(textOf(row, 'muted_until'))] as const)
    .filter(([, untilMs]) => untilMs > nowMs);
  return { accounts: JSON.stringify(accounts), rentals: JSON.stringify(rentals) };
};

const mutedPair = (database: Database, id: AccountId, nowMs: number): readonly (readonly [AccountId, number])[] => {
  const { mutedUntil } = accountRuleOf(database, id);
  return mutedUntil !== null && epochMsOf(mutedUntil) > nowMs ? [[id, epochMsOf(mutedUntil)]] : [];
};

const muted = (database: Database, { nowMs, mutedUntilMs }: MuteSetting): Condition | null => {
  const { accounts, rentals } = mutesIn(database, nowMs);
  const isEverything = mutedUntilMs !== null && mutedUntilMs > nowMs;
  if (!isEverything && accounts === '[]' && rentals === '[]') return null;
  const pairs = (column: string): string =>
    `${column} IN (SELECT value ->> 0 FROM json_each(?) WHERE rental.sort_at < value ->> 1)`;
  return {
    sql: `rental.sort_group = ${String(liveGroup)} AND (rental.sort_at < ? OR ${pairs('rental.account_id')} OR ${pairs('rental.id')})
      AND ${bodySays(isKept)}`,
    values: [isEverything ? mutedUntilMs : 0, accounts, rentals],
  };
};

/** The condition on `rental` that it will not ring, for one reason or for any, as it stood when the clock was last looked at (see `noRingOf`). */
export const noRingCondition = (database: Database, wanted: NoRing | 'any', setting: MuteSetting): Condition => {
  const found = noRingReasons
    .filter((reason) => wanted === 'any' || reason === wanted)
    .flatMap((reason) => (reason === 'no-end' ? withoutEnd : (muted(database, setting) ?? [])));
  if (found.length === 0) return { sql: '0', values: [] };
  return {
    sql: `(${found.map(({ sql }) => `(${sql})`).join(' OR ')})`,
    values: found.flatMap(({ values }) => values),
  };
};

/** How many rentals will not ring, for each reason. */
export const countNoRing = (database: Database, setting: MuteSetting): Readonly<Record<NoRing, number>> => {
  const count = (reason: NoRing): number => {
    const where = whereOf([rentalSubject(database), noRingCondition(database, reason, setting)]);
    return numberOf(database.one(`SELECT count(*) AS count FROM rental ${where.sql}`, ...where.values), 'count');
  };
  return { 'no-end': count('no-end'), muted: count('muted') };
};
