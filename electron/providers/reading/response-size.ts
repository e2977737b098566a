import { failed, success, type Result } from '../../core/model/failure.ts';
import type { SizeBudget } from './json-scan.ts';
import { readJson, usualBudget } from './json.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';

/**
 * What a page may hold of which so many rows were asked for. A service that knows no page sizes responds with its whole list, which is
 * some hundred rows and must be read; ten times as many as were asked for, and over a thousand, do not fit the request. A row
 * has 40 values or so.
 */
export const pageBudget = (asked: number): SizeBudget => ({
  members: Math.max(1_000, 10 * asked),
  values: Math.max(usualBudget.values, 200 * asked),
});

/**
 * Values of all responses of one round, as many as the bytes that a round may receive (see the HTTP port) hold of honest orders: 200,000 of
 * 40. Of the shortest values six times as many would fit into those bytes, and take up more memory than there is.
 */
const maxRoundValues = 8_000_000;

/** How many values each round has read so far. */
const rounds = new WeakMap<ProviderSession, number>();

/** Reads the JSON of a response, see `readJson`, within what was asked for and what one round may hold. */
export const parseResponse = (session: ProviderSession, text: string, budget = usualBudget): Result<unknown> => {
  const read = readJson(text, budget);
  if (!read.ok) return read;
  const values = (rounds.get(session) ?? 0) + read.value.values;
  rounds.set(session, values);
  if (values > maxRoundValues) return failed('provider.unexpected-answer', { path: '$', detail: 'too-many-values' });
  return success(read.value.value);
};
