import { rentalBand, type TimeBand } from '../../electron/core/deadlines/band.ts';
import type { Basis, DeadlineKind, DeadlineNote } from '../../electron/core/model/deadline.ts';
import type { Instant } from '../../electron/core/model/ids.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';
import { countdownText, durationText } from '../../electron/core/words/countdown.ts';
import { dateTime, type LocaleSetting } from '../../electron/core/words/instants.ts';
import { shortTime } from './instants.ts';
import { keyOf, t, textOf } from '../../electron/core/words/words.ts';

/** The deadline that a row shows: the one that matters in the rental's state, in words and as an instant. */
export interface ShownEnd {
  /** The big line: what is left. */
  readonly heading: string;
  /** The small line: the local time, or why there is none. */
  readonly time: string | null;
  readonly basis: Basis | null;
  readonly note: DeadlineNote | null;
  /** What happens then; null where nothing does, or has happened. */
  readonly kind: DeadlineKind | null;
  /** Its colour. */
  readonly band: TimeBand;
}

type EndWords = Omit<ShownEnd, 'band'>;

/** What a rental's row says about its end, at an instant in epoch milliseconds. */
export const shownEnd = (rental: RentalView, nowMs: number, localeSetting: LocaleSetting): ShownEnd => ({
  ...endWords(rental, nowMs, localeSetting),
  band: rentalBand(rental, nowMs),
});

const endWords = (rental: RentalView, nowMs: number, localeSetting: LocaleSetting): EndWords => {
  if (rental.state === 'frozen' && rental.releasesAt) return frozenEnd(rental.releasesAt, nowMs, localeSetting);
  if (rental.state === 'pending' && rental.payBy) return payByEnd(rental.payBy, nowMs, localeSetting);
  if (rental.state === 'released') return releasedEnd(rental, nowMs, localeSetting);
  if (rental.state === 'cancelled') return { ...quiet, heading: textOf(keyOf('state', 'cancelled')) };
  const next = nextAhead(rental, nowMs);
  if (rental.payBy && next?.kind === 'pay-by') return renewalEnd(rental.payBy, nowMs, localeSetting);
  if (rental.releasesAt && next?.kind === 'releases') return keptEnd(rental.releasesAt, nowMs, localeSetting);
  if (rental.end.at === null) return withoutEnd(rental);
  return datedEnd(rental, rental.end.at, nowMs, localeSetting);
};

const quiet = { time: null, basis: null, note: null, kind: null } as const;

/** What was released has no deadline any more: when it went, and what became of its data. */
const releasedEnd = ({ released }: RentalView, nowMs: number, localeSetting: LocaleSetting): EndWords => ({
  ...quiet,
  heading: released?.at
    ? t.rental_released_at({ time: shortTime(released.at, nowMs, localeSetting) })
    : textOf(keyOf('state', 'released')),
  time: released?.isDataGone === true ? t.rental_released_gone() : t.rental_released_unsure(),
});

/** The deadline that main found next, while it lies ahead. */
const nextAhead = ({ nextDeadline }: RentalView, nowMs: number): RentalView['nextDeadline'] =>
  nextDeadline !== null && Date.parse(nextDeadline.at) > nowMs ? nextDeadline : null;

const frozenEnd = (
  release: NonNullable<RentalView['releasesAt']>,
  nowMs: number,
  localeSetting: LocaleSetting,
): EndWords => {
  const leftMs = Date.parse(release.surelyAt) - nowMs;
  const time = shortTime(release.at, nowMs, localeSetting);
  return {
    heading: leftMs > 0 ? t.rental_frozen_left({ duration: durationText(leftMs) }) : t.rental_frozen_gone(),
    // First seen frozen, only the latest time is known.
    time: release.at === release.surelyAt ? t.rental_frozen_by({ time }) : t.rental_frozen_from({ time }),
    basis: release.basis,
    note: release.note,
    kind: 'releases',
  };
};

