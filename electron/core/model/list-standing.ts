import type { AccountId, Instant } from './ids.ts';

/**
 * What came of asking for one list of resources. `settled`: it was seen whole, so what it lacks may be gone. `unsettled`: it was read,
 * but not surely whole. `refused`: the key may not read it, or the region does not offer it. `skipped`: it is not its turn.
 * What was read confirms what it shows; only a settled list proves what it lacks.
 */
export interface ListReading {
  /** As `Resource.list` has it. */
  readonly list: string;
  readonly outcome: 'settled' | 'unsettled' | 'refused' | 'skipped';
}

/** How far what one list of resources shows can be relied on; its rentals are as good as it is. */
export interface ListStanding {
  readonly accountId: AccountId;
  /** As `Resource.list` has it. */
  readonly list: string;
  /** When the last round began that read it; null before the first. */
  readonly readAt: Instant | null;
  /** Since when the provider refuses it; null while it does not. */
  readonly refusedSince: Instant | null;
  /** When that was last told. */
  readonly toldAt: Instant | null;
}
