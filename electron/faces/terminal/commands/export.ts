import { success, type Result } from '../../../core/model/failure.ts';
import { printableJson } from '../../../core/model/plain-text.ts';
import type { ReminderView } from '../../../core/model/reminder.ts';
import type { ExportedRental } from '../../../program/exports.ts';
import type { Questions } from '../../../program/program.ts';
import { readDuration, UsageError } from '../arguments.ts';
import { calendarOf } from '../calendar.ts';
import { csvOf } from '../csv.ts';
import { orderColumns, reminderColumns, rentalColumns } from '../export-columns.ts';
import { orderJson, type OrderJson } from '../json/order.ts';
import { rentalJson } from '../json/rental.ts';
import type { CommandResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { askQuestions, refusalResult } from '../with-program.ts';

const nouns = ['rentals', 'orders', 'reminders'] as const;
type Noun = (typeof nouns)[number];
const formats = ['csv', 'json', 'ics'] as const;

/** What an export is made from; of a store that does not exist yet it is empty. */
interface Source {
  readonly terminal: Terminal;
  readonly questions: Questions | null;
  /** With reminders: how far to look ahead; null for what was told. */
  readonly withinMs: number | null;
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
  const text = await askQuestions(terminal, (questions) => writers[wanted](noun, { terminal, questions, withinMs }));
  if (!text.ok) return refusalResult(text.failure, terminal);
  return { exit: 0, json: null, text: text.value, verbatim: true };
};

type Writer = (noun: Noun | null, source: Source) => Promise<Result<string>>;

const writers: Readonly<Record<(typeof formats)[number], Writer>> = {
  csv: async (noun, source) => {
    if (noun === 'rentals') {
      return mapResult(await rentalRows(source), (rows) => csvOf(rentalColumns(source.terminal.clock.now()), rows));
    }
    return noun === 'reminders'
      ? mapResult(await reminderRows(source), (rows) => csvOf(reminderColumns, rows))
      : mapResult(await orderRows(source), (rows) => csvOf(orderColumns, rows));
  },
  json: async (noun, source) => {
    if (noun === 'reminders') return mapResult(await reminderRows(source), printableJson);
    const orders = noun === 'rentals' ? success([]) : await orderRows(source);
    if (!orders.ok || noun === 'orders') return mapResult(orders, printableJson);
    return mapResult(await rentalRows(source), (rows) => {
      const rentals = rows.map(({ view }) => rentalJson(view));
      return printableJson(noun === 'rentals' ? rentals : { orders: orders.value, rentals });
    });
  },
  ics: async (noun, { terminal, questions }) => {
    const source = questions === null ? success({ rentals: [], calledOff: [] }) : await questions.exports.calendar();
    const setting = { ...terminal.localeSetting, nowMs: terminal.clock.now() };
    return mapResult(source, (all) => calendarOf(all, setting, noun === 'orders' ? ['pay-by'] : null));
  },
};

const mapResult = <Value, Other>(result: Result<Value>, make: (value: Value) => Other): Result<Other> =>
  result.ok ? success(make(result.value)) : result;

const everyOrder = { query: '', status: null, accountId: null };

const orderRows = async ({ questions }: Source): Promise<Result<readonly OrderJson[]>> =>
  questions === null
    ? success([])
    : mapResult(await questions.orders.list(everyOrder), (orders) => orders.map(orderJson));

const rentalRows = async ({ questions }: Source): Promise<Result<readonly ExportedRental[]>> =>
  questions === null ? success([]) : questions.exports.rentals();

const reminderRows = async ({ questions, withinMs }: Source): Promise<Result<readonly ReminderView[]>> => {
  if (questions === null) return success([]);
  return withinMs === null ? questions.reminders.past({ ids: [] }) : questions.reminders.upcoming({ withinMs });
};
