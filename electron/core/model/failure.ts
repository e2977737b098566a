import type { Instant } from './ids.ts';

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
  'account.clock-skewed',
  'account.address-changed',
  'vault.unavailable',
  'vault.locked',
  'vault.denied',
  'store.damaged',
  'store.full',
  'store.locked',
  // With the reason: `electron/edges/store/system-errors.ts` has them.
  'store.forbidden',
  'input.invalid',
  'not-found',
  'cancelled',
  // A bug was thrown and caught at the IPC border: its stack is in the log, and the window must be told something.
  'bug',
] as const;

/** Why an expected thing went wrong. Closed list: each code has its sentence in both languages. */
export type FailureCode = (typeof failureCodes)[number];

/** An expected failure as data: a code and safe facts, never a body, header, query or secret. */
export interface Failure {
  readonly code: FailureCode;
  /** `provider.rate-limited`: not to be asked again before this instant. */
  readonly retryAt?: Instant;
  /** The provider's own error code and sentence, cut to 200 characters. */
  readonly providerCode?: string;
  readonly providerMessage?: string;
  /** The id that the provider's support asks for. */
  readonly requestId?: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** `provider.unexpected-answer`: where in the answer the surprise was (never its value). */
  readonly path?: string;
  /** Host that an answer tried to redirect to. */
  readonly redirectedTo?: string;
  /** `account.address-changed`: the address that the key was stored for. */
  readonly storedFor?: string;
  /** `input.invalid`: the field. */
  readonly field?: string;
  /** What is wrong with the field; what became of a damaged store. One with a sentence of its own is told instead of the code. */
  readonly reason?: string;
  /** A safe technical word such as an error name (`ENOTFOUND`), a missing library or a file. */
  readonly detail?: string;
}

/** The outcome of anything that can fail in an expected way. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export const success = <Value>(value: Value): Result<Value> => ({ ok: true, value });

export const failed = (
  code: FailureCode,
  facts: Omit<Failure, 'code'> = {},
): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure: { code, ...facts },
});
