import { cut } from '../../core/model/cut.ts';
import type { Failure, StoreFailure } from '../../core/model/failure.ts';
import type { Cause } from '../../core/model/health.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { storeFailureOrNull } from '../../edges/store/failures.ts';
import { redactText } from '../../edges/system/redact.ts';

const maxDetailLength = 200;

/** An error as far as it is understood: the expected failure of the store that it is, or null for a bug, and what may be told of it. */
export interface ReadError {
  readonly failure: StoreFailure | null;
  readonly cause: Cause;
}

/** Reads what was thrown, and never throws itself. `isQuoting`: its message may quote what a provider sent, so only its name is told. */
export const readError = (error: unknown, isQuoting = false): ReadError => {
  try {
    const failure = storeFailureOrNull(error);
    return { failure, cause: failure === null ? bug(detailOf(error, isQuoting)) : causeOf(failure) };
  } catch {
    // Anything can be thrown, even what throws when it is asked its name.
    return { failure: null, cause: bug(typeof error) };
  }
};

/** Returns the cause of a reminder that no channel took: a word with a sentence of its own. */
export const channelCause = (fault: string | undefined): Cause => ({ code: null, reason: fault ?? null, detail: null });

const bug = (detail: string): Cause => ({ code: null, reason: null, detail });

/** Returns what may be reported of an expected failure. */
export const causeOf = ({ code, reason, detail }: Failure): Cause => ({
  code,
  reason: reason ?? null,
  detail: detail === undefined ? null : short(detail),
});

const detailOf = (error: unknown, isQuoting: boolean): string => {
  if (!(error instanceof Error)) return typeof error;
  return short(isQuoting || error.message === '' ? error.name : `${error.name}: ${redactText(error.message)}`);
};

const short = (text: string): string => cut(plainLine(text), maxDetailLength);
