import type { Instant } from './ids.ts';
import type { Money } from './money.ts';

/** What numbers of a response count. */
export type FieldUnit = 'gigabyte' | 'core' | 'card' | 'teraflops';

/** A value of the provider's response, read as far as it can be; otherwise its exact text. */
export type FieldValue =
  | { readonly kind: 'text'; readonly text: string; readonly exact: boolean }
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'instant'; readonly at: Instant }
  | { readonly kind: 'amount'; readonly amount: string; readonly unit: FieldUnit }
  /** A code: `word` is the message key of its meaning, which may not exist. */
  | { readonly kind: 'word'; readonly word: string; readonly text: string }
  | { readonly kind: 'flag'; readonly isSet: boolean };

/** How a field is called: by one of our messages, or by a name that came with the response. */
export type FieldLabel = { readonly message: string } | { readonly own: string };

/** One field of an order as its page shows it. */
export interface OrderField {
  readonly label: FieldLabel;
  readonly value: FieldValue;
}

/** Fields of an order that belong together, for reading. */
export interface OrderSection {
  /** Message key. */
  readonly heading: string;
  /** Which of several alike it is, from 1; null when there is only one. */
  readonly number: number | null;
  readonly fields: readonly OrderField[];
}
