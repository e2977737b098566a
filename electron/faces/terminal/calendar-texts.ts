import { plainLine, plainLines } from '../../core/model/plain-text.ts';
import type { Instant } from '../../core/model/ids.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import { isOver, type Rental } from '../../core/model/rental.ts';
import { dateTimeZone, type LocaleSetting, type Moment } from '../../core/words/instants.ts';
import { moneyText } from '../../core/words/money.ts';
import { providerName } from '../../core/words/provider-name.ts';
import { rentalName } from '../../core/words/rental-name.ts';
import { endsBeforePayMs, unpaidRenewalOf } from '../../core/words/unpaid-renewal.ts';
import { keyOf, sentenceOf, t } from '../../core/words/words.ts';
import { isDeletedAtEnd, type RingingDeadline } from '../../core/deadlines/deadlines.ts';
import type { CalledOffDeadline } from '../../program/exports.ts';

/** What an event says: what happens then; and whose it is, how that is known and what is doubtful. Every word of others is plain text. */
export const calendarTexts = (
  rental: Rental,
  account: string,
  deadline: RingingDeadline,
  setting: Moment,
): EventTexts => {
  const title = plainLine(rentalName(rental, setting.locale)) || plainLine(rental.id);
  const price = rental.lastPrice === null ? null : moneyText(rental.lastPrice, setting.locale);
  const lines = [
    t.notify_who({ provider: providerName(rental.provider, setting.locale), account: plainLine(account) }, setting),
    rental.spec,
    unpaidLine(rental, deadline, setting),
    ...basisLines(rental, deadline, setting),
    ...(deadline.kind === 'ends' ? endLines(rental, setting) : []),
    rental.balance === null ? planLine(rental, setting) : null,
    deadline.kind === 'ends' && price !== null ? t.calendar_last_price({ price }, setting) : null,
  ];
  return textsOf(summaryOf(rental, title, deadline, setting), lines);
};

const planLine = ({ intention }: Rental, setting: LocaleSetting): string | null => {
  const plan = sentenceOf(keyOf('intention', intention), setting.locale);
  return plan === null ? null : t.intention_is({ plan }, setting);
};

interface EventTexts {
  readonly summary: string;
  readonly description: string;
}

const textsOf = (summary: string, lines: readonly (string | null)[]): EventTexts => ({
  summary: plainLine(summary),
  description: plainLines(
    lines
      .filter((line) => line !== null)
      .map(plainLine)
      .join('\n'),
  ),
});

/** The same of a deadline that was called off: why, where the state of its rental says so. */
export const calledOffTexts = (deadline: CalledOffDeadline, setting: LocaleSetting): EventTexts => {
  const { rental, account } = deadline;
  const title = plainLine(deadline.title) || plainLine(deadline.rentalId);
  const state = offState(deadline, setting);
  return textsOf(state === null ? t.calendar_gone({ title }, setting) : t.calendar_off({ title, state }, setting), [
    t.notify_who({ provider: providerName(deadline.provider, setting.locale), account: plainLine(account) }, setting),
    rental?.spec ?? null,
  ]);
};

/** A rental that was paid or renewed goes on: its state is no reason. */
const offState = ({ kind, rental, isRefunded }: CalledOffDeadline, setting: LocaleSetting): string | null => {
  if (isRefunded) return t.order_status_refunded({}, setting);
  if (rental === null || !isOver(rental) || (kind !== 'ends' && !isGone(rental))) return null;
  return sentenceOf(keyOf('state', rental.phase), setting.locale);
};

const isGone = ({ phase }: Rental): boolean => phase === 'cancelled' || phase === 'released';

const summaryOf = (
  rental: Rental,
  title: string,
  { kind, basis, countsFromMs }: RingingDeadline,
  setting: Moment,
): string => {
  const unpaid = unpaidRenewalOf(rental);
  const endsFirst = unpaid !== null && endsBeforePayMs(unpaid, setting.nowMs) !== null;
  if (kind === 'pay-by')
    return endsFirst ? t.calendar_order_lapses({ title }, setting) : t.calendar_pay_by({ title }, setting);
  if (kind === 'ends' && endsFirst) return t.calendar_ends_unpaid({ title }, setting);
  if (isDeletedAtEnd(rental))
    return kind === 'ends' ? t.calendar_ends_deleted({ title }, setting) : t.calendar_deleted({ title }, setting);
  if (kind === 'releases' && countsFromMs <= setting.nowMs) return t.calendar_surely({ title }, setting);
  if (kind === 'releases') return t.calendar_releases({ title }, setting);
  if (basis === 'estimated') return t.calendar_ends_estimated({ title }, setting);
  if (rental.autoRenews === 'yes') return t.calendar_renews({ title }, setting);
  return rental.end.earliestAt === null
    ? t.calendar_ends({ title }, setting)
    : t.calendar_ends_maybe({ title }, setting);
};

/** A calendar reads in zones of its own, so no time is written where the event itself is when to pay by. */
const unpaidLine = (rental: Rental, { kind }: RingingDeadline, setting: Moment): string | null => {
  const unpaid = unpaidRenewalOf(rental);
  if (unpaid === null || (kind !== 'ends' && kind !== 'pay-by')) return null;
  if (endsBeforePayMs(unpaid, setting.nowMs) !== null) return t.calendar_unpaid({}, setting);
  const time = dateTimeZone(unpaid.payBy, setting.nowMs, setting);
  return kind === 'ends' && epochMsOf(unpaid.payBy) > setting.nowMs ? t.notify_renewal_pay_by({ time }, setting) : null;
};

/** What a provider does at an end by itself: from when on it charges for a renewal, and what becomes of what has ended. */
const endLines = ({ autoRenews, chargesAt, afterwards }: Rental, setting: Moment): readonly (string | null)[] => [
  autoRenews === 'yes' && chargesAt !== null
    ? t.calendar_charged({ time: dateTimeZone(chargesAt, setting.nowMs, setting) }, setting)
    : null,
  afterwards === null ? null : sentenceOf(afterwards, setting.locale),
];

/** How the instant is known, and the other reading of a doubtful one. */
const basisLines = (
  { end, releases }: Rental,
  { kind, basis }: RingingDeadline,
  setting: Moment,
): readonly (string | null)[] => {
  const time = (at: Instant): string => dateTimeZone(at, setting.nowMs, setting);
  const note = kind === 'ends' ? end.note : kind === 'releases' ? (releases?.note ?? null) : null;
  return [
    sentenceOf(keyOf('basis_why', basis), setting.locale),
    note === null ? null : sentenceOf(keyOf('note', note), setting.locale),
    kind === 'ends' && end.earliestAt !== null ? t.calendar_maybe_at({ time: time(end.earliestAt) }, setting) : null,
    kind === 'releases' && releases !== null && releases.surelyAt !== releases.at
      ? t.calendar_surely_at({ time: time(releases.surelyAt) }, setting)
      : null,
  ];
};
