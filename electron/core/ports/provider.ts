import type { ProviderDescription } from '../model/account.ts';
import type { Failure, Result } from '../model/failure.ts';
import type { Instant, ProviderOrderId, ResourceKey } from '../model/ids.ts';
import type { Money } from '../model/money.ts';
import type { Order, SightedOrder, StoredOrder } from '../model/order.ts';
import type { ListReading } from '../model/list-standing.ts';
import type { Resource } from '../model/resource.ts';
import type { AccountSuggestions } from '../model/suggestion.ts';
import type { Change, RoundProgress, RoundWarning } from '../model/sync.ts';
import type { HttpPort } from './http.ts';
import type { Secret } from '../model/secret.ts';
import type { SecretsRead } from '../model/secrets-read.ts';
import type { FieldGroup } from './field-groups.ts';

/** An order as a provider's code reads it; the account is added by the round. */
export interface ReadOrder extends Omit<Order, 'accountId'> {
  /**
   * Opaque text that stays the same while the provider's list says nothing new about this order and we would read it alike;
   * null where nothing is compared.
   */
  readonly listFingerprint: string | null;
  /** When the detail behind it was last read; null without one. */
  readonly detailReadAt: Instant | null;
  /** Fields among `incomplete` that do say something: a time or a duration that no order can have. Left out where there are none. */
  readonly implausible?: readonly string[];
}

/** What an earlier round stored about an order, so that an unchanged one costs no detail request. */
export interface KnownOrder {
  readonly listFingerprint: string | null;
  readonly detailReadAt: Instant | null;
  /** Nothing more is expected to happen to it: paid and delivered, or over. */
  readonly finished: boolean;
  readonly incomplete: boolean;
  /** Its rental's end has moved and waits for a second reading. */
  readonly doubtful: boolean;
}

/** All that a provider's code may use in one round. Time and randomness are given, so tests can fix them. */
export interface ProviderSession {
  readonly baseUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Secret>>;
  /** Every key that was read in this run of the program: none of them leaves a response. Left out, only the account's own are looked for. */
  readonly secretsRead?: SecretsRead | undefined;
  readonly http: HttpPort;
  readonly now: () => number;
  readonly nonce: () => string;
  readonly known: (id: ProviderOrderId) => KnownOrder | null;
  /**
   * Whether orders that an earlier round stored, and that have not vanished, are not among these ids. Left out where no round is read.
   */
  readonly isMissing?: (seen: Pick<ReadonlySet<string>, 'has'>) => boolean;
  /** The account's own object, the same in each of its rounds while the program runs; see `PageMemory`. */
  readonly memory: object;
  /** True once the round's time is up or it was cancelled: finish what is in hand and return it as unfinished. */
  readonly shouldStop: () => boolean;
  /** True once the account's budget of requests is spent: what is not urgent waits for a later round. */
  readonly isBudgetSpent: () => boolean;
  readonly onProgress: (progress: RoundProgress) => void;
  /**
   * Stores orders as they are read, so that a long list is not held whole and is kept where the round ends before it does. What was handed over
   * is not in the reading's `orders`. Left out where nothing is stored, as in a test request: then all of them are.
   */
  readonly keep?: (orders: readonly ReadOrder[]) => Promise<void>;
}

/** A resource as a provider's code reads it; the account is added by the round. */
export interface ReadResource extends Omit<Resource, 'accountId'> {
  /** Fields among `incomplete` that do say something: a time that no resource can have. Left out where there are none. */
  readonly implausible?: readonly string[];
}

/** What is left on an account that is billed by use, and what everything that runs on it costs in an hour, in the same currency. */
export interface BalanceReading {
  readonly credit: Money;
  readonly perHour: Money;
  /**
   * Message key of the sentence on what happens when it is used up, such as `provider_vastai_balance_afterwards`; left out without a source
   * for one.
   */
  readonly afterwards?: string;
}

