import type { Failure } from './failure.ts';
import type { Instant } from './ids.ts';

/** Something to know about a round that succeeded all the same. */
export interface RoundWarning {
  readonly code:
    | 'account.clock-skewed'
    | 'answer.damaged-text'
    | 'round.unsettled'
    | 'round.unfinished'
    | 'round.narrowed'
    | 'discovery.refused'
    | 'order.incomplete'
    | 'order.implausible'
    | 'order.contradictory'
    | 'setting.unit-unknown'
    | 'resource.incomplete'
    | 'resource.implausible'
    // Lists that the provider refused to show, by their names: what is in them stays as it was.
    | 'list.refused'
    // The account's credit was known, and its provider refused to show it, or could not: what was last read of it still rings.
    | 'balance.refused'
    | 'balance.unread';
  /** `account.clock-skewed`: our clock minus theirs, in milliseconds. */
  readonly skewMs?: number;
  /** `order.incomplete`, `order.implausible`, `order.contradictory`, and the same of resources: how many. */
  readonly count?: number;
  /** `list.refused`: the regions or products. */
  readonly lists?: readonly string[];
}

/** How far a round has come: pages of the list first, then the details that are due. */
export interface RoundProgress {
  /** `store`: the round waits until a store of an earlier release is brought up to date, in percent. */
  readonly step: 'store' | 'list' | 'details';
  readonly read: number;
  /** Null while the list does not say how many there are. */
  readonly of: number | null;
}

/** The outcome of one round of one account, as `sync` lists it. */
export interface RoundOutcome {
  readonly label: string;
  readonly provider: string;
  readonly ok: boolean;
  readonly failure: Failure | null;
  readonly warnings: readonly RoundWarning[];
  readonly orders: number;
  /** What is rented now, where the provider lists it. */
  readonly resources: number;
  readonly rentals: number;
  readonly changes: number;
  readonly requests: number;
  readonly lastSyncedAt: Instant | null;
}

/** Every kind of change that a round may find. */
export const changeKinds = [
  'placed',
  'paid',
  'delivered',
  'renewed',
  'endMoved',
  'expired',
  'released',
  'refunded',
  'failed',
  'lapsed',
  'vanished',
] as const;

/** What kind of difference a round found. */
export type ChangeKind = (typeof changeKinds)[number];

/** A difference that a round found, for the history and for what rings at once. */
export interface Change {
  readonly kind: ChangeKind;
  readonly rentalId: string;
  readonly providerOrderId: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** `vanished`: a deadline lay ahead, and nothing rings for it any more. Left out where there was none. */
  readonly silences?: true;
}
