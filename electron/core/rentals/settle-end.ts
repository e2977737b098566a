import type { Release } from '../model/deadline.ts';
import type { KeptRental, Rental } from '../model/rental.ts';

/** What bears on an end that moved. */
export interface RoundEvidence {
  /** A new order has prolonged the rental. */
  readonly renewed: boolean;
  /** The provider was asked about this rental and answered: every order of it was read anew. */
  readonly seen: boolean;
  /** No round, but the user: another unit, a correction taken back, a name. */
  readonly byUser: boolean;
}

/**
 * An end that moves later without a new order may be a provider's glitch: until a second round says the same, the earlier end stays
 * planned. An end that moves earlier, a renewal, and what the user says count at once.
 */
export const settleEnd = (known: KeptRental | null, next: Rental, round: RoundEvidence): KeptRental => {
  if (known === null || round.renewed || !movedLater(known.rental, next)) return { rental: next, heldEnd: null };
  // What the user moved counts at once, but their word about something else confirms no end that is doubted.
  const isHeld = known.heldEnd?.at === next.end.at;
  if (isHeld ? round.seen : round.byUser) return { rental: next, heldEnd: null };
  const { end, periodStartsAt, lastPrice, chargesAt } = known.rental;
  const releases = releaseOfHeld(known.rental, next);
  return { rental: { ...next, end, periodStartsAt, lastPrice, chargesAt, releases }, heldEnd: next.end };
};

/** What its provider destroys some time after an end moves with it, so it waits with it too; what comes earlier counts at once. */
const releaseOfHeld = ({ releases: known }: Rental, { releases }: Rental): Release | null => {
  if (known === null || releases?.note === 'from-user-setting') return releases;
  return releases === null || releases.at > known.at ? known : releases;
};

const movedLater = (known: Rental, next: Rental): boolean => {
  if (next.end.basis === 'corrected' || known.end.at === null || known.phase !== next.phase) return false;
  return next.end.at === null || next.end.at > known.end.at;
};
