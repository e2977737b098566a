import type { OrderJson } from './json/order.ts';
import type { AccountJson } from './json/account.ts';
import type { Basis } from '../../core/model/deadline.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { Instant } from '../../core/model/ids.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import type { InboxEntry, ReminderView } from '../../core/model/reminder.ts';
import type { RentalView } from '../../core/model/rental.ts';
import type { RoundOutcome } from '../../core/model/sync.ts';
import { countdownText } from '../../core/words/countdown.ts';
import { dateTime } from '../../core/words/instants.ts';
import { priceText } from '../../core/words/price.ts';
import { providerName } from '../../core/words/provider-name.ts';
import { keyOf, t, textOf } from '../../core/words/words.ts';
import type { ListedResource } from '../../program/resources/questions.ts';
import { table, type TableFit } from './table.ts';
import { providerFailureTexts, type Terminal } from './terminal.ts';

type Here = Pick<Terminal, 'clock' | 'localeSetting' | 'columns'>;

const when = (at: Instant | null, here: Here): string =>
  at === null ? '–' : dateTime(at, here.clock.now(), here.localeSetting);
const left = (at: Instant | null, here: Here): string =>
  at === null ? '' : countdownText(epochMsOf(at), here.clock.now());

/** Orders as an aligned table. */
export const ordersTable = (orders: readonly OrderJson[], here: Here): string =>
  tableOf(
    [
      t.cli_column_status(),
      t.cli_column_title(),
      t.cli_column_account(),
      t.cli_column_placed(),
      t.cli_column_price(),
      t.cli_column_order(),
    ],
    orders.map((order) => [
      textOf(keyOf('order_status', order.status)),
      order.title,
      order.account,
      when(order.placedAt, here),
      order.price === null ? '' : `¥${order.price.amount}`,
      order.providerOrderId,
    ]),
    { texts: [1, 2], columns: here.columns },
  );

/** Rentals as an aligned table. */
export const rentalsTable = (rentals: readonly RentalView[], here: Here): string =>
  tableOf(
    [
      t.cli_column_state(),
      t.cli_column_title(),
      t.cli_column_spec(),
      t.cli_column_account(),
      t.cli_column_next(),
      t.cli_column_when(),
      t.cli_column_left(),
      t.cli_column_basis(),
    ],
    rentals.map((rental) => {
      const { name, at, basis } = shownDeadline(rental, here);
      return [
        textOf(keyOf('state', rental.state)),
        rental.title,
        rental.spec ?? '',
        rental.account,
        name,
        when(at, here),
        left(at, here),
        textOf(keyOf('basis', basis)),
      ];
    }),
    { texts: [1, 2, 3], columns: here.columns },
  );

/** What there is to know of ends that are shown although their provider does not say them any more, a line each. */
export const lostEndLines = (rentals: readonly RentalView[]): readonly string[] =>
  rentals.flatMap(({ title, end }) =>
    end.note === 'no-longer-stated' ? [plainLine(`${title}: ${textOf(keyOf('note', end.note))}`)] : [],
  );

/** Resources as an aligned table. */
export const resourcesTable = (resources: readonly ListedResource[], here: Here): string =>
  tableOf(
    [
      t.cli_column_name(),
      t.cli_column_kind(),
      t.cli_column_ends(),
      t.cli_column_renews(),
      t.cli_column_price(),
      t.cli_column_account(),
    ],
    resources.map(({ resource, account }) => [
      resource.title,
      resource.kind ?? '',
      when(resource.end.at, here),
      textOf(keyOf('auto_renews', resource.autoRenews)),
      resource.price === null ? '' : priceText(resource.price, here.localeSetting.locale),
      account,
    ]),
    { texts: [0, 5], columns: here.columns },
  );

/** The deadline that a rental's row shows: the next one, or the last one that has passed. */
interface ShownDeadline {
  readonly name: string;
  readonly at: Instant | null;
  readonly basis: Basis;
}

