import { orderJson } from '../../../program/views/order.ts';
import { rentalJson, rentalView } from '../../../program/views/rental.ts';
import { inboxEntries } from '../../../program/views/inbox.ts';
import { loggedReminder, plannedReminder, reminderJson } from '../../../program/views/reminder.ts';
import type { Account } from '../../../core/model/account.ts';
import type { AccountId, Instant } from '../../../core/model/ids.ts';
import { day, epochMsOf, instantOf } from '../../../core/model/instant.ts';
import { t } from '../../../core/words/words.ts';
import { orderStatuses } from '../../../core/model/order.ts';
import type { InboxEntry, ReminderView } from '../../../core/model/reminder.ts';
import { rentalStates, type RentalView } from '../../../core/model/rental.ts';
import { failed, success, type Failure, type Result } from '../../../core/model/failure.ts';
import { loggedWatermarks } from '../../../engine/bell/ledger.ts';
import { storedRules } from '../../../engine/bell/rules.ts';
import { upcoming } from '../../../core/reminders/plan.ts';
import { accountByLabel, listAccounts } from '../../../edges/store/accounts.ts';
import type { Database } from '../../../edges/store/database.ts';
import { listOrders } from '../../../edges/store/orders.ts';
import { readNotifications } from '../../../edges/store/settings.ts';
import { listReminderLog } from '../../../edges/store/reminder-log.ts';
import { listRentals, ringingRentals, type RentalQuery } from '../../../edges/store/rentals.ts';
import { byStanding, standingOf } from '../../../core/rentals/state.ts';
import { readDuration, UsageError } from '../arguments.ts';
import { done, failedAnswer, type Answer } from '../output.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { reminderTexts } from '../../../core/words/reminder-texts.ts';
import { withStore } from '../with-store.ts';
import { cardLines, ordersTable, remindersTable, rentalsTable } from '../tables.ts';

const everything = Number.MAX_SAFE_INTEGER;

/** `orders`: what the store holds, newest first. */
export const orders = (terminal: Terminal): Answer => {
  const { query, status, account } = terminal.arguments.options;
  const asked = orderStatuses.find((each) => each === status) ?? null;
  if (status !== undefined && asked === null) throw new UsageError(`--status ${status}`, orderStatuses);
  return reading(terminal, account, [], (database, accountId, accounts) => {
    const found = listOrders(database, { query: query ?? '', status: asked, accountId });
    const json = found.flatMap((order) => withAccount(accounts, order.accountId, (owner) => orderJson(order, owner)));
    return listed(terminal, { database, json, accounts, filtered: [query, status, account] }, () =>
      ordersTable(json, terminal),
    );
  });
};

/** `rentals`: what the store holds, by urgency. */
export const rentals = (terminal: Terminal): Answer => {
  const { query, status, account } = terminal.arguments.options;
  const asked = rentalStates.find((each) => each === status) ?? null;
  if (status !== undefined && asked === null) throw new UsageError(`--status ${status}`, rentalStates);
  const within = terminal.arguments.options['ending-within'];
  const withinMs = within === undefined ? null : readDuration(within, 'ending-within');
  return reading(terminal, account, [], (database, accountId, accounts) => {
    const nowMs = terminal.clock.now();
    const filter = { query: query ?? '', accountId, ...(withinMs === null ? {} : { aheadOfMs: nowMs }) };
    const views = rentalViews(database, filter, nowMs).filter(
      (view) => (asked === null || view.state === asked) && (withinMs === null || isDueWithin(view, nowMs, withinMs)),
    );
    return listed(
      terminal,
      { database, json: views.map(rentalJson), accounts, filtered: [query, status, account, within] },
      () => rentalsTable(views, terminal),
    );
  });
};

/** `reminders`: the inbox and the last 30 days of the log; with `--upcoming` what is planned. */
export const reminders = (terminal: Terminal): Answer => {
  const ahead = terminal.arguments.options.upcoming;
  const aheadMs = ahead === undefined ? null : readDuration(ahead, 'upcoming');
  return reading(terminal, undefined, [], (database) => {
    const nowMs = terminal.clock.now();
    if (aheadMs === null) return toldReminders(database, terminal);
    const views = upcomingReminders(database, nowMs, nowMs + aheadMs);
    return done(
      views.map((view) => reminderJson(view, null)),
      remindersTable(views, terminal),
    );
  });
};

/** Rentals of a store as every reader sees them, by urgency. */
export const rentalViews = (
  database: Database,
  filter: Omit<RentalQuery, 'state'>,
  nowMs: number,
): readonly RentalView[] => {
  const accounts = accountsById(database);
  const rules = storedRules(database);
  const watermarks = loggedWatermarks(database, nowMs);
  // The stored order is of when the store was last written; a reader has a clock of its own.
  return listRentals(database, { ...filter, state: null }, { offset: 0, limit: everything })
    .map((rental) => ({ rental, standing: standingOf(rental, nowMs) }))
    .sort((one, other) => byStanding(one.standing, other.standing))
    .flatMap(({ rental }) =>
      withAccount(accounts, rental.accountId, (account) => rentalView(rental, account, nowMs, rules, watermarks)),
    );
};

