import type { Basis, DeadlineKind } from '../contract/deadline.ts';
import type { Instant } from '../contract/ids.ts';
import { epochMsOf } from '../contract/instant.ts';
import type { Rental } from '../contract/rental.ts';
import { endPoints, frozenPoints, keptPoints, payByPoints, type PointList } from './points.ts';

/** One deadline of a rental with the points to ring at. */
export interface RingingDeadline {
  readonly kind: DeadlineKind;
  readonly at: Instant;
  /** What the points count back from: the earlier reading where the provider's statement is uncertain. */
  readonly countsFromMs: number;
  readonly basis: Basis;
  readonly points: PointList;
}

/** The deadlines that still matter for a rental; none once it is cancelled, refunded, released or vanished. */
export const deadlinesOf = (rental: Rental): readonly RingingDeadline[] => {
  const found = [payByOf(rental), endsOf(rental), releasesOf(rental)];
  return found.filter((deadline) => deadline !== null);
};

const payByOf = (rental: Rental): RingingDeadline | null => {
  if (rental.payBy === null || rental.payBySeenAt === null || isOver(rental)) return null;
  const atMs = epochMsOf(rental.payBy.at);
  const points = payByPoints(atMs - epochMsOf(rental.payBySeenAt));
  return { kind: 'pay-by', at: rental.payBy.at, countsFromMs: atMs, basis: rental.payBy.basis, points };
};

const endsOf = (rental: Rental): RingingDeadline | null => {
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
    basis: rental.end.basis,
    points: endPoints(rental),
  };
};

const releasesOf = (rental: Rental): RingingDeadline | null => {
  if (rental.releases === null || isOver(rental)) return null;
  const { at, surelyAt, basis, note } = rental.releases;
  const keptMs = epochMsOf(surelyAt) - epochMsOf(rental.end.at ?? surelyAt);
  const points = note === 'from-user-setting' ? keptPoints(keptMs) : frozenPoints;
  return { kind: 'releases', at, countsFromMs: epochMsOf(at), basis, points };
};

const isOver = (rental: Rental): boolean =>
  rental.phase === 'cancelled' || rental.phase === 'released' || rental.phase === 'vanished';
