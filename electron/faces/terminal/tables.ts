import type { AccountJson } from './json/account.ts';
import { rentalBand } from '../../core/deadlines/band.ts';
import type { Basis, DeadlineKind } from '../../core/model/deadline.ts';
import { epochMsOf, instantOf } from '../../core/model/instant.ts';
import type { Instant } from '../../core/model/ids.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import type { InboxEntry, ReminderView } from '../../core/model/reminder.ts';
import type { RentalView } from '../../core/model/rental.ts';
import type { RoundOutcome } from '../../core/model/sync.ts';
import { countdownText } from '../../core/words/countdown.ts';
import { dateTime, zoneLabel, type Moment } from '../../core/words/instants.ts';
import { kindWord } from '../../core/words/kind-words.ts';
import { priceText } from '../../core/words/price.ts';
import { providerName } from '../../core/words/provider-name.ts';
import { nameableResource, orderName, rentalName } from '../../core/words/rental-name.ts';
import { stateText } from '../../core/words/rental-state.ts';
import { keyOf, t, textOf } from '../../core/words/words.ts';
import type { ListedOrder } from '../../program/orders/questions.ts';
import type { ListedResource } from '../../program/resources/questions.ts';
import { listTable, momentOf, type Here, type ListTable } from './list-table.ts';
import { paintOf } from './paint.ts';
import { table, type TableFit } from './table.ts';
import { providerFailureTexts, type Terminal } from './terminal.ts';

const when = (at: Instant | null, moment: Moment): string => (at === null ? '–' : dateTime(at, moment.nowMs, moment));
const left = (at: Instant | null, { nowMs }: Moment): string =>
  at === null ? '' : countdownText(epochMsOf(at), nowMs);

/** Orders as an aligned table. */
export const ordersTable = (here: Here): ListTable<ListedOrder> =>
  listTable(
    [
      t.cli_column_status(),
      t.cli_column_title(),
      t.cli_column_account(),
      t.cli_column_placed(),
      t.cli_column_price(),
      t.cli_column_order(),
    ],
    ({ order, account, provider }, moment) => [
      textOf(keyOf('order_status', order.status)),
      orderName(order, provider),
      account,
      when(order.placedAt, moment),
      order.price === null ? '' : `¥${order.price.amount}`,
      order.providerOrderId,
    ],
    { texts: [1, 2] },
    here,
  );

/** Rentals as an aligned table. */
export const rentalsTable = (here: Here): ListTable<RentalView> =>
  listTable(
    [
      t.cli_column_next(),
      t.cli_column_when(),
      t.cli_column_left(),
      t.cli_column_title(),
      t.cli_column_plan(),
      t.cli_column_account(),
      t.cli_column_state(),
      t.cli_column_spec(),
      t.cli_column_basis(),
    ],
    (rental, moment) => {
      const { name, at, basis } = shownDeadline(rental, moment);
      return [
        at === null ? '–' : name,
        at === null ? '' : when(at, moment),
        left(at, moment),
        [rental.title, rental.distinction].filter((part) => part !== undefined).join(' · '),
        rental.intention === 'undecided' ? '–' : textOf(keyOf('intention', rental.intention)),
        rental.account,
        stateText(rental, moment.nowMs),
        rental.spec ?? '',
        textOf(keyOf('basis', basis)),
      ];
    },
    { texts: [3, 5, 7], dispensable: [7, 6, 5, 8], painted: [0, 1, 2] },
    here,
    (rental, { nowMs }) => paintOf(rentalBand(rental, nowMs)),
  );

/** What there is to know of an end that is shown although its provider does not say it any more: a line, or none. */
export const lostEndLines = ({ title, end }: RentalView): readonly string[] =>
  end.note === 'no-longer-stated' ? [plainLine(`${title}: ${textOf(keyOf('note', end.note))}`)] : [];

