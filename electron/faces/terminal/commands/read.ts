import type { AccountId } from '../../../core/model/ids.ts';
import { failed, success, type Result } from '../../../core/model/failure.ts';
import { orderStatuses } from '../../../core/model/order.ts';
import type { InboxEntry, ReminderView } from '../../../core/model/reminder.ts';
import { rentalStates } from '../../../core/model/rental.ts';
import { t } from '../../../core/words/words.ts';
import type { Questions } from '../../../program/program.ts';
import type { Reader } from '../../../program/running/running.ts';
import { readDuration, UsageError } from '../arguments.ts';
import { orderJson } from '../json/order.ts';
import { reminderJson } from '../json/reminder.ts';
import { rentalJson } from '../json/rental.ts';
import { resourceJson } from '../json/resource.ts';
import type { CommandResult } from '../output.ts';
import type { ListTable } from '../list-table.ts';
import { onePage, pagesOf, type Pages } from '../pages.ts';
import type { ResultWriter } from '../result-writer.ts';
import {
  cardLines,
  lostEndLines,
  ordersTable,
  remindersTable,
  rentalsTable,
  resourcesTable,
  zoneLine,
} from '../tables.ts';
import type { Terminal } from '../terminal.ts';
import { withReader, writtenResult } from '../with-program.ts';

/** `orders`: what the store holds, newest first. */
export const orders = async (terminal: Terminal): Promise<CommandResult> => {
  const { query, status, account } = terminal.arguments.options;
  const wanted = orderStatuses.find((each) => each === status) ?? null;
  if (status !== undefined && wanted === null) throw new UsageError(`--status ${status}`, orderStatuses);
  return readStore(terminal, async (reader, out) => {
    const { orders: noun } = reader.questions;
    const of = await accountNamed(reader.questions, account);
    if (!of.ok) return of;
    const found = await noun.find({ query: query ?? '', status: wanted, accountId: of.value });
    if (!found.ok) return found;
    const pages = pagesOf(found.value, noun.read);
    const list = { pages, json: orderJson, table: ordersTable(terminal), filtered: [query, status, account] };
    return writeList(terminal, reader, list, out);
  });
};

/** `rentals`: what the store holds, by urgency; a table hides what is over, unless that is asked for. */
export const rentals = async (terminal: Terminal): Promise<CommandResult> => {
  const { query, status, account, all } = terminal.arguments.options;
  const wanted = rentalStates.find((each) => each === status) ?? null;
  if (status !== undefined && wanted === null) throw new UsageError(`--status ${status}`, rentalStates);
  const within = terminal.arguments.options['ending-within'];
  const dueWithinMs = within === undefined ? null : readDuration(within, 'ending-within');
  return readStore(terminal, async (reader, out) => {
    const { rentals: noun } = reader.questions;
    const of = await accountNamed(reader.questions, account);
    if (!of.ok) return of;
    const found = await noun.findApart({ query: query ?? '', state: wanted, accountId: of.value, dueWithinMs });
    if (!found.ok) return found;
    const { live, over } = found.value;
    const showsAll = terminal.arguments.json || all || wanted !== null;
    const hidden = showsAll ? 0 : over.length;
    const pages = pagesOf(showsAll ? [...live, ...over] : live, noun.read);
    const filtered = [query, status, account, within];
    const list = { pages, json: rentalJson, table: rentalsTable(terminal), notes: lostEndLines, filtered, hidden };
    const written = await writeList(terminal, reader, list, out);
    return written.ok ? tellWithoutEnd(terminal, reader) : written;
  });
};

/** Says beside the result how many rentals will not ring for lack of an end, whatever was asked for. */
const tellWithoutEnd = async (terminal: Terminal, { questions }: Reader): Promise<Result<unknown>> => {
  if (terminal.arguments.json) return success(null);
  const counted = await questions.rentals.noRing();
  if (!counted.ok) return counted;
  const count = counted.value['no-end'];
  if (count > 0) terminal.streams.err(t.cli_without_end({ count }));
  return success(null);
};

/** `resources`: what is rented now as the providers list it, by their ends. */
export const resources = async (terminal: Terminal): Promise<CommandResult> => {
  const { query, account } = terminal.arguments.options;
  return readStore(terminal, async (reader, out) => {
    const { resources: noun } = reader.questions;
    const of = await accountNamed(reader.questions, account);
    if (!of.ok) return of;
    const found = await noun.find({ query: query ?? '', accountId: of.value });
    if (!found.ok) return found;
    const pages = pagesOf(found.value, noun.read);
    const list = { pages, json: resourceJson, table: resourcesTable(terminal), filtered: [query, account] };
    return writeList(terminal, reader, list, out);
  });
};

/** `reminders`: the inbox and the last 30 days of the log; with `--upcoming` what is planned. */
export const reminders = async (terminal: Terminal): Promise<CommandResult> => {
  const ahead = terminal.arguments.options.upcoming;
  const withinMs = ahead === undefined ? null : readDuration(ahead, 'upcoming');
  return readStore(terminal, async ({ questions: { reminders: noun } }, out) => {
    if (withinMs === null) return writePast(noun, terminal, out);
    const views = await noun.upcoming({ withinMs });
    return views.ok ? writeReminders(onePage(views.value), [], terminal, out) : views;
  });
};

