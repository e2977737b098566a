import type { z } from 'zod';
import { inputFault } from '../../contract/bounded-input.ts';
import type { RequestName, Requests } from '../../contract/requests.ts';
import { cut } from '../../core/model/cut.ts';
import { failed, type FactsOf, type Result } from '../../core/model/failure.ts';
import { isInputReason, type ReasonOf } from '../../core/model/failure-words.ts';
import { inputSchemas } from '../../contract/schemas.ts';

/** One handler per request: gets parsed input, returns expected failures as data, throws only bugs. */
export type Handlers = {
  readonly [Name in RequestName]: (input: Requests[Name]['input']) => Promise<Result<Requests[Name]['reply']>>;
};

/** The part of the log that the router needs. */
export interface BugLog {
  error(facts: object, message: string): void;
}

const reasons: Readonly<Record<string, ReasonOf<'input.invalid'>>> = {
  invalid_type: 'wrong-type',
  too_big: 'too-large',
  too_small: 'too-small',
  unrecognized_keys: 'unknown-field',
  invalid_key: 'unknown-field',
};

/** The first thing wrong with an input: where and what kind, never the value, which may be a key. */
const invalidInput = (error: z.ZodError): FactsOf<'input.invalid'> => {
  const issue = error.issues[0];
  if (issue === undefined) return { field: '', reason: 'not-allowed' };
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = cut([...issue.path, ...keys].map(String).join('.'), 100);
  const own: unknown = issue.code === 'custom' ? issue.params?.['reason'] : undefined;
  return {
    field,
    reason: typeof own === 'string' && isInputReason(own) ? own : (reasons[issue.code] ?? 'not-allowed'),
  };
};

/**
 * Replies to one request of a trusted sender: bounds and parses the input, calls the handler, and turns a thrown bug into the failure
 * `bug` after its stack is in the log, since the window has to be told something. Never throws.
 */
export const reply = async <Name extends RequestName>(
  name: Name,
  rawInput: unknown,
  handlers: Handlers,
  log: BugLog,
): Promise<Result<Requests[Name]['reply']>> => {
  try {
    const fault = inputFault(rawInput);
    if (fault !== null) return failed('input.invalid', { field: '', reason: fault });
    const parsed = inputSchemas[name].safeParse(rawInput);
    if (!parsed.success) return failed('input.invalid', invalidInput(parsed.error));
    return await handlers[name](parsed.data);
  } catch (error) {
    log.error({ err: error, request: name }, 'a request met a bug');
    return failed('bug');
  }
};
