import type { Basis, DeadlineKind } from '../contract/deadline.ts';
import type { Instant } from '../contract/ids.ts';
import type { Rental } from '../contract/rental.ts';
import type { Change, ChangeKind } from '../contract/sync.ts';

/** The changes that cannot wait for somebody to look. */
export type RingingKind = 'delivered' | 'renewed' | 'expired' | 'frozen' | 'released' | 'refunded' | 'failed';

/** A change that rings, with the deadline that matters after it. */
export interface ChangeRing {
  readonly kind: RingingKind;
  readonly rental: Rental;
  readonly deadline: DeadlineKind;
  readonly deadlineAt: Instant | null;
  readonly basis: Basis;
}

const ringing: Readonly<Partial<Record<ChangeKind, RingingKind>>> = {
  delivered: 'delivered',
  expired: 'expired',
  released: 'released',
  refunded: 'refunded',
  failed: 'failed',
};

/** The end that the user said they would renew; null when they said nothing of the kind. */
export type AwaitedEnd = Instant | null;

/**
 * Whether a change rings at once, and as what. A renewal is what somebody meant to do and can wait, unless the user said that they
 * would and has heard nothing since; where the provider keeps a renewal in the same order, it is the end that moves on. Pure.
 */
export const ringingChange = (change: Change, rental: Rental, awaited: AwaitedEnd = null): ChangeRing | null => {
  const isAwaited =
    awaited !== null &&
    change.before === awaited &&
    (change.kind === 'renewed' || (change.kind === 'endMoved' && change.after !== null && change.after > awaited));
  const kind = isAwaited ? 'renewed' : ringing[change.kind];
  if (kind === undefined) return null;
  if (kind === 'expired' && rental.phase === 'frozen' && rental.releases !== null) {
    return {
      kind: 'frozen',
      rental,
      deadline: 'releases',
      deadlineAt: rental.releases.at,
      basis: rental.releases.basis,
    };
  }
  return { kind, rental, deadline: 'ends', deadlineAt: rental.end.at, basis: rental.end.basis };
};