const payByEnd = (payBy: NonNullable<RentalView['payBy']>, nowMs: number, localeSetting: LocaleSetting): EndWords => {
  const at = Date.parse(payBy.at);
  const time = shortTime(payBy.at, nowMs, localeSetting);
  return {
    heading: at > nowMs ? t.rental_pay_left({ duration: durationText(at - nowMs) }) : t.rental_pay_passed(),
    time: at > nowMs ? t.rental_pay_by({ time }) : t.rental_pay_was_by({ time }),
    basis: payBy.basis,
    note: null,
    kind: 'pay-by',
  };
};

/** A renewal that is to be paid before anything else is due. */
const renewalEnd = (
  payBy: NonNullable<RentalView['payBy']>,
  nowMs: number,
  localeSetting: LocaleSetting,
): EndWords => ({
  ...payByEnd(payBy, nowMs, localeSetting),
  heading: t.rental_pay_renewal({ duration: durationText(Date.parse(payBy.at) - nowMs) }),
});

/** Data that is kept after an end, for so long as the user set. */
const keptEnd = (
  release: NonNullable<RentalView['releasesAt']>,
  nowMs: number,
  localeSetting: LocaleSetting,
): EndWords => {
  const dueMs = [release.at, release.surelyAt].map((at) => Date.parse(at)).find((atMs) => atMs > nowMs) ?? nowMs;
  return {
    heading: t.rental_data_left({ duration: durationText(dueMs - nowMs) }),
    time: t.rental_frozen_from({ time: shortTime(release.at, nowMs, localeSetting) }),
    basis: release.basis,
    note: release.note,
    kind: 'releases',
  };
};

const withoutEnd = ({ end, state }: RentalView): EndWords => ({
  heading: state === 'open-ended' ? t.rental_no_end() : t.rental_end_unknown(),
  time: state === 'open-ended' ? null : t.rental_unknown_silent(),
  basis: state === 'open-ended' ? null : 'none',
  note: end.note,
  kind: null,
});

const datedEnd = (rental: RentalView, at: Instant, nowMs: number, localeSetting: LocaleSetting): EndWords => {
  const next = nextAhead(rental, nowMs);
  const earlier = next?.kind === 'ends' && next.at < at ? next.at : null;
  const leftMs = Date.parse(earlier ?? at) - nowMs;
  return {
    heading: headingOf(rental, leftMs, nowMs),
    time: endTime(rental, at, earlier, nowMs, localeSetting),
    basis: rental.end.basis,
    note: rental.end.note,
    kind: leftMs > 0 && next !== null ? 'ends' : null,
  };
};

/** When it ends. The day is said even when it is today: rows are compared with each other. */
const endTime = (
  rental: RentalView,
  at: Instant,
  earlier: Instant | null,
  nowMs: number,
  localeSetting: LocaleSetting,
): string => {
  const time = dateTime(at, nowMs, localeSetting);
  if (Date.parse(at) > nowMs && isUnpaidRenewal(rental, nowMs)) return t.rental_pay_first({ time });
  return earlier === null ? time : t.rental_end_or({ time, earlier: dateTime(earlier, nowMs, localeSetting) });
};

/** Whether a renewal of what still runs was ordered and waits to be paid. */
export const isUnpaidRenewal = ({ payBy, end, state }: RentalView, nowMs: number): boolean =>
  payBy !== null &&
  end.at !== null &&
  state !== 'pending' &&
  Date.parse(payBy.at) > nowMs &&
  Date.parse(end.at) > nowMs;

const headingOf = (rental: RentalView, leftMs: number, nowMs: number): string => {
  const estimated = rental.end.basis === 'estimated';
  if (leftMs > 0 && isUnpaidRenewal(rental, nowMs)) {
    const text = durationText(leftMs);
    return t.rental_ends_unpaid({ duration: estimated ? t.common_about({ text }) : text });
  }
  if (estimated && leftMs <= 0 && rental.state !== 'expired') return t.rental_estimate_passed();
  const text = countdownText(nowMs + leftMs, nowMs);
  return estimated && leftMs > 0 ? t.common_about({ text }) : text;
};

/** The sentence behind a basis icon: how the instant is known, and what is uncertain about it. */
export const basisSentence = (basis: Basis, note: DeadlineNote | null): string =>
  note === null ? textOf(keyOf('basis_why', basis)) : textOf(keyOf('note', note));