/** In which zone the times of a table are: said once, under it. */
export const zoneLine = (here: Pick<Here, 'clock' | 'localeSetting'>): string => {
  const moment = momentOf(here);
  return t.cli_zone({ zone: zoneLabel(instantOf(moment.nowMs), moment) });
};

/** Resources as an aligned table. */
export const resourcesTable = (here: Here): ListTable<ListedResource> =>
  listTable(
    [
      t.cli_column_name(),
      t.cli_column_kind(),
      t.cli_column_ends(),
      t.cli_column_renews(),
      t.cli_column_price(),
      t.cli_column_account(),
    ],
    ({ resource, account, provider }, moment) => [
      rentalName(nameableResource(resource, provider)),
      kindWord(provider, resource.kind) ?? resource.kind ?? '',
      when(resource.end.at, moment),
      textOf(keyOf('auto_renews', resource.autoRenews)),
      resource.price === null ? '' : priceText(resource.price, moment.locale),
      account,
    ],
    { texts: [0, 5] },
    here,
  );

/** The deadline that a rental's row shows: the next one, or the last one that has passed. */
interface ShownDeadline {
  readonly name: string;
  readonly at: Instant | null;
  readonly basis: Basis;
}

const shownDeadline = (rental: RentalView, { nowMs }: Moment): ShownDeadline => {
  const { nextDeadline, releasesAt, payBy, released, end, state } = rental;
  if (nextDeadline !== null) return { ...nextDeadline, name: nextName(rental, nextDeadline.kind, nowMs) };
  if (state === 'frozen' && releasesAt !== null)
    return { name: t.rental_deadline_releases(), at: releasesAt.surelyAt, basis: releasesAt.basis };
  if (state === 'pending' && payBy !== null)
    return { name: t.rental_deadline_pay_by(), at: payBy.at, basis: payBy.basis };
  if (released?.at) return { name: t.rental_deadline_released(), at: released.at, basis: 'derived' };
  if (end.at === null || epochMsOf(end.at) > nowMs) return { name: '', at: null, basis: 'none' };
  if (state === 'expired' || state === 'released')
    return { name: t.rental_deadline_ended(), at: end.at, basis: end.basis };
  // What was cancelled never came to its end, and an estimate alone ends nothing.
  return state === 'active' && end.basis === 'estimated'
    ? { name: t.rental_estimate_passed(), at: end.at, basis: end.basis }
    : { name: '', at: null, basis: 'none' };
};

const nextName = ({ payBy, state }: RentalView, kind: DeadlineKind, nowMs: number): string =>
  kind === 'ends' && state !== 'pending' && payBy !== null && epochMsOf(payBy.at) > nowMs
    ? t.rental_deadline_ends_unpaid()
    : textOf(keyOf('rental_deadline', kind));

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
export const remindersTable = (here: Here): ListTable<ReminderView> =>
  listTable(
    [
      t.cli_column_rings(),
      t.cli_column_in(),
      t.cli_column_title(),
      t.cli_column_account(),
      t.cli_column_deadline(),
      t.cli_column_at(),
      t.cli_column_state(),
    ],
    (reminder, moment) => [
      when(reminder.fireAt, moment),
      left(reminder.fireAt, moment),
      reminder.title,
      reminder.account,
      textOf(keyOf('rental_deadline', reminder.deadline)),
      when(reminder.deadlineAt, moment),
      reminderState(reminder),
    ],
    { texts: [2, 3] },
    here,
  );

/** Accounts as an aligned table. */
export const accountsTable = (accounts: readonly AccountJson[], here: Here & Pick<Terminal, 'providers'>): string => {
  const moment = momentOf(here);
  return tableOf(
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
      when(account.lastSyncedAt, moment),
      account.failure === null ? '' : providerFailureTexts(account.failure, account.provider, here.providers).join(' '),
    ]),
    { texts: [0, 2], endsWithSentence: true, columns: here.columns },
  );
};

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
  rows.length === 0 ? t.cli_nothing_no_accounts() : table(header, rows, fit);
