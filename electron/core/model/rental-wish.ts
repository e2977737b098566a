import type { Instant, RentalId } from './ids.ts';
import type { Intention, Snooze } from './rental.ts';

/** What the user said about one rental. */
export interface RentalWish {
  readonly rentalId: RentalId;
  readonly label: string | null;
  readonly note: string | null;
  /** As `plainTags` returns them; empty where there are none. */
  readonly tags: readonly string[];
  readonly correctedEndAt: Instant | null;
  /** The end that the provider gave when the user corrected it; null when it gave none. */
  readonly correctedAgainst: Instant | null;
  readonly intention: Intention;
  /** The end that the intention was about; a renewal makes it void. */
  readonly intendedFor: Instant | null;
  readonly snooze: Snooze | null;
  readonly mutedUntil: Instant | null;
  readonly pointsMs: readonly number[] | null;
}
