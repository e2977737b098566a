import { success, type Result } from '../../../core/model/failure.ts';
import type { DeadlineKind } from '../../../core/model/deadline.ts';
import type { ReminderView } from '../../../core/model/reminder.ts';
import type { ExportedRental } from '../../../program/exports.ts';
import type { Questions } from '../../../program/program.ts';
import { t } from '../../../core/words/words.ts';
import { readDuration, UsageError } from '../arguments.ts';
import { calendarWriter, type CalendarWriter } from '../calendar.ts';
import { csvHeader, csvRows, type Column } from '../csv.ts';
import { orderColumns, reminderColumns, rentalColumns } from '../export-columns.ts';
import { orderJson, type OrderJson } from '../json/order.ts';
import { exportedRentalJson } from '../json/rental.ts';
import type { CommandResult } from '../output.ts';
import { onePage, pagesOf, type Pages } from '../pages.ts';
import type { ResultWriter } from '../result-writer.ts';
import type { Terminal } from '../terminal.ts';
import { askQuestions, writtenResult } from '../with-program.ts';

const nouns = ['rentals', 'orders', 'reminders'] as const;
type Noun = (typeof nouns)[number];
const formats = ['csv', 'json', 'ics'] as const;

/** What an export is made from, and where it is written; of a store that does not exist yet it is empty. */
interface Source {
  readonly terminal: Terminal;
  readonly questions: Questions | null;
  /** With reminders: how far to look ahead; null for what was told. */
  readonly withinMs: number | null;
  readonly out: ResultWriter;
}

/**
 * `export [rentals|orders|reminders] --format csv|json|ics`: what the store holds, to the standard output, whatever `--json` says. Without a
 * noun: orders as CSV, orders and rentals as JSON, what is to come as a calendar.
 */
export const exportCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const { format, upcoming } = terminal.arguments.options;
  const noun = nouns.find((each) => each === terminal.arguments.words[0]) ?? null;
  const wanted = formats.find((each) => each === format);
  if (wanted === undefined) throw new UsageError(`--format ${format ?? ''}`.trim(), formats);
  if (upcoming !== undefined && noun !== 'reminders') throw new UsageError('--upcoming', ['export reminders']);
  const withinMs = upcoming === undefined ? null : readDuration(upcoming, 'upcoming');
  return writtenResult(terminal, (out) =>
    askQuestions(terminal, (questions) => writers[wanted](noun, { terminal, questions, withinMs, out })),
  );
};

type Writer = (noun: Noun | null, source: Source) => Promise<Result<unknown>>;

const writers: Readonly<Record<(typeof formats)[number], Writer>> = {
  csv: async (noun, source) => {
    if (noun === 'rentals')
      return writeCsv(source, rentalColumns(source.terminal.clock.now()), await rentalPages(source));
    return noun === 'reminders'
      ? writeCsv(source, reminderColumns, await reminderPages(source))
      : writeCsv(source, orderColumns, await orderPages(source));
  },
  json: async (noun, source) => {
    if (noun === 'reminders') return writeJson(source, await reminderPages(source), same);
    if (noun === 'orders') return writeJson(source, await orderPages(source), same);
    if (noun === 'rentals') return writeJson(source, await rentalPages(source), rowJson(source));
    source.out.write('{"orders":');
    const orders = await writeJson(source, await orderPages(source), same);
    if (!orders.ok) return orders;
    source.out.write(',"rentals":');
    const rentals = await writeJson(source, await rentalPages(source), rowJson(source));
    source.out.write('}');
    return rentals;
  },
  ics: (noun, source) => writeCalendar(source, noun === 'orders' ? ['pay-by'] : null),
};

const rowJson =
  ({ terminal }: Source) =>
  (row: ExportedRental): unknown =>
    exportedRentalJson(row, terminal.clock.now());

const same = (row: unknown): unknown => row;

const writeJson = async <Row>(
  { out }: Source,
  pages: Result<Pages<Row>>,
  jsonOf: (row: Row) => unknown,
): Promise<Result<unknown>> => (pages.ok ? out.writeJson(pages.value, jsonOf) : pages);

const writeCsv = async <Row>(
  { out }: Source,
  columns: readonly Column<Row>[],
  pages: Result<Pages<Row>>,
): Promise<Result<unknown>> => {
  if (!pages.ok) return pages;
  out.write(csvHeader(columns));
  let cutCells = 0;
  const written = await out.eachPage(pages.value, (rows) => {
    const page = csvRows(columns, rows);
    cutCells += page.cutCells;
    out.write(page.text);
  });
  if (cutCells > 0) out.lacks(t.cli_export_cells_cut({ count: cutCells }));
  return written;
};

const writeCalendar = async (
  { terminal, questions, out }: Source,
  kinds: readonly DeadlineKind[] | null,
): Promise<Result<unknown>> => {
  const writer = calendarWriter({ ...terminal.localeSetting, nowMs: terminal.clock.now() }, kinds);
  out.write(writer.head);
  const written = questions === null ? success(null) : await writeEvents(questions, writer, out);
  out.write(writer.end);
  return written;
};

const writeEvents = async (
  { exports }: Questions,
  writer: CalendarWriter,
  out: ResultWriter,
): Promise<Result<unknown>> => {
  const found = await exports.findCalendar();
  if (!found.ok) return found;
  const { rentals, calledOff } = found.value;
  const standing = await out.eachPage(pagesOf(rentals, exports.readCalendarRentals), (page) =>
    out.write(writer.rentals(page)),
  );
  if (!standing.ok) return standing;
  return out.eachPage(pagesOf(calledOff, exports.readCalledOff), (page) => out.write(writer.calledOff(page)));
};

const orderPages = async ({ questions }: Source): Promise<Result<Pages<OrderJson>>> => {
  if (questions === null) return success(onePage([]));
  const { orders } = questions;
  const found = await orders.find({ query: '', status: null, accountId: null });
  if (!found.ok) return found;
  const read = async (page: typeof found.value): Promise<Result<readonly OrderJson[]>> => {
    const listed = await orders.read(page);
    return listed.ok ? success(listed.value.map(orderJson)) : listed;
  };
  return success(pagesOf(found.value, read));
};

const rentalPages = async ({ questions }: Source): Promise<Result<Pages<ExportedRental>>> => {
  if (questions === null) return success(onePage([]));
  const found = await questions.rentals.find({ query: '', state: null, accountId: null, dueWithinMs: null });
  return found.ok ? success(pagesOf(found.value, questions.exports.readRentals)) : found;
};

const reminderPages = async ({ questions, withinMs }: Source): Promise<Result<Pages<ReminderView>>> => {
  if (questions === null) return success(onePage([]));
  if (withinMs !== null) {
    const views = await questions.reminders.upcoming({ withinMs });
    return views.ok ? success(onePage(views.value)) : views;
  }
  const found = await questions.reminders.findPast({ named: [] });
  return found.ok ? success(pagesOf(found.value, questions.reminders.readPast)) : found;
};
