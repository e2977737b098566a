import type { AccountId, RentalId } from '../../core/model/ids.ts';
import { numberOf, textOf, textOrNullOf, type Database, type SqlValue } from './database.ts';

/** Whose reminders: those of rentals, of an account, or all. */
export type LogScope =
  { readonly rentals: readonly RentalId[] } | { readonly accountId: AccountId } | { readonly all: true };

/** Where the reminder log stood before the user said something that can be taken back. */
export interface LogMark {
  readonly scope: LogScope;
  readonly lastRow: number;
  /** Waited to be shown. */
  readonly waiting: readonly { readonly id: string; readonly values: readonly SqlValue[] }[];
  /** Waited in the inbox. */
  readonly open: readonly string[];
}

/** Returns where the reminder log stands now. */
export const logMark = (database: Database, scope: LogScope): LogMark => {
  const { sql, values } = conditionOf(scope);
  const waiting = database
    .all(
      `SELECT id, state, reason, attempts, retry_at FROM reminder_log WHERE state IN ('claimed', 'failed') AND ${sql}`,
      ...values,
    )
    .map((row) => ({
      id: textOf(row, 'id'),
      values: [
        textOf(row, 'state'),
        textOrNullOf(row, 'reason'),
        numberOf(row, 'attempts'),
        textOrNullOf(row, 'retry_at'),
      ],
    }));
  const open = database
    .all(
      `SELECT id FROM reminder_log WHERE channel = 'inbox' AND state = 'shown' AND acknowledged_at IS NULL AND ${sql}`,
      ...values,
    )
    .map((row) => textOf(row, 'id'));
  return { scope, lastRow: numberOf(database.one(lastRowSql), 'last'), waiting, open };
};

/**
 * Brings the reminder log back to where it stood, but for what was shown since: that never rings again. Points that did not ring since come
 * up anew, what waited waits again, and what was handled is back in the inbox. What happened since is told once, as ever.
 */
export const returnToLogMark = (database: Database, { scope, lastRow, waiting, open }: LogMark): void => {
  const { sql, values } = conditionOf(scope);
  database.run(
    `DELETE FROM reminder_log WHERE rowid > ? AND state = 'suppressed' AND rule NOT IN ('test', 'change') AND ${sql}`,
    lastRow,
    ...values,
  );
  for (const { id, values: before } of waiting)
    database.run(
      `UPDATE reminder_log SET state = ?, reason = ?, attempts = ?, retry_at = ? WHERE id = ? AND state = 'suppressed'`,
      ...before,
      id,
    );
  database.run(
    'UPDATE reminder_log SET acknowledged_at = NULL WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(open),
  );
};

const lastRowSql = 'SELECT coalesce(max(rowid), 0) AS last FROM reminder_log';

const conditionOf = (scope: LogScope): { readonly sql: string; readonly values: readonly SqlValue[] } => {
  if ('rentals' in scope)
    return { sql: 'rental_id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(scope.rentals)] };
  return 'accountId' in scope ? { sql: 'account_id = ?', values: [scope.accountId] } : { sql: '1', values: [] };
};
