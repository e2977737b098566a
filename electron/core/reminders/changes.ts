import type { Basis, DeadlineKind } from '../model/deadline.ts';
import type { Instant } from '../model/ids.ts';
import type { OrderStatus } from '../model/order.ts';
import type { Rental } from '../model/rental.ts';
import type { Change, ChangeKind } from '../model/sync.ts';

/** The changes that cannot wait for somebody to look. */
export const ringingKinds = [
  'delivered',
  'renewed',
  'expired',
  'frozen',
  'released',
  'refunded',
  'failed',
  'lapsed',
  'vanished',
] as const;
/** A change that rings. */
export type RingingKind = (typeof ringingKinds)[number];

/** What can be told of a rental as having happened: the last only where something was told of it before. */
export type ToldKind = RingingKind | 'cancelled';

/** Something that happened to a rental, with the deadline that matters after it. */
export interface ChangeRing {
  readonly kind: ToldKind;
  readonly rental: Rental;
  readonly deadline: DeadlineKind;
  readonly deadlineAt: Instant | null;
  readonly basis: Basis;
  /** When it was first seen; null when that was never told. */
  readonly happenedAt: Instant | null;
}

const ringing: Readonly<Partial<Record<ChangeKind, RingingKind>>> = {
  delivered: 'delivered',
  expired: 'expired',
  released: 'released',
  refunded: 'refunded',
  failed: 'failed',
  lapsed: 'lapsed',
};

/** The end that the user said they would renew; null when they said nothing of the kind. */
export type AwaitedEnd = Instant | null;

/** A change that rings. */
export interface RingingChange extends ChangeRing {
  readonly kind: RingingKind;
}

/**
 * Whether a change rings at once, and as what. A renewal is what somebody meant to do and can wait, unless the user said that they
 * would and has heard nothing since; where the provider keeps a renewal in the same order, it is the end that moves on. What is no longer
 * listed is told where a deadline lay ahead: no reminder is dropped without a word. Pure.
 */
export const ringingChange = (
  change: Change,
  rental: Rental,
  awaited: AwaitedEnd = null,
  happenedAt: Instant | null = null,
): RingingChange | null => {
  const isAwaited =
    awaited !== null &&
    change.before === awaited &&
    (change.kind === 'renewed' || (change.kind === 'endMoved' && change.after !== null && change.after > awaited));
  const kind = isAwaited ? 'renewed' : change.silences === true ? 'vanished' : ringing[change.kind];
  return kind === undefined ? null : { ...toldOf(kind, rental, happenedAt), kind: frozenOr(kind, rental) };
};

/** Returns what is told of a rental, with the deadline that matters after it. */
export const toldOf = (told: ToldKind, rental: Rental, happenedAt: Instant | null): ChangeRing => {
  const kind = frozenOr(told, rental);
  const { releases, end } = rental;
  if (kind === 'frozen' && releases !== null)
    return { kind, rental, deadline: 'releases', deadlineAt: releases.at, basis: releases.basis, happenedAt };
  if (kind === 'lapsed') return { kind, rental, deadline: 'pay-by', deadlineAt: null, basis: 'stated', happenedAt };
  return { kind, rental, deadline: 'ends', deadlineAt: end.at, basis: end.basis, happenedAt };
};

/** Where data is kept frozen after an end, that is what matters about it. */
const frozenOr = <Kind extends ToldKind>(kind: Kind, { phase, releases }: Rental): Kind | 'frozen' =>
  kind === 'expired' && phase === 'frozen' && releases !== null ? 'frozen' : kind;

/**
 * Whether something that happened to a rental is still what holds, given the words that its orders have now. A delivery that failed is
 * over once nothing of it has failed any more, and what was released, renewed or delivered anew has not expired. Pure.
 */
export const stillHolds = (
  kind: ToldKind,
  rental: Rental,
  statuses: ReadonlySet<OrderStatus>,
  renewedUntil: Instant | null,
): boolean => {
  const { phase } = rental;
  switch (kind) {
    case 'delivered':
      return phase === 'delivered' || phase === 'paid';
    case 'renewed':
      return rental.end.at === renewedUntil && phase !== 'vanished';
    case 'failed':
    case 'refunded':
      return statuses.has(kind);
    case 'lapsed':
      return statuses.has('cancelled');
    case 'expired':
    case 'frozen':
    case 'released':
    case 'cancelled':
    case 'vanished':
      return phase === kind;
  }
};