const shownDeadline = (rental: RentalView, here: Here): ShownDeadline => {
  const { nextDeadline, releasesAt, payBy, end, state } = rental;
  if (nextDeadline !== null) return { ...nextDeadline, name: textOf(keyOf('rental_deadline', nextDeadline.kind)) };
  if (state === 'frozen' && releasesAt !== null)
    return { name: t.rental_deadline_releases(), at: releasesAt.surelyAt, basis: releasesAt.basis };
  if (state === 'pending' && payBy !== null)
    return { name: t.rental_deadline_pay_by(), at: payBy.at, basis: payBy.basis };
  if (end.at === null || epochMsOf(end.at) > here.clock.now()) return { name: '', at: null, basis: 'none' };
  if (state === 'expired' || state === 'released')
    return { name: t.rental_deadline_ended(), at: end.at, basis: end.basis };
  // What was cancelled never came to its end, and an estimate alone ends nothing.
  return state === 'active' && end.basis === 'estimated'
    ? { name: t.rental_estimate_passed(), at: end.at, basis: end.basis }
    : { name: '', at: null, basis: 'none' };
};

/** What waits to be handled, a line for each rental, under a heading; no lines when nothing waits. */
export const cardLines = (cards: readonly InboxEntry[]): readonly string[] =>
  cards.length === 0
    ? []
    : [
        t.cli_waiting({ count: cards.length }),
        ...cards.map(({ heading, body }) => `  ${plainLine(t.cli_waiting_card({ heading, body }))}`),
        '',
      ];

/** What came of a reminder, and why it failed. */
const reminderState = ({ state, reason }: ReminderView): string => {
  const outcome = textOf(keyOf('reminder_state', state));
  return state === 'failed' && reason !== null
    ? t.reminder_outcome({ outcome, reason: textOf(keyOf('reminder_reason', reason)) })
    : outcome;
};

/** Reminders as an aligned table. */
export const remindersTable = (reminders: readonly ReminderView[], here: Here): string =>
  tableOf(
    [
      t.cli_column_rings(),
      t.cli_column_in(),
      t.cli_column_title(),
      t.cli_column_account(),
      t.cli_column_deadline(),
      t.cli_column_at(),
      t.cli_column_state(),
    ],
    reminders.map((reminder) => [
      when(reminder.fireAt, here),
      left(reminder.fireAt, here),
      reminder.title,
      reminder.account,
      textOf(keyOf('rental_deadline', reminder.deadline)),
      when(reminder.deadlineAt, here),
      reminderState(reminder),
    ]),
    { texts: [2, 3], columns: here.columns },
  );

/** Accounts as an aligned table. */
export const accountsTable = (accounts: readonly AccountJson[], here: Here & Pick<Terminal, 'providers'>): string =>
  tableOf(
    [
      t.cli_column_account(),
      t.cli_column_provider(),
      t.cli_column_address(),
      t.cli_column_key(),
      t.cli_column_synced(),
      t.cli_column_state(),
    ],
    accounts.map((account) => [
      account.label,
      providerName(account.provider),
      account.baseUrl,
      account.secretHint === '' ? '' : `…${account.secretHint}`,
      when(account.lastSyncedAt, here),
      account.failure === null ? '' : providerFailureTexts(account.failure, account.provider, here.providers).join(' '),
    ]),
    { texts: [0, 2], endsWithSentence: true, columns: here.columns },
  );

/** What rounds came to, as an aligned table. */
export const outcomesTable = (
  outcomes: readonly RoundOutcome[],
  here: Pick<Terminal, 'columns' | 'providers'>,
): string =>
  tableOf(
    [
      t.cli_column_account(),
      t.cli_column_orders(),
      t.cli_column_rentals(),
      t.cli_column_changes(),
      t.cli_column_requests(),
      t.cli_column_result(),
    ],
    outcomes.map((outcome) => [
      outcome.label,
      String(outcome.orders),
      String(outcome.rentals),
      String(outcome.changes),
      String(outcome.requests),
      outcome.failure === null
        ? t.cli_result_done()
        : providerFailureTexts(outcome.failure, outcome.provider, here.providers).join(' '),
    ]),
    { texts: [0], endsWithSentence: true, columns: here.columns },
  );

const tableOf = (header: readonly string[], rows: readonly (readonly string[])[], fit: TableFit): string =>
  rows.length === 0 ? t.cli_nothing() : table(header, rows, fit);
