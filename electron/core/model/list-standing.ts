import type { AccountId, Instant } from './ids.ts';

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
