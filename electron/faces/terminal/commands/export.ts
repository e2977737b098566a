import { orderJson, type OrderJson } from '../../../program/views/order.ts';
import { rentalJson } from '../../../program/views/rental.ts';
import type { Account } from '../../../core/model/account.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import { printableJson } from '../../../core/model/plain-text.ts';
import type { ReminderView } from '../../../core/model/reminder.ts';
import { listAccounts } from '../../../edges/store/accounts.ts';
import type { Database } from '../../../edges/store/database.ts';
import { deadlineMoves } from '../../../edges/store/deadline-moves.ts';
import { listOrders } from '../../../edges/store/orders.ts';
import { listRentals } from '../../../edges/store/rentals.ts';
import { readDuration, UsageError } from '../arguments.ts';
import { calendarOf, type CalendarRental } from '../calendar.ts';
import { csvOf } from '../csv.ts';
import { orderColumns, reminderColumns, rentalColumns, type RentalRow } from '../export-columns.ts';
import { failedAnswer, type Answer } from '../output.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { withStore } from '../with-store.ts';
import { pastReminders, rentalViews, upcomingReminders } from './read.ts';

const nouns = ['rentals', 'orders', 'reminders'] as const;
type Noun = (typeof nouns)[number];
const formats = ['csv', 'json', 'ics'] as const;

/** What an export is made from; a store that does not exist yet is an empty one. */
interface Source {
  readonly terminal: Terminal;
  readonly database: Database | null;
  /** With reminders: how far to look ahead; null for what was told. */
  readonly aheadMs: number | null;
}

/**
 * `export [rentals|orders|reminders] --format csv|json|ics`: what the store holds, to the standard output, whatever `--json` says. Without a
 * noun: orders as CSV, orders and rentals as JSON, what is to come as a calendar.
 */
export const exportCommand = (terminal: Terminal): Answer => {
  const { format, upcoming } = terminal.arguments.options;
  const noun = nouns.find((each) => each === terminal.arguments.words[0]) ?? null;
  const asked = formats.find((each) => each === format);
  if (asked === undefined) throw new UsageError(`--format ${format ?? ''}`.trim(), formats);
  if (upcoming !== undefined && noun !== 'reminders') throw new UsageError('--upcoming', ['export reminders']);
  const aheadMs = upcoming === undefined ? null : readDuration(upcoming, 'upcoming');
  const text = withStore(terminal, (database) => writers[asked](noun, { terminal, database, aheadMs }));
  if (!text.ok) return failedAnswer(text.failure, failureSentence(text.failure, terminal));
  return { exit: 0, json: null, text: text.value, verbatim: true };
};

const writers: Readonly<Record<(typeof formats)[number], (noun: Noun | null, source: Source) => string>> = {
  csv: (noun, source) => {
    if (noun === 'rentals') return csvOf(rentalColumns(source.terminal.clock.now()), rentalRows(source));
    return noun === 'reminders' ? csvOf(reminderColumns, reminderRows(source)) : csvOf(orderColumns, orderRows(source));
  },
  json: (noun, source) => {
    const rentals = (): unknown => rentalRows(source).map(({ view }) => rentalJson(view));
    if (noun === 'rentals') return printableJson(rentals());
    if (noun === 'orders') return printableJson(orderRows(source));
    if (noun === 'reminders') return printableJson(reminderRows(source));
    return printableJson({ orders: orderRows(source), rentals: rentals() });
  },
  ics: (noun, source) => {
    const { clock, place } = source.terminal;
    return calendarOf(calendarRentals(source), { ...place, nowMs: clock.now() }, noun === 'orders' ? ['pay-by'] : null);
  },
};

const everything = { query: '', accountId: null };

const accountsOf = (database: Database): ReadonlyMap<AccountId, Account> =>
  new Map(listAccounts(database).map((account) => [account.id, account]));

const orderRows = ({ database }: Source): readonly OrderJson[] => {
  if (database === null) return [];
  const accounts = accountsOf(database);
  return listOrders(database, { ...everything, status: null }).flatMap((order) => {
    const account = accounts.get(order.accountId);
    return account === undefined ? [] : [orderJson(order, account)];
  });
};

const storedRentals = (database: Database) =>
  listRentals(database, { ...everything, state: null }, { offset: 0, limit: Number.MAX_SAFE_INTEGER });

const rentalRows = ({ database, terminal }: Source): readonly RentalRow[] => {
  if (database === null) return [];
  const rentals = new Map(storedRentals(database).map((rental) => [rental.id, rental]));
  return rentalViews(database, everything, terminal.clock.now()).flatMap((view) => {
    const rental = rentals.get(view.id);
    return rental === undefined ? [] : [{ view, rental }];
  });
};

const reminderRows = ({ database, terminal, aheadMs }: Source): readonly ReminderView[] => {
  if (database === null) return [];
  const nowMs = terminal.clock.now();
  return aheadMs === null ? pastReminders(database, nowMs) : upcomingReminders(database, nowMs, nowMs + aheadMs);
};

const calendarRentals = ({ database }: Source): readonly CalendarRental[] => {
  if (database === null) return [];
  const accounts = accountsOf(database);
  const moves = deadlineMoves(database);
  return storedRentals(database).flatMap((rental) => {
    const account = accounts.get(rental.accountId);
    if (account === undefined) return [];
    return [{ rental, account: account.label, movesOf: (kind) => moves.get(rental.id)?.[kind] ?? null }];
  });
};
