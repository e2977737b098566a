import type { OrderJson } from './json/order.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { ReminderView } from '../../core/model/reminder.ts';
import { countdownText } from '../../core/words/countdown.ts';
import type { ExportedRental } from '../../program/exports.ts';
import type { Column } from './csv.ts';

/** Columns named like the fields of the rows themselves, in this order. */
const fields = <Row extends object>(names: readonly (keyof Row & string)[]): readonly Column<Row>[] =>
  names.map((name) => [
    name,
    (row) => {
      const value: unknown = row[name];
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
      return typeof value === 'object' ? value : null;
    },
  ]);

/** Orders: every field of their JSON. */
export const orderColumns = fields<OrderJson>([
  'account',
  'provider',
  'providerOrderId',
  'orderNumber',
  'kind',
  'status',
  'providerStatus',
  'title',
  'placedAt',
  'paidAt',
  'cancelledAt',
  'payBy',
  'listPrice',
  'price',
  'paid',
  'items',
  'facts',
  'incomplete',
]);

/** Reminders: every field of their JSON. */
export const reminderColumns = fields<ReminderView>([
  'fireAt',
  'account',
  'title',
  'deadline',
  'deadlineAt',
  'basis',
  'pointMs',
  'rule',
  'channels',
  'state',
  'reason',
  'attempts',
  'shownAt',
  'rentalId',
  'id',
]);

/** Rentals: what they are, their end and how long it is until what comes next, the plan and the price; names as in their JSON, a dot where it nests. */
export const rentalColumns = (nowMs: number): readonly Column<ExportedRental>[] => [
  ['account', ({ view }) => view.account],
  ['title', ({ view }) => view.title],
  ['kind', ({ rental }) => rental.resourceType],
  ['spec', ({ view }) => view.spec],
  ['gpu.model', ({ view }) => view.gpu?.model ?? null],
  ['gpu.count', ({ view }) => view.gpu?.count ?? null],
  ['state', ({ view }) => view.state],
  ['end.at', ({ view }) => view.end.at],
  ['end.basis', ({ view }) => view.end.basis],
  ['end.note', ({ view }) => view.end.note],
  [
    'left',
    ({ view: { nextDeadline } }) => (nextDeadline === null ? null : countdownText(epochMsOf(nextDeadline.at), nowMs)),
  ],
  ['autoRenews', ({ view }) => view.autoRenews],
  ['intention', ({ view }) => view.intention],
  ['lastPrice.amount', ({ rental }) => (rental.lastPrice === null ? null : { amount: rental.lastPrice.amount })],
  ['lastPrice.currency', ({ rental }) => rental.lastPrice?.currency ?? null],
  ['payBy.at', ({ view }) => view.payBy?.at ?? null],
  ['releasesAt.at', ({ view }) => view.releasesAt?.at ?? null],
  ['nextReminderAt', ({ view }) => view.nextReminderAt],
  ['startsAt', ({ view }) => view.startsAt],
  ['region', ({ view }) => view.region],
  ['provider', ({ view }) => view.provider],
  ['resourceId', ({ view }) => view.resourceId],
  ['orders', ({ view }) => view.orders],
  ['lastConfirmedAt', ({ view }) => view.lastConfirmedAt],
  ['stale', ({ view }) => view.stale],
  ['id', ({ view }) => view.id],
  ['nextDeadline.kind', ({ view }) => view.nextDeadline?.kind ?? null],
  ['nextDeadline.at', ({ view }) => view.nextDeadline?.at ?? null],
  ['nextDeadline.basis', ({ view }) => view.nextDeadline?.basis ?? null],
  ['tags', ({ view }) => (view.tags.length === 0 ? null : view.tags.join(', '))],
];
