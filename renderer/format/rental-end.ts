import type { Basis, DeadlineNote } from '../../electron/contract/deadline.ts';
import type { Instant } from '../../electron/contract/ids.ts';
import type { RentalView } from '../../electron/contract/rental.ts';
import { hour } from '../../electron/contract/instant.ts';
import { countdownText, durationText } from '../../electron/contract/words/countdown.ts';
import { type Place } from '../../electron/contract/words/instants.ts';
import { dateTimeBare, shortTimeZone } from './instants.ts';
import { keyOf, t, textOf } from '../../electron/contract/words/words.ts';

/** The deadline that a row shows: the one that matters in the rental's state, in words and as an instant. */
export interface ShownEnd {
  /** The big line: what is left. */
  readonly heading: string;
  /** The small line: the local time with its zone, or why there is none. */
  readonly time: string | null;
  readonly basis: Basis | null;
  readonly note: DeadlineNote | null;
  /** How loudly it is drawn. */
  readonly tone: 'plain' | 'soft' | 'warn' | 'bad' | 'cold' | 'wait';
}

const urgentMs = 24 * hour;

/** What a rental's row says about its end, at an instant in epoch milliseconds. */
export const shownEnd = (rental: RentalView, nowMs: number, place: Place): ShownEnd => {
  if (rental.state === 'frozen' && rental.releasesAt) return frozenEnd(rental.releasesAt, nowMs, place);
  if (rental.state === 'pending' && rental.payBy) return payByEnd(rental.payBy, nowMs, place);
  if (rental.end.at === null) return withoutEnd(rental);
  return datedEnd(rental, rental.end.at, nowMs, place);
};

const frozenEnd = (release: NonNullable<RentalView['releasesAt']>, nowMs: number, place: Place): ShownEnd => {
  const leftMs = Date.parse(release.surelyAt) - nowMs;
  const time = shortTimeZone(release.at, nowMs, place);
  return {
    heading: leftMs > 0 ? t.rental_frozen_left({ duration: durationText(leftMs) }) : t.rental_frozen_gone(),
    // First seen frozen, only the latest time is known.
    time: release.at === release.surelyAt ? t.rental_frozen_by({ time }) : t.rental_frozen_from({ time }),
    basis: release.basis,
    note: release.note,
    tone: 'cold',
  };
};

const payByEnd = (payBy: NonNullable<RentalView['payBy']>, nowMs: number, place: Place): ShownEnd => {
  const at = Date.parse(payBy.at);
  return {
    heading: at > nowMs ? t.rental_pay_left({ duration: durationText(at - nowMs) }) : t.rental_pay_passed(),
    time: t.rental_pay_by({ time: shortTimeZone(payBy.at, nowMs, place) }),
    basis: payBy.basis,
    note: null,
    tone: 'wait',
  };
};

const withoutEnd = ({ end, state }: RentalView): ShownEnd => ({
  heading: state === 'open-ended' ? t.rental_no_end() : t.rental_end_unknown(),
  time: state === 'open-ended' ? null : t.rental_unknown_silent(),
  basis: state === 'open-ended' ? null : 'none',
  note: end.note,
  tone: 'soft',
});

const datedEnd = (rental: RentalView, at: Instant, nowMs: number, place: Place): ShownEnd => {
  const leftMs = Date.parse(at) - nowMs;
  const over = rental.state === 'released' || rental.state === 'cancelled';
  return {
    heading: headingOf(rental, leftMs, nowMs),
    // The day is said even when it is today: rows are compared with each other.
    time: dateTimeBare(at, nowMs, place),
    basis: rental.end.basis,
    note: rental.end.note,
    tone: over ? 'soft' : toneOf(rental, leftMs),
  };
};

const headingOf = (rental: RentalView, leftMs: number, nowMs: number): string => {
  const estimated = rental.end.basis === 'estimated';
  if (estimated && leftMs <= 0 && rental.state !== 'expired') return t.rental_estimate_passed();
  const text = countdownText(nowMs + leftMs, nowMs);
  return estimated && leftMs > 0 ? t.common_about({ text }) : text;
};

const toneOf = (rental: RentalView, leftMs: number): ShownEnd['tone'] => {
  if (rental.state === 'expired') return 'bad';
  if (leftMs > 0 && leftMs < urgentMs) return 'bad';
  return rental.state === 'ending' ? 'warn' : 'plain';
};

/** The sentence behind a basis mark: how the instant is known, and what is uncertain about it. */
export const basisSentence = (basis: Basis, note: DeadlineNote | null): string =>
  note === null ? textOf(keyOf('basis_why', basis)) : textOf(keyOf('note', note));
