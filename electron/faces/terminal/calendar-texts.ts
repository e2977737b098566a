import { plainLine, plainLines } from '../../core/model/plain-text.ts';
import type { Instant } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import { dateTimeZone, type LocaleSetting } from '../../core/words/instants.ts';
import { moneyText } from '../../core/words/money.ts';
import { providerName } from '../../core/words/provider-name.ts';
import { keyOf, sentenceOf, t } from '../../core/words/words.ts';
import { isDeletedAtEnd, type RingingDeadline } from '../../core/deadlines/deadlines.ts';

/** A deadline with whether its event is cancelled, and whether its order was refunded. */
interface TextedDeadline extends RingingDeadline {
  readonly isCancelled: boolean;
  readonly isRefunded: boolean;
}

/** What an event says: what happens then; and whose it is, how that is known and what is doubtful. Every word of others is plain text. */
export const calendarTexts = (
  rental: Rental,
  account: string,
  deadline: TextedDeadline,
  setting: LocaleSetting & { readonly nowMs: number },
): { readonly summary: string; readonly description: string } => {
  const title = plainLine(rental.title) || plainLine(rental.id);
  const price = rental.lastPrice === null ? null : moneyText(rental.lastPrice, setting.locale);
  const lines = [
    t.notify_who({ provider: providerName(rental.provider, setting.locale), account: plainLine(account) }, setting),
    rental.spec,
    ...basisLines(rental, deadline, setting),
    ...(deadline.kind === 'ends' ? endLines(rental, setting) : []),
    deadline.kind === 'ends' && price !== null ? t.calendar_last_price({ price }, setting) : null,
  ];
  return {
    summary: plainLine(summaryOf(rental, title, deadline, setting)),
    description: plainLines(
      lines
        .filter((line) => line !== null)
        .map(plainLine)
        .join('\n'),
    ),
  };
};

const summaryOf = (
  rental: Rental,
  title: string,
  { kind, basis, countsFromMs, isCancelled, isRefunded }: TextedDeadline,
  setting: LocaleSetting & { readonly nowMs: number },
): string => {
  // What is over has no deadline to announce: the event that a calendar knows says why.
  if (isCancelled) {
    const state = isRefunded
      ? t.order_status_refunded({}, setting)
      : (sentenceOf(keyOf('state', rental.phase), setting.locale) ?? '');
    return t.calendar_off({ title, state }, setting);
  }
  if (kind === 'pay-by') return t.calendar_pay_by({ title }, setting);
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

/** What a provider does at an end by itself: from when on it charges for a renewal, and what becomes of what has ended. */
const endLines = (
  { autoRenews, chargesAt, afterwards }: Rental,
  setting: LocaleSetting & { readonly nowMs: number },
): readonly (string | null)[] => [
  autoRenews === 'yes' && chargesAt !== null
    ? t.calendar_charged({ time: dateTimeZone(chargesAt, setting.nowMs, setting) }, setting)
    : null,
  afterwards === null ? null : sentenceOf(afterwards, setting.locale),
];

/** How the instant is known, and the other reading of a doubtful one. */
const basisLines = (
  { end, releases }: Rental,
  { kind, basis }: RingingDeadline,
  setting: LocaleSetting & { readonly nowMs: number },
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
