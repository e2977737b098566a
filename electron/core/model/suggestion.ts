import type { Instant, ProviderOrderId } from './ids.ts';

/** An order that rules a value out, with what it is judged by. */
export interface ProvingOrder {
  readonly providerOrderId: ProviderOrderId;
  readonly title: string;
  readonly placedAt: Instant;
  /** How many of the unit in question were bought. */
  readonly amount: number;
  /** It surely had not ended yet; null when that was never seen. */
  readonly runningAt: Instant | null;
  /** It surely had ended by itself; null when that was not seen. */
  readonly overAt: Instant | null;
}

/** A value that cannot be right, with the orders that say so. */
interface ExcludedValue {
  readonly value: string;
  /** How many orders say so; `orders` names at most twenty of them, the clearest first. */
  readonly count: number;
  readonly orders: readonly ProvingOrder[];
}

/** What an account's own orders say about a setting that only its owner can know. Offered, never applied by itself. */
export interface SettingSuggestion {
  readonly setting: string;
  /** The product that the setting is about; null when it is the account's. */
  readonly product: string | null;
  /** What holds now. */
  readonly value: string;
  /** The values that remain; none when the orders contradict each other. */
  readonly fits: readonly string[];
  readonly excluded: readonly ExcludedValue[];
}

/** A product that an account has orders of. */
export interface AccountProduct {
  readonly name: string;
  readonly orders: number;
}

/** What an account's stored orders tell about its settings; empty where the provider leaves nothing open. */
export interface AccountSuggestions {
  readonly suggestions: readonly SettingSuggestion[];
  /** Products that a `choice-by-product` setting can name, those with the most orders first. */
  readonly products: readonly AccountProduct[];
}

/** The suggestions of an account whose orders suggest nothing. */
export const noSuggestions: AccountSuggestions = { suggestions: [], products: [] };
