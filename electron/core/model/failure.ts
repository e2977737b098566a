import type {
  ResponseFault,
  CaFault,
  ChannelFault,
  ErrorName,
  KeychainFault,
  KeyFault,
  MissingField,
  ProxyFault,
  ReasonOf,
  TimeoutDetail,
} from './failure-words.ts';
import type { Instant } from './ids.ts';
import { wholeList } from './word-lists.ts';

/** The codes of all failures. Each has its sentence in both languages. */
export const failureCodes = [
  'network.offline',
  'network.timeout',
  'network.tls',
  'network.proxy',
  'provider.unavailable',
  'provider.rate-limited',
  'provider.refused',
  'provider.unexpected-answer',
  'account.key-rejected',
  'account.key-lacks-permission',
  'account.wrong-site',
  'account.clock-skewed',
  'account.address-changed',
  'vault.unavailable',
  'vault.locked',
  'vault.denied',
  'store.damaged',
  'store.full',
  'store.locked',
  'store.forbidden',
  'backup.not-written',
  'backup.not-read',
  'export.not-written',
  'login.refused',
  'update.unreachable',
  'update.unreadable',
  'update.refused',
  'update.not-installed',
  'input.invalid',
  'not-found',
  'cancelled',
  // A bug was thrown and caught at the IPC border: its stack is in the log, and the window must be told something.
  'bug',
] as const;

/** Why an expected thing went wrong. */
export type FailureCode = (typeof failureCodes)[number];

/** What can go wrong inside a round may come with the instant before which the provider is not to be asked again. */
interface OfRound {
  readonly retryAt?: Instant;
}

/** What a provider said about its own failure. */
export interface SaidFacts {
  /** The provider's own error code and sentence, cut to 200 characters. */
  readonly providerCode?: string;
  readonly providerMessage?: string;
  /** The id that the provider's support asks for. */
  readonly requestId?: string;
}

interface HttpStatusFact {
  /** HTTP status, where there was a response. */
  readonly status?: number;
}

interface Refused extends OfRound, SaidFacts, HttpStatusFact {}

/** A system's or a library's own words, which nothing goes by: they are for whoever looks into it. */
interface Told {
  readonly detail?: string;
}

/** The facts of each code: those that are always there, and those that may be. */
export interface FactsByCode {
  readonly 'network.offline': OfRound & { readonly detail: ErrorName };
  readonly 'network.timeout': OfRound & { readonly detail: TimeoutDetail | ErrorName };
  readonly 'network.tls': OfRound & { readonly detail: CaFault | ErrorName };
  readonly 'network.proxy': OfRound & HttpStatusFact & { readonly detail: ProxyFault | ErrorName };
  readonly 'provider.unavailable': OfRound & HttpStatusFact & Told;
  readonly 'provider.rate-limited': OfRound & HttpStatusFact;
  readonly 'provider.refused': Refused;
  readonly 'provider.unexpected-answer': OfRound &
    HttpStatusFact & {
      readonly detail?: ResponseFault | ErrorName;
      /** Where in the response the surprise was (never its value). */
      readonly path?: string;
      /** Host that the response tried to redirect to. */
      readonly redirectedTo?: string;
    };
  readonly 'account.key-rejected': Refused;
  readonly 'account.key-lacks-permission': Refused;
  /** The key belongs to another site of the provider than the one asked, whose setting value this is. */
  readonly 'account.wrong-site': Refused & { readonly site?: string };
  /** As a failure: the provider refused a request for its time. */
  readonly 'account.clock-skewed': Refused;
  /** With the address that the key was stored for, where that is known. */
  readonly 'account.address-changed': { readonly storedFor?: string };
  readonly 'vault.unavailable': { readonly detail: KeychainFault; readonly reason?: ReasonOf<'vault.unavailable'> };
  /** A prompt may be waiting for somebody, for longer than the call could. */
  readonly 'vault.locked': { readonly detail?: 'timeout' };
  readonly 'vault.denied': { readonly detail?: KeyFault; readonly reason?: ReasonOf<'vault.denied'> };
  readonly 'store.damaged': Told & { readonly reason?: ReasonOf<'store.damaged'> };
  readonly 'store.full': Told & { readonly reason?: ReasonOf<'store.full'> };
  readonly 'store.locked': Told & { readonly reason?: ReasonOf<'store.locked'> };
  readonly 'store.forbidden': Told & { readonly reason: ReasonOf<'store.forbidden'> };
  readonly 'backup.not-written': Told & { readonly reason?: ReasonOf<'backup.not-written'> };
  readonly 'backup.not-read': Told & { readonly reason?: ReasonOf<'backup.not-read'> };
  readonly 'export.not-written': Told;
  /** The system did not take it that the program starts at login, or that it does not. */
  readonly 'login.refused': object;
  /** The server of updates, whose name or status the detail is. */
  readonly 'update.unreachable': Told & { readonly reason?: ReasonOf<'update.unreachable'> };
  /** What the server says about its versions makes no sense. */
  readonly 'update.unreadable': object;
  /** What was offered or downloaded is not to be trusted. */
  readonly 'update.refused': Told & { readonly reason: ReasonOf<'update.refused'> };
  readonly 'update.not-installed': Told;
  readonly 'input.invalid': {
    /** Empty for the input as a whole. */
    readonly field: string;
    readonly reason?: ReasonOf<'input.invalid'>;
    /** `out-of-range`: the range. */
    readonly detail?: string;
  };
  readonly 'not-found': {
    readonly field?: MissingField;
    readonly reason?: ReasonOf<'not-found'>;
    readonly detail?: ChannelFault;
  };
  readonly cancelled: OfRound;
  readonly bug: object;
}

