import type { RentalId } from '../../core/model/ids.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';
import { numberOf, type Database, type Row, type SqlValue } from './database.ts';
import { readRows, type TablePart } from './read-row.ts';
import { entryOf, logPlace } from './reminder-log.ts';

/** One reminder of the log, which has a row for each way of telling. */
export interface ToldReminder {
  /** Of the notification; of the inbox where there was to be none. */
  readonly entry: LogEntry;
  /** Whether the inbox has it, or had it. */
  readonly isInInbox: boolean;
}

/** The id of the row that tells of the same reminder in another way (see `rowIdOf`). */
const twinId = (of: 'inbox' | 'system', from: 'inbox' | 'system'): string =>
  `substr(told.id, 1, length(told.id) - ${String(from.length)}) || '${of}'`;

/** Rows whose reminder another row does not tell of already. */
const onceSql = `NOT (told.id LIKE '%/inbox' AND EXISTS (SELECT 1 FROM reminder_log AS twin WHERE twin.id = ${twinId('system', 'inbox')}))`;

const columns = `told.*, (told.state = 'shown' AND told.channel = 'inbox') OR EXISTS (SELECT 1 FROM reminder_log AS twin
  WHERE told.id LIKE '%/system' AND twin.id = ${twinId('inbox', 'system')} AND twin.state = 'shown') AS in_inbox`;

const toldFrom = (database: Database, sql: string, ...values: readonly SqlValue[]): readonly ToldReminder[] =>
  readRows(
    database,
    database.all(`SELECT ${columns} FROM reminder_log AS told WHERE ${onceSql} ${sql}`, ...values),
    logPlace,
    toldOf,
  );

const toldOf = (row: Row): ToldReminder => ({ entry: entryOf(row), isInInbox: numberOf(row, 'in_inbox') === 1 });

/** Returns a part of what was told, newest first. */
export const listTold = (database: Database, { limit, offset }: TablePart): readonly ToldReminder[] =>
  toldFrom(database, 'ORDER BY told.claimed_at DESC, told.id LIMIT ? OFFSET ?', limit, offset);

/** Returns the newest hundred reminders that were told of one rental. */
export const toldOfRental = (database: Database, rentalId: RentalId): readonly ToldReminder[] =>
  toldFrom(database, 'AND told.rental_id = ? ORDER BY told.claimed_at DESC, told.id LIMIT 100', rentalId);

/** Returns how many reminders the log has. */
export const countTold = (database: Database): number =>
  numberOf(database.one(`SELECT count(*) AS count FROM reminder_log AS told WHERE ${onceSql}`), 'count');
