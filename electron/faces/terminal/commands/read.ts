import { epochMsOf } from '../../../core/model/instant.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import { success, type Result } from '../../../core/model/failure.ts';
import { orderStatuses } from '../../../core/model/order.ts';
import type { InboxEntry } from '../../../core/model/reminder.ts';
import { rentalStates, type RentalView } from '../../../core/model/rental.ts';
import { t } from '../../../core/words/words.ts';
import type { Questions } from '../../../program/program.ts';
import type { Reader } from '../../../program/running/running.ts';
import { readDuration, UsageError } from '../arguments.ts';
import { orderJson } from '../json/order.ts';
import { reminderJson } from '../json/reminder.ts';
import { rentalJson } from '../json/rental.ts';
import { resourceJson } from '../json/resource.ts';
import { done, type CommandResult } from '../output.ts';
import { cardLines, lostEndLines, ordersTable, remindersTable, rentalsTable, resourcesTable } from '../tables.ts';
import type { Terminal } from '../terminal.ts';
import { refusalResult, withReader } from '../with-program.ts';

/** `orders`: what the store holds, newest first. */
export const orders = async (terminal: Terminal): Promise<CommandResult> => {
  const { query, status, account } = terminal.arguments.options;
  const wanted = orderStatuses.find((each) => each === status) ?? null;
  if (status !== undefined && wanted === null) throw new UsageError(`--status ${status}`, orderStatuses);
  return readStore(terminal, async (reader) => {
    const { questions } = reader;
    const of = await accountNamed(questions, account);
    if (!of.ok) return of;
    const found = await questions.orders.list({ query: query ?? '', status: wanted, accountId: of.value });
    if (!found.ok) return found;
    const json = found.value.map(orderJson);
    return listResult(terminal, reader, { json, filtered: [query, status, account] }, () =>
      ordersTable(json, terminal),
    );
  });
};

/** `rentals`: what the store holds, by urgency. */
export const rentals = async (terminal: Terminal): Promise<CommandResult> => {
  const { query, status, account } = terminal.arguments.options;
  const wanted = rentalStates.find((each) => each === status) ?? null;
  if (status !== undefined && wanted === null) throw new UsageError(`--status ${status}`, rentalStates);
  const within = terminal.arguments.options['ending-within'];
  const withinMs = within === undefined ? null : readDuration(within, 'ending-within');
  return readStore(terminal, async (reader) => {
    const { questions } = reader;
    const of = await accountNamed(questions, account);
    if (!of.ok) return of;
    const nowMs = terminal.clock.now();
    const ahead = withinMs === null ? {} : { aheadOfMs: nowMs };
    const found = await questions.rentals.all({ query: query ?? '', accountId: of.value, ...ahead });
    if (!found.ok) return found;
    const views = found.value.filter(
      (view) => (wanted === null || view.state === wanted) && (withinMs === null || isDueWithin(view, nowMs, withinMs)),
    );
    const filtered = [query, status, account, within];
    return listResult(terminal, reader, { json: views.map(rentalJson), filtered }, () =>
      [rentalsTable(views, terminal), ...lostEndLines(views)].join('\n'),
    );
  });
};

/** `resources`: what is rented now as the providers list it, by their ends. */
export const resources = async (terminal: Terminal): Promise<CommandResult> => {
  const { query, account } = terminal.arguments.options;
  return readStore(terminal, async (reader) => {
    const { questions } = reader;
    const of = await accountNamed(questions, account);
    if (!of.ok) return of;
    const found = await questions.resources.list({ query: query ?? '', accountId: of.value });
    if (!found.ok) return found;
    const json = found.value.map(resourceJson);
    return listResult(terminal, reader, { json, filtered: [query, account] }, () =>
      resourcesTable(found.value, terminal),
    );
  });
};

/** `reminders`: the inbox and the last 30 days of the log; with `--upcoming` what is planned. */
export const reminders = async (terminal: Terminal): Promise<CommandResult> => {
  const ahead = terminal.arguments.options.upcoming;
  const withinMs = ahead === undefined ? null : readDuration(ahead, 'upcoming');
  return readStore(terminal, async ({ questions }) => {
    if (withinMs === null) return toldReminders(questions, terminal);
    const views = await questions.reminders.upcoming({ withinMs });
    if (!views.ok) return views;
    const json = views.value.map((view) => reminderJson(view, null));
    return success(done(json, remindersTable(views.value, terminal)));
  });
};

/** The inbox as the window shows it, then the log: each card is named at the newest reminder that it stands for. */
const toldReminders = async (questions: Questions, terminal: Terminal): Promise<Result<CommandResult>> => {
  const cards = await questions.reminders.inbox();
  if (!cards.ok) return cards;
  const waiting = new Map<string, InboxEntry>(cards.value.map((card) => [card.id, card]));
  const views = await questions.reminders.past({ ids: [...waiting.keys()] });
  if (!views.ok) return views;
  const text = [...cardLines(cards.value), remindersTable(views.value, terminal)].join('\n');
  const json = views.value.map((view) => reminderJson(view, waiting.get(view.id) ?? null));
  return success(done(json, text));
};

/** Whether the next deadline of a rental, whatever its kind, is at most so many milliseconds ahead. */
const isDueWithin = ({ nextDeadline }: RentalView, nowMs: number, withinMs: number): boolean =>
  nextDeadline !== null && epochMsOf(nextDeadline.at) - nowMs <= withinMs;

/** A list as JSON and as a table; instead of an empty table it is said, beside the result, what would fill it. */
const listResult = async (
  terminal: Terminal,
  { questions, leftOut }: Reader,
  found: { readonly json: readonly unknown[]; readonly filtered: readonly (string | undefined)[] },
  table: () => string,
): Promise<Result<CommandResult>> => {
  const { json, filtered } = found;
  if (json.length > 0) return success(done(json, table()));
  const accounts = await questions.accounts.list();
  if (!accounts.ok) return accounts;
  const hasAccounts = accounts.value.length > 0;
  const isFiltered = filtered.some((each) => each !== undefined);
  // Rows that cannot be read were named a moment ago.
  const none = hasAccounts ? t.cli_nothing_read() : t.cli_nothing_no_accounts();
  const whole = leftOut.all.length > 0 ? t.cli_nothing_else() : none;
  if (!terminal.arguments.json) terminal.streams.err(isFiltered && hasAccounts ? t.cli_nothing_matches() : whole);
  return success(done(json, ''));
};

/** Asks the store; where there is none yet, the list is empty. */
const readStore = async (
  terminal: Terminal,
  work: (reader: Reader) => Promise<Result<CommandResult>>,
): Promise<CommandResult> => {
  const result = await withReader(terminal, async (reader) => {
    if (reader !== null) return work(reader);
    if (!terminal.arguments.json) terminal.streams.err(t.cli_nothing_no_accounts());
    return success(done([], ''));
  });
  const whole = result.ok ? result.value : result;
  return whole.ok ? whole.value : refusalResult(whole.failure, terminal);
};

/** The id of the account that was named; null where none was. Fails with `not-found`. */
const accountNamed = async (questions: Questions, label: string | undefined): Promise<Result<AccountId | null>> => {
  if (label === undefined) return success(null);
  const named = await questions.accounts.named({ label });
  return named.ok ? success(named.value.id) : named;
};
