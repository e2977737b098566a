import type { AccountRule } from '../model/account.ts';
import type { End, Release } from '../model/deadline.ts';
import { addMs, epochMsOf } from '../model/instant.ts';
import type { KeptRental, Rental } from '../model/rental.ts';
import { keptRelease } from './assemble.ts';
import { isUnsaid } from './silent-end.ts';

/** What bears on an end that moved. */
export interface RoundEvidence {
  /** A new order has prolonged the rental. */
  readonly renewed: boolean;
  /** The provider was asked about this rental and answered: every order of it was read anew. */
  readonly seen: boolean;
  /** No round, but the user: another unit, a correction taken back, a name. */
  readonly byUser: boolean;
  /** The order that said when it ends is still there and does not say it any more: its time is missing, or none that an order can have. */
  readonly silent: boolean;
  /** How long data is kept after an end is the user's word. */
  readonly rule: AccountRule;
}

/**
 * An end that moves later without a new order may be a provider's glitch: until a second round says so too, the earlier end stays
 * planned. Where the two say different ends they agree that it goes on, so the earlier of them counts: one that moves with every round
 * is followed. So does one that its order no longer says believably, for as long as nothing takes its place: that is no word that the rental
 * goes on. An end that moves earlier, a renewal, and what the user says count at once.
 */
export const settleEnd = (known: KeptRental | null, next: Rental, round: RoundEvidence): KeptRental => {
  const settled = { rental: withKnownRelease(known?.rental ?? null, next), heldEnd: null };
  if (known === null || known.rental.end.at === null || next.end.basis === 'corrected') return settled;
  const { end } = known.rental;
  // What the user moved counts at once, but their word about something else confirms no end that is doubted.
  const isHeld = known.heldEnd !== null && saysTheSame(known.heldEnd, next.end);
  if (round.silent && (next.end.at === null || next.end.at < known.rental.end.at)) {
    return round.byUser && !isHeld ? settled : holding(known.rental, next, { ...end, note: 'no-longer-stated' }, round);
  }
  if (round.renewed || !movedLater(known.rental, next) || (isHeld ? round.seen : round.byUser)) return settled;
  const agreed = round.seen && known.heldEnd !== null ? earlierOfLater(end, known.heldEnd, next.end) : null;
  if (agreed === null) return holding(known.rental, next, end, round);
  return agreed === next.end ? settled : holding(movedTo(known.rental, agreed), next, agreed, round);
};

/** Returns the earlier of two ends that both lie after the known one; null where the one before was not later, but a silence. */
const earlierOfLater = (known: End, before: End, now: End): End | null => {
  if (isUnsaid(before) || (before.at !== null && known.at !== null && before.at <= known.at)) return null;
  return before.at !== null && (now.at === null || before.at < now.at) ? before : now;
};

/** A rental as it was known, with another end: what was to happen to its data so long after the end goes with it. */
const movedTo = (known: Rental, end: End): Rental => {
  const { releases } = known;
  if (releases === null || releases.note === 'from-user-setting' || end.at === null || known.end.at === null)
    return { ...known, end };
  const byMs = epochMsOf(end.at) - epochMsOf(known.end.at);
  return {
    ...known,
    end,
    releases: { ...releases, at: addMs(releases.at, byMs), surelyAt: addMs(releases.surelyAt, byMs) },
  };
};

/** A provider that no longer says when data goes has not said that it stays: what it said of this very end still holds. */
const withKnownRelease = (known: Rental | null, next: Rental): Rental => {
  if (known === null || next.releases !== null || next.listing === null) return next;
  const isSameEnd = known.end.at === next.end.at && next.phase !== 'released' && next.phase !== 'cancelled';
  return isSameEnd && known.releases?.basis !== 'corrected' ? { ...next, releases: known.releases } : next;
};

/** An end that is none is the same only for the same reason. */
const saysTheSame = (one: End, other: End): boolean =>
  one.at === other.at && (one.at !== null || one.note === other.note);

const movedLater = (known: Rental, next: Rental): boolean => {
  if (known.end.at === null || known.phase !== next.phase) return false;
  return next.end.at === null || next.end.at > known.end.at;
};

/** The rental as it is, but for its end and what goes with that. */
const holding = (known: Rental, next: Rental, end: End, { rule }: RoundEvidence): KeptRental => {
  const { periodStartsAt, lastPrice, chargesAt } = known;
  const releases = heldRelease(known.releases, next.releases, keptRelease(end, rule));
  return { rental: { ...next, end, periodStartsAt, lastPrice, chargesAt, releases }, heldEnd: next.end };
};

/**
 * What its provider destroys some time after an end moves with it, so it waits with it too; what comes earlier counts at once. The user's
 * own days count from the end that is kept.
 */
const heldRelease = (known: Release | null, next: Release | null, byUser: Release | null): Release | null => {
  if (next?.note === 'from-user-setting') return byUser ?? next;
  if (known === null || known.note === 'from-user-setting') return next ?? byUser;
  return next === null || next.at > known.at ? known : next;
};