/** The inbox as the window shows it, then the log: each card is named at the newest reminder that it stands for. */
const writePast = async (
  noun: Questions['reminders'],
  terminal: Terminal,
  out: ResultWriter,
): Promise<Result<unknown>> => {
  const cards = await noun.inbox();
  if (!cards.ok) return cards;
  const found = await noun.findPast({ named: cards.value.map(({ id }) => id) });
  return found.ok ? writeReminders(pagesOf(found.value, noun.readPast), cards.value, terminal, out) : found;
};

const writeReminders = async (
  pages: Pages<ReminderView>,
  cards: readonly InboxEntry[],
  terminal: Terminal,
  out: ResultWriter,
): Promise<Result<unknown>> => {
  const waiting = new Map<string, InboxEntry>(cards.map((card) => [card.id, card]));
  if (terminal.arguments.json)
    return writeJsonLine(out, pages, (view) => reminderJson(view, waiting.get(view.id) ?? null));
  const table = remindersTable(terminal);
  const read = await out.eachRow(pages, table.add);
  if (!read.ok) return read;
  if (table.isEmpty() && cards.length === 0) {
    const isAhead = terminal.arguments.options.upcoming !== undefined;
    terminal.streams.err(isAhead ? t.cli_nothing_upcoming() : t.cli_nothing_told());
    return read;
  }
  out.writeLines(cardLines(cards));
  out.writeTable(table.lines());
  out.writeLines([zoneLine(terminal)]);
  return read;
};

/** A list of rows in their two forms, and what was asked for. */
interface WrittenList<Row> {
  readonly pages: Pages<Row>;
  readonly json: (row: Row) => unknown;
  readonly table: ListTable<Row>;
  /** What there is to say of a row under the table. */
  readonly notes?: (row: Row) => readonly string[];
  readonly filtered: readonly (string | undefined)[];
  /** How many rows a table leaves out for being over. */
  readonly hidden?: number;
}

/** Writes a list as JSON or as a table; instead of an empty table it is said, beside the result, what would fill it. */
const writeList = async <Row>(
  terminal: Terminal,
  reader: Reader,
  list: WrittenList<Row>,
  out: ResultWriter,
): Promise<Result<unknown>> => {
  const { json } = terminal.arguments;
  const written = await (json ? writeJsonLine(out, list.pages, list.json) : writeTable(terminal, out, list));
  if (!written.ok || written.value > 0) return written;
  return tellNone(terminal, reader, list);
};

const writeJsonLine = async <Row>(
  out: ResultWriter,
  pages: Pages<Row>,
  jsonOf: (row: Row) => unknown,
): Promise<Result<number>> => {
  const written = await out.writeJson(pages, jsonOf);
  out.write('\n');
  return written;
};

/** The widths of a table's columns are known once all of its rows are. */
const writeTable = async <Row>(
  terminal: Terminal,
  out: ResultWriter,
  { pages, table, notes = () => [], hidden = 0 }: WrittenList<Row>,
): Promise<Result<number>> => {
  let count = 0;
  const below: string[] = [];
  const read = await out.eachRow(pages, (row) => {
    count += 1;
    table.add(row);
    below.push(...notes(row));
  });
  if (!read.ok || count === 0) return read.ok ? success(0) : read;
  out.writeTable(table.lines());
  out.writeLines(below);
  out.writeLines([zoneLine(terminal), ...(hidden === 0 ? [] : [t.cli_hidden_ended({ count: hidden })])]);
  return success(count);
};

const tellNone = async (
  terminal: Terminal,
  { questions, leftOut }: Reader,
  { filtered, hidden = 0 }: Pick<WrittenList<never>, 'filtered' | 'hidden'>,
): Promise<Result<unknown>> => {
  const accounts = await questions.accounts.list();
  if (!accounts.ok || terminal.arguments.json) return accounts;
  const hasAccounts = accounts.value.length > 0;
  if (hidden > 0) {
    terminal.streams.err(t.cli_only_ended({ count: hidden }));
    return accounts;
  }
  const isFiltered = filtered.some((each) => each !== undefined);
  // Rows that cannot be read were named a moment ago.
  const none = hasAccounts ? t.cli_nothing_read() : t.cli_nothing_no_accounts();
  const whole = leftOut.all.length > 0 ? t.cli_nothing_else() : none;
  terminal.streams.err(isFiltered && hasAccounts ? t.cli_nothing_matches() : whole);
  return accounts;
};

/** Asks the store; where there is none yet, the list is empty, and an account that is named is not there. */
const readStore = (
  terminal: Terminal,
  work: (reader: Reader, out: ResultWriter) => Promise<Result<unknown>>,
): Promise<CommandResult> =>
  writtenResult(terminal, async (out) => {
    const result = await withReader(terminal, async (reader) => {
      if (reader !== null) return work(reader, out);
      if (terminal.arguments.options.account !== undefined) return unknownAccount;
      if (terminal.arguments.json) return writeJsonLine(out, onePage([]), () => null);
      terminal.streams.err(t.cli_nothing_no_accounts());
      return success(null);
    });
    return result.ok ? result.value : result;
  });

const unknownAccount = failed('not-found', { field: 'account' });

/** The id of the account that was named; null where none was. Fails with `not-found`. */
const accountNamed = async (questions: Questions, label: string | undefined): Promise<Result<AccountId | null>> => {
  if (label === undefined) return success(null);
  const named = await questions.accounts.named({ label });
  return named.ok ? success(named.value.id) : named;
};
