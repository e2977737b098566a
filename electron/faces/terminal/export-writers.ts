import { success, type Result } from '../../core/model/failure.ts';
import type { DeadlineKind } from '../../core/model/deadline.ts';
import type { ExportFormat } from '../../core/model/export-format.ts';
import type { RentalId } from '../../core/model/ids.ts';
import type { ReminderView } from '../../core/model/reminder.ts';
import { t } from '../../core/words/words.ts';
import type { ExportedRental } from '../../program/exports.ts';
import type { Questions } from '../../program/program.ts';
import { calendarWriter, type CalendarWriter } from './calendar.ts';
import { csvHeader, csvRows, type Column } from './csv.ts';
import { orderColumns, reminderColumns, rentalColumns } from './export-columns.ts';
import { orderJson, type OrderJson } from './json/order.ts';
import { exportedRentalJson } from './json/rental.ts';
import { onePage, pagesOf, type Pages } from './pages.ts';
import type { ResultWriter } from './result-writer.ts';
import type { Terminal } from './terminal.ts';

/** What can be exported. */
export const nouns = ['rentals', 'orders', 'reminders'] as const;
type Noun = (typeof nouns)[number];

/** What an export is made from, and where it is written; of a store that does not exist yet it is empty. */
export interface Source {
  readonly here: Pick<Terminal, 'clock' | 'localeSetting'>;
  readonly questions: Questions | null;
  /** With reminders: how far to look ahead; null for what was told. */
  readonly withinMs: number | null;
  readonly out: ResultWriter;
  /** The rentals that are meant; absent or null for all. */
  readonly only?: readonly RentalId[] | null;
}

type Writer = (noun: Noun | null, source: Source) => Promise<Result<unknown>>;

/** Writes an export. Without a noun: orders as CSV, orders and rentals as JSON, what is to come as a calendar. */
export const writeExport = (noun: Noun | null, format: ExportFormat, source: Source): Promise<Result<unknown>> =>
  writers[format](noun, source);

const writers: Readonly<Record<ExportFormat, Writer>> = {
  csv: async (noun, source) => {
    if (noun === 'rentals') return writeCsv(source, rentalColumns(source.here.clock.now()), await rentalPages(source));
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
  ({ here }: Source) =>
  (row: ExportedRental): unknown =>
    exportedRentalJson(row, here.clock.now());

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
  { here, questions, out, only = null }: Source,
  kinds: readonly DeadlineKind[] | null,
): Promise<Result<unknown>> => {
  const writer = calendarWriter({ ...here.localeSetting, nowMs: here.clock.now() }, kinds);
  out.write(writer.head);
  const written = questions === null ? success(null) : await writeEvents(questions, writer, { out, only });
  out.write(writer.end);
  return written;
};

const writeEvents = async (
  { exports }: Questions,
  writer: CalendarWriter,
  { out, only = null }: Pick<Source, 'out' | 'only'>,
): Promise<Result<unknown>> => {
  const found = await exports.findCalendar();
  if (!found.ok) return found;
  const meant = only === null ? null : new Set<string>(only);
  const isMeant = (id: RentalId): boolean => meant === null || meant.has(id);
  const rentals = found.value.rentals.filter(isMeant);
  const calledOff = found.value.calledOff.filter(isMeant);
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

const rentalPages = async ({ questions, only = null }: Source): Promise<Result<Pages<ExportedRental>>> => {
  if (questions === null) return success(onePage([]));
  if (only !== null) return success(pagesOf(only, questions.exports.readRentals));
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
