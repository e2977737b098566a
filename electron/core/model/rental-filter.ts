import type { AccountId } from './ids.ts';
import { day } from './instant.ts';
import type { Money } from './money.ts';
import type { Intention, RentalState } from './rental.ts';

/** Every span of time by which a list of rentals is filtered. */
export const timeSpans = ['day', 'week', 'month', 'none'] as const;

/** Rentals whose next deadline, of whatever kind, is at most so far ahead; `none`: those that run and have none ahead. */
export type TimeSpan = (typeof timeSpans)[number];

/** How far ahead each span reaches, in milliseconds. */
export const spanMs: Readonly<Record<Exclude<TimeSpan, 'none'>, number>> = { day, week: 7 * day, month: 30 * day };

/** What rentals are filtered by of which every value is counted; null shows all. */
export interface FacetFilter {
  readonly state: RentalState | null;
  readonly accountId: AccountId | null;
  readonly within: TimeSpan | null;
  readonly plan: Intention | null;
  readonly provider: string | null;
  readonly region: string | null;
  /** The provider's own word for what is rented. */
  readonly kind: string | null;
  /** The model of its cards. */
  readonly gpu: string | null;
  /** One of the user's own words, whatever its case. */
  readonly tag: string | null;
}

/** The filter that leaves every rental. */
export const noFacets: FacetFilter = {
  state: null,
  accountId: null,
  within: null,
  plan: null,
  provider: null,
  region: null,
  kind: null,
  gpu: null,
  tag: null,
};

/** Everything that a list of rentals is sorted by. */
export const rentalSorts = ['deadline', 'name', 'plan', 'account', 'price'] as const;

/** A sequence of a list of rentals. */
export interface RentalOrder {
  readonly by: (typeof rentalSorts)[number];
  readonly descending: boolean;
}

/** The sequence that a list has by itself: the next deadline first. */
export const bySoonest: RentalOrder = { by: 'deadline', descending: false };

/** One value, and how many rentals have it. */
export interface Counted<Value extends string = string> {
  readonly value: Value;
  readonly count: number;
}

/** How many rentals each value of a filter would leave, most first; and what those that are shown cost together. */
export interface RentalFacets {
  /** How many of those that are over the filter leaves, shown or not. */
  readonly over: number;
  readonly state: readonly Counted<RentalState>[];
  readonly accountId: readonly Counted<AccountId>[];
  /** Each span counts those of the shorter ones too. */
  readonly within: readonly Counted<TimeSpan>[];
  readonly plan: readonly Counted<Intention>[];
  readonly provider: readonly Counted[];
  readonly region: readonly Counted[];
  readonly kind: readonly Counted[];
  readonly gpu: readonly Counted[];
  /** Each tag once whatever its case, as it is written on most. */
  readonly tag: readonly Counted[];
  /** The exact sum of what the last paid periods cost of those that are shown and not over: one for each currency. */
  readonly cost: readonly Money[];
  /** How many of those have no known price. */
  readonly unpriced: number;
}