/** What will ring until an instant, soonest first. */
export const upcomingReminders = (database: Database, nowMs: number, untilMs: number): readonly ReminderView[] => {
  const notifications = readNotifications(database);
  const accounts = accountsById(database);
  return upcoming(
    ringingRentals(database, nowMs),
    loggedWatermarks(database, nowMs),
    nowMs,
    untilMs,
    storedRules(database),
  ).flatMap((point) =>
    withAccount(accounts, point.rental.accountId, (account) => plannedReminder(point, account, notifications)),
  );
};

const loggedDays = 30;

/** What was told in the last 30 days and what still waits under one of the `waiting` ids, newest first. */
export const pastReminders = (
  database: Database,
  nowMs: number,
  waiting: { has(id: string): boolean } = new Set(),
): readonly ReminderView[] => {
  const since: Instant = instantOf(nowMs - loggedDays * day);
  return listReminderLog(database, { offset: 0, limit: everything })
    .filter((entry) => entry.claimedAt >= since || waiting.has(entry.id))
    .map(loggedReminder);
};

/** The inbox as the window shows it, then the log: each card is named at the newest reminder that it stands for. */
const toldReminders = (database: Database, terminal: Terminal): Answer => {
  const nowMs = terminal.clock.now();
  const { place } = terminal;
  const cards = inboxEntries(
    database,
    reminderTexts(() => place, null),
    nowMs,
    place.timeZone,
  );
  const waiting = new Map<string, InboxEntry>(cards.map((card) => [card.id, card]));
  const views = pastReminders(database, nowMs, waiting);
  const text = [...cardLines(cards), remindersTable(views, terminal)].join('\n');
  return done(
    views.map((view) => reminderJson(view, waiting.get(view.id) ?? null)),
    text,
  );
};

/** Whether the next deadline of a rental, whatever its kind, is at most so many milliseconds ahead. */
const isDueWithin = ({ nextDeadline }: RentalView, nowMs: number, withinMs: number): boolean =>
  nextDeadline !== null && epochMsOf(nextDeadline.at) - nowMs <= withinMs;

const accountsById = (database: Database): ReadonlyMap<AccountId, Account> =>
  new Map(listAccounts(database).map((account) => [account.id, account]));

const withAccount = <Value>(
  accounts: ReadonlyMap<AccountId, Account>,
  id: AccountId,
  make: (account: Account) => Value,
): readonly Value[] => {
  const account = accounts.get(id);
  return account === undefined ? [] : [make(account)];
};

/** A list as JSON and as a table; instead of an empty table it is said, beside the answer, what would fill it. */
const listed = (
  terminal: Terminal,
  found: {
    readonly database: Database;
    readonly json: readonly unknown[];
    readonly accounts: ReadonlyMap<AccountId, Account>;
    readonly filtered: readonly (string | undefined)[];
  },
  table: () => string,
): Answer => {
  const { database, json, accounts, filtered } = found;
  if (json.length > 0) return done(json, table());
  const isFiltered = filtered.some((each) => each !== undefined);
  // Rows that cannot be read were named a moment ago.
  const none = accounts.size === 0 ? t.cli_nothing_no_accounts() : t.cli_nothing_read();
  const whole = database.damaged.all.length > 0 ? t.cli_nothing_else() : none;
  if (!terminal.arguments.json) terminal.streams.err(isFiltered && accounts.size > 0 ? t.cli_nothing_matches() : whole);
  return done(json, '');
};

/** Opens the store for reading, finds the account that was named, and closes the store again. */
const reading = (
  terminal: Terminal,
  label: string | undefined,
  whenEmpty: unknown,
  work: (database: Database, accountId: AccountId | null, accounts: ReadonlyMap<AccountId, Account>) => Answer,
): Answer => {
  const refused = (failure: Failure): Answer => failedAnswer(failure, failureSentence(failure, terminal));
  const read = withStore(terminal, (database) => {
    if (database === null) {
      if (!terminal.arguments.json) terminal.streams.err(t.cli_nothing_no_accounts());
      return done(whenEmpty, '');
    }
    const account = namedAccount(database, label);
    return account.ok ? work(database, account.value?.id ?? null, accountsById(database)) : refused(account.failure);
  });
  return read.ok ? read.value : refused(read.failure);
};

const namedAccount = (database: Database, label: string | undefined): Result<Account | null> => {
  if (label === undefined) return success(null);
  const account = accountByLabel(database, label);
  return account === null ? failed('not-found', { field: 'account' }) : success(account);
};
