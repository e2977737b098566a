import type { ProviderDescription } from '../contract/account.ts';
import type { Failure, Result } from '../contract/failure.ts';
import type { Instant, ProviderOrderId } from '../contract/ids.ts';
import type { Order } from '../contract/order.ts';
import type { RoundWarning } from '../contract/sync.ts';
import type { HttpPort } from '../http/port.ts';
import type { Secret } from '../secrets/secret.ts';
import type { FieldGroup } from './field-groups.ts';

/** An order as a provider's code reads it; the account is added by the round. */
export interface ReadOrder extends Omit<Order, 'accountId'> {
  /**
   * Opaque text that stays the same while the provider's list says nothing new about this order,
   * for providers whose details cost a request each; null where the list says everything.
   */
  readonly listMark: string | null;
  /** When the detail behind it was last read; null without one. */
  readonly detailReadAt: Instant | null;
}

/** What an earlier round stored about an order, so that an unchanged one costs no detail request. */
export interface KnownOrder {
  readonly listMark: string | null;
  readonly detailReadAt: Instant | null;
  /** Nothing more is expected to happen to it: paid and delivered, or over. */
  readonly finished: boolean;
  readonly incomplete: boolean;
}

/** All that a provider's code may use in one round. Time and randomness are given, so tests can fix them. */
export interface ProviderSession {
  readonly baseUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Secret>>;
  readonly http: HttpPort;
  readonly now: () => number;
  readonly nonce: () => string;
  readonly known: (id: ProviderOrderId) => KnownOrder | null;
  /** True once the round's time is up or it was cancelled: finish what is in hand and return it as unfinished. */
  readonly shouldStop: () => boolean;
}

/** What a round read. */
export interface RoundReading {
  /** New or changed orders, whole. For providers without details: all of them. */
  readonly orders: readonly ReadOrder[];
  /** Orders that the provider still lists and whose stored form is still right. */
  readonly unchanged: readonly ProviderOrderId[];
  /** Everything was seen in one settled walk, so an order that is missing may count as vanished. */
  readonly settled: boolean;
  readonly warnings: readonly RoundWarning[];
  /** The round stopped early with this failure, yet `orders` holds what was read and may be kept. Null normally. */
  readonly interruptedBy: Failure | null;
}

/** What a test request found: how many orders there are, null when the answer does not say. */
export interface TestReading {
  readonly orders: number | null;
}

/** A company with an API, as one folder: everything that is special about it is behind these members. */
export interface Provider {
  /** Id, fields and texts, from which the add-account form, the terminal program's help and the README are made. */
  readonly description: ProviderDescription;
  /** How the fields of its answers are called and read, for an order's page; what they leave out is shown as it was sent. */
  readonly fields: readonly FieldGroup[];
  /** Name of the credential whose last four characters are shown as a hint. */
  readonly hintFrom: string;
  /** Checks setting values before an account is stored: `input.invalid` with the field. */
  readonly checkSettings: (settings: Readonly<Record<string, string>>) => Result<null>;
  /** One cheap real request that proves address and key. */
  readonly test: (session: ProviderSession) => Promise<Result<TestReading>>;
  /** One whole round, read-only. Fails whole, or returns what it read. */
  readonly readRound: (session: ProviderSession) => Promise<Result<RoundReading>>;
}