/** What is rented now, as one round read it. */
export interface ResourcesReading {
  readonly resources: readonly ReadResource[];
  /** Stored resources that a listed one may be as well, since it says less of what it is than they do: they do not count as missing. */
  readonly mayBeListed?: readonly ResourceKey[];
  /** Every list that was asked for, or left out on purpose, once. */
  readonly lists: readonly ListReading[];
  /**
   * Null: nothing runs, so there is none. `refused`: the key may not read it. Left out where this round does not know, as after a list that
   * was not seen whole or a request that failed. Of both, what is known of earlier still holds.
   */
  readonly balance?: BalanceReading | 'refused' | null;
}

/** What a round read. */
export interface RoundReading {
  /** New or changed orders, whole, but for those that were handed over by `keep`. For providers without details: all of them. */
  readonly orders: readonly ReadOrder[];
  /** Orders that the provider still lists and whose stored form is still right. */
  readonly unchanged: readonly ProviderOrderId[];
  /** Everything was seen in one settled walk, so an order that is missing may count as vanished. */
  readonly settled: boolean;
  /** Left out by a provider whose API does not say what is rented now. */
  readonly resources?: ResourcesReading;
  readonly warnings: readonly RoundWarning[];
  /** The round stopped early with this failure, yet `orders` holds what was read and may be kept. Null normally. */
  readonly interruptedBy: Failure | null;
}

/** What a test request found: how many orders there are, or resources where the provider has no orders; null when the response does not say. */
export interface TestReading {
  readonly orders: number | null;
}

/** A stored order with what bears on how long it ran. */
export interface ObservedOrder {
  readonly order: SightedOrder;
  /** The last time that the provider listed it as it is stored. */
  readonly seenAt: Instant;
  /** How our polling saw it end first; null when it did not. */
  readonly ending: (Pick<Change, 'before' | 'after'> & { readonly at: Instant }) | null;
  /** It was seen to be renewed, the user joined another order to it, or corrected its end: it says little about what was bought. */
  readonly doubtful: boolean;
}

/** What of an order bears on what an account's settings make of it. */
export type RereadableOrder = Pick<Order, 'placedAt' | 'items' | 'facts' | 'soldAs'>;

/** A company with an API, as one folder: everything that is special about it is behind these members. */
export interface Provider {
  /** Id, fields and texts, from which the add-account form, the terminal program's help and the README are made. */
  readonly description: ProviderDescription;
  /** How the fields of its responses are called and read, for an order's page; what they leave out is shown as it was sent. */
  readonly fieldGroups: readonly FieldGroup[];
  /**
   * Its own words for machines: a disk or an address that was bought in one order with one of them is part of it. Left out where an order has
   * one thing only, or there are no orders.
   */
  readonly machines?: readonly string[];
  /** Name of the credential whose last four characters are shown as a hint. */
  readonly hintFrom: string;
  /** Checks setting values before an account is stored: `input.invalid` with the field. */
  readonly checkSettings: (settings: Readonly<Record<string, string>>) => Result<null>;
  /** One cheap real request that proves address and key. */
  readonly test: (session: ProviderSession) => Promise<Result<TestReading>>;
  /** One whole round, read-only. Fails whole, or returns what it read. */
  readonly readRound: (session: ProviderSession) => Promise<Result<RoundReading>>;
  /**
   * Loads ahead what its first request would load. A program that runs for long calls it at its start: by then its own files may have been replaced
   * by newer ones with other names. Left out where nothing is loaded late.
   */
  readonly warmUp?: () => Promise<unknown>;
  /**
   * The same order as other settings of its account would have it read, without asking anybody. Left out where no setting
   * bears on what an order says.
   */
  readonly reread?: <Known extends RereadableOrder>(order: Known, settings: Readonly<Record<string, string>>) => Known;
  /**
   * The same order, read anew, in the light of what was stored of it: what its settings made of it goes by what it was sold as. Left out where
   * no name bears on what an order says.
   */
  readonly asKnown?: (read: ReadOrder, before: StoredOrder, settings: Readonly<Record<string, string>>) => ReadOrder;
  /** What an account's own orders say about its settings. Left out where the provider leaves nothing open. */
  readonly suggest?: (
    settings: Readonly<Record<string, string>>,
    orders: readonly ObservedOrder[],
  ) => AccountSuggestions;
}
