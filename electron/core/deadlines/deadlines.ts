import type { Basis, DeadlineKind, NextDeadline } from '../model/deadline.ts';
import type { Instant } from '../model/ids.ts';
import { epochMsOf, instantOf } from '../model/instant.ts';
import type { ClassPoints } from '../model/point-class.ts';
import type { Rental } from '../model/rental.ts';
import { balancePoints, endPoints, payByPoints, releasePoints, type PointList } from './points.ts';

/** One deadline of a rental. */
export interface Deadline {
  readonly kind: DeadlineKind;
  readonly at: Instant;
  /** What the points count back from: the earlier reading where the provider's statement is uncertain. */
  readonly countsFromMs: number;
  /** The later reading: only then is the deadline surely over. */
  readonly surelyMs: number;
  readonly basis: Basis;
}

/** The same with the points to ring at. */
export interface RingingDeadline extends Deadline {
  readonly points: PointList;
}

/** Returns the deadlines that still matter for a rental; none once it is cancelled, refunded, released or vanished. */
export const deadlinesOf = (rental: Rental): readonly Deadline[] => {
  const found = [payByOf(rental), endsOf(rental), releasesOf(rental), balanceOf(rental)];
  return found.filter((deadline) => deadline !== null);
};

/** Returns the same with their points, those of the user (`own`) where there are any. */
export const ringingDeadlinesOf = (rental: Rental, own: ClassPoints): readonly RingingDeadline[] =>
  deadlinesOf(rental).map((deadline) => ({ ...deadline, points: pointsOf(rental, deadline, own) }));

/** Returns the points of one of a rental's deadlines, those of the user (`own`) where there are any. */
export const pointsOf = (rental: Rental, { kind, countsFromMs }: Deadline, own: ClassPoints): PointList => {
  switch (kind) {
    case 'pay-by':
      return payByPoints(countsFromMs - epochMsOf(rental.payBySeenAt ?? instantOf(countsFromMs)));
    case 'ends':
      return endPoints(rental, own);
    case 'releases':
      return releasePoints(rental, own);
    case 'balance':
      return balancePoints(own);
  }
};

/**
 * Returns the deadline of a rental that comes next, of whatever kind, at the earlier reading of an uncertain one; once that has passed,
 * at the later one. Null when none lies ahead. Filters, tables, sorting and the tray all go by it.
 */
export const nextDeadline = (
  rental: Rental,
  nowMs: number,
  matters: (deadline: Deadline) => boolean = () => true,
): NextDeadline | null => {
  let next: { readonly deadline: Deadline; readonly atMs: number } | null = null;
  for (const deadline of deadlinesOf(rental).filter(matters)) {
    const atMs = readingAheadMs([deadline.countsFromMs, deadline.surelyMs], nowMs);
    if (atMs !== null && (next === null || atMs < next.atMs)) next = { deadline, atMs };
  }
  return next === null ? null : { kind: next.deadline.kind, at: instantOf(next.atMs), basis: next.deadline.basis };
};

/** Returns the next deadline that the user still waits for: of a rental that may lapse only its data's. */
export const awaitedDeadline = (rental: Rental, nowMs: number): NextDeadline | null =>
  nextDeadline(rental, nowMs, ({ kind }) => kind === 'releases' || rental.intention !== 'let-lapse');

/** Whether a rental's provider destroys its data as it ends, so that its end and its release are one and the same. */
export const isDeletedAtEnd = ({ releases }: Pick<Rental, 'releases'>): boolean => releases?.note === 'deleted-at-end';

/** Returns the first of a deadline's readings that lies ahead, in epoch milliseconds; null when all have passed. */
export const readingAheadMs = (readingsMs: readonly number[], nowMs: number): number | null =>
  readingsMs.find((atMs) => atMs > nowMs) ?? null;

const payByOf = (rental: Rental): Deadline | null => {
  if (rental.payBy === null || rental.payBySeenAt === null || isOver(rental)) return null;
  const atMs = epochMsOf(rental.payBy.at);
  return { kind: 'pay-by', at: rental.payBy.at, countsFromMs: atMs, surelyMs: atMs, basis: rental.payBy.basis };
};

const endsOf = (rental: Rental): Deadline | null => {
  if (
    rental.end.at === null ||
    rental.phase === 'frozen' ||
    rental.phase === 'expired' ||
    rental.phase === 'unpaid' ||
    isOver(rental)
  )
    return null;
  return {
    kind: 'ends',
    at: rental.end.at,
    countsFromMs: epochMsOf(rental.end.earliestAt ?? rental.end.at),
    surelyMs: epochMsOf(rental.end.at),
    basis: rental.end.basis,
  };
};

const releasesOf = (rental: Rental): Deadline | null => {
  if (rental.releases === null || isOver(rental)) return null;
  const { at, surelyAt, basis } = rental.releases;
  return {
    ...{ kind: 'releases', at, basis },
    countsFromMs: epochMsOf(at),
    surelyMs: epochMsOf(surelyAt),
  };
};

const balanceOf = ({ balance }: Rental): Deadline | null => {
  if (balance === null) return null;
  const atMs = epochMsOf(balance.lastsUntil);
  return { kind: 'balance', at: balance.lastsUntil, countsFromMs: atMs, surelyMs: atMs, basis: 'derived' };
};

const isOver = (rental: Rental): boolean =>
  rental.phase === 'cancelled' || rental.phase === 'released' || rental.phase === 'vanished';
