import type { AccountId, Instant } from './ids.ts';
import type { Failure } from './failure.ts';

/** One set of credentials at a provider, with the user's label. Holds no secret: those live in the vault. */
export interface Account {
  readonly id: AccountId;
  /** Unique among the accounts, compared without case. */
  readonly label: string;
  readonly provider: string;
  readonly baseUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  /** What is stored of its settings cannot be read: its provider is not asked until they are set again. */
  readonly damaged?: true;
  /** The last four characters of the identifying key, all that is ever shown of it. */
  readonly secretHint: string;
  /** The user agreed to send the key over plain http, to a public host or through a proxy. What counts is what is kept beside the key. */
  readonly allowHttp: boolean;
  readonly addedAt: Instant;
  readonly intervalMs: number;
  /** So many requests may it cost in any hour; what would go beyond waits. */
  readonly requestsPerHour: number;
  readonly paused: boolean;
  /** Last round that succeeded. */
  readonly lastSyncedAt: Instant | null;
  /** First round that failed since then. */
  readonly staleSince: Instant | null;
  readonly failure: Failure | null;
  /** The provider asked not to be asked before this instant. */
  readonly parkedUntil: Instant | null;
}

/** What the add-account form collects. `secrets` goes straight to the vault and is never returned. */
export interface NewAccount {
  readonly provider: string;
  readonly label: string;
  readonly baseUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly allowHttp: boolean;
}

/** What a vault's item says besides keys; no provider may call a part of its key so. */
export const reservedNames = ['origin', 'provider', 'allowHttp'] as const;

/** One field that a provider asks for. `reservedNames` cannot be its name; label and help are message keys. */
interface CredentialField {
  readonly name: string;
  readonly label: string;
  readonly help: string;
}

/**
 * What a setting is for. `account`: how the account is read, always. `filter`: only some orders are read, always or in one round.
 * `size`: how many orders one request asks for. `round`: for one round of the terminal program only, never kept.
 */
export type SettingRole = 'account' | 'filter' | 'size' | 'round';

/** One setting of an account. Label and help are message keys, as are the choices' labels. */
export interface SettingField {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /**
   * `number`: whole and within `range`. `time`: `yyyy-MM-dd HH:mm:ss`, Beijing time. `choice-by-product`: one of the choices for each
   * product that differs from the account, as `product=value,product=value`; products are known from orders only, so a new account is not asked.
   */
  readonly kind: 'choice' | 'text' | 'number' | 'time' | 'choice-by-product';
  /** The values with their labels; none for the other kinds. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Used when the user says nothing; null when the user must choose. */
  readonly initial: string | null;
  /** `account` when it is left out. */
  readonly role?: SettingRole;
  /** The name in the provider's own document, by which the terminal program knows it too. */
  readonly parameter?: string;
  /** `number`: the least and the most that the provider takes. */
  readonly range?: { readonly least: number; readonly most: number };
}

/** What a provider asks of a new account and can do: the add-account form, help and README are made from it. */
export interface ProviderDescription {
  readonly id: string;
  /** Message key of the provider's name. */
  readonly name: string;
  /** Base address; null when only the user knows it. */
  readonly defaultBaseUrl: string | null;
  /** The base address of each value of the setting `site`, where a provider has several sites whose keys are not interchangeable. */
  readonly sites?: Readonly<Record<string, string>>;
  /** What its API tells of: what was once ordered, what is rented now. */
  readonly reads: readonly ('orders' | 'resources')[];
  /** Where its user sees and manages what is rented, from a quoted source; left out without one. */
  readonly consoleUrl?: string;
  /** Where its user finds or makes a key, from a quoted source; left out without one. */
  readonly keyUrl?: string;
  readonly credentials: readonly CredentialField[];
  readonly settings: readonly SettingField[];
  /** Message key: where to make a read-only key in that provider's console. */
  readonly keyHelp: string;
  /** Message key: how the end of a rental becomes known. */
  readonly endHelp: string;
  /** The only requests that are ever sent, as its document names them. All of them read. */
  readonly calls: readonly string[];
}

/** What the user said about all rentals of one account. */
export interface AccountRule {
  /** Own points, in milliseconds before an end, for rentals without a list of their own; null for those by length. */
  readonly pointsMs: readonly number[] | null;
  readonly mutedUntil: Instant | null;
  /** So many days the provider keeps data after an end, as the user knows it; null when nobody says. */
  readonly daysKept: number | null;
}

/** The rule of an account for which the user chose nothing. */
export const noAccountRule: AccountRule = { pointsMs: null, mutedUntil: null, daysKept: null };