type KeysOf<Member> = Member extends unknown ? keyof Member : never;

type FactName = KeysOf<FactsByCode[FailureCode]>;

/** These facts and none of the others, so that reading a fact that a failure does not have gives undefined. */
type Only<Facts> = { readonly [Name in keyof Facts]: Facts[Name] } & {
  readonly [Name in Exclude<FactName, keyof Facts>]?: never;
};

/** The facts of a failure of one code. */
export type FactsOf<Code extends FailureCode> = Code extends unknown ? Only<FactsByCode[Code]> : never;

/** An expected failure as data: a code and exactly the safe facts that it has, never a body, header, query or secret. */
export type FailureOf<Code extends FailureCode> = {
  [Each in Code]: { readonly code: Each } & FactsOf<Each>;
}[Code];

/** Any expected failure. */
export type Failure = FailureOf<FailureCode>;

type GroupCode<Group extends string> = Extract<FailureCode, `${Group}.${string}`>;

/** What keeps keys from being kept, or from being had. */
export type VaultFailure = FailureOf<GroupCode<'vault'>>;

/** What keeps the data from being reached or written. */
export type StoreFailure = FailureOf<GroupCode<'store'>>;

/** What a round may end with after its provider was asked. */
export type RoundFailure = FailureOf<
  { [Code in FailureCode]: 'retryAt' extends keyof FactsByCode[Code] ? Code : never }[FailureCode]
>;

const vaultCodes: ReadonlySet<FailureCode> = new Set(
  wholeList<GroupCode<'vault'>>()(['vault.unavailable', 'vault.locked', 'vault.denied']),
);

const roundCodes: ReadonlySet<FailureCode> = new Set(
  wholeList<RoundFailure['code']>()([
    'network.offline',
    'network.timeout',
    'network.tls',
    'network.proxy',
    'provider.unavailable',
    'provider.rate-limited',
    'provider.refused',
    'provider.unexpected-answer',
    'account.key-rejected',
    'account.key-lacks-permission',
    'account.wrong-site',
    'account.clock-skewed',
    'cancelled',
  ]),
);

/** Whether a failure can say before which instant the provider is not to be asked again. */
export const isRoundFailure = (failure: Failure): failure is RoundFailure => roundCodes.has(failure.code);

/** Whether a failure is the keychain's. */
export const isVaultFailure = (failure: Failure): failure is VaultFailure => vaultCodes.has(failure.code);

/** The outcome of anything that can fail in an expected way, or only in some of them. */
export type Result<Value, Why extends Failure = Failure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Why };

/** Returns the result of something that succeeded. */
export const success = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

/** The facts may be left out where none is always there. */
type Given<Code extends FailureCode> = object extends FactsOf<Code> ? [facts?: FactsOf<Code>] : [facts: FactsOf<Code>];

/** Makes the outcome that failed. */
export const failed = <Code extends FailureCode>(
  code: Code,
  ...[facts]: Given<Code>
): { readonly ok: false; readonly failure: FailureOf<Code> } => ({
  ok: false,
  // What `Given` has checked for the code; the compiler cannot follow it through a code that is not known here.
  failure: { code, ...facts } as FailureOf<Code>,
});
