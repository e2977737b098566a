import { failed, success, type Result } from '../../core/model/failure.ts';
import { scanJson, type SizeBudget } from './json-scan.ts';

/** An object of a response, its members still unknown. */
export type JsonObject = { readonly [name: string]: unknown };

/** Whether a parsed value is an object (not null, not an array). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What JSON may hold where nothing was asked for by number: the detail of one order, a description, a list without pages. */
export const usualBudget: SizeBudget = { members: 10_000, values: 100_000 };

/** A parsed value, and how many members its lists and objects have together. */
export interface ReadJson {
  readonly value: unknown;
  readonly values: number;
}

/**
 * Parses JSON without losing a digit: every number becomes its exact text, so that 64-bit ids and amounts survive.
 * NUL and lone surrogates, which neither UTF-8 nor the store can hold, become U+FFFD; of equal names the last one counts; a very long
 * text is cut, and ends with `cutMark`. Fails with `provider.unexpected-answer`, path `$`, for text that is not JSON, nested deeper than
 * 64 levels, or holds more than `budget` allows, which is found before it is parsed.
 */
export const readJson = (text: string, budget: SizeBudget): Result<ReadJson> => {
  const scanned = scanJson(text, budget);
  if ('refused' in scanned) return failed('provider.unexpected-answer', { path: '$', detail: scanned.refused });
  try {
    const value: unknown = JSON.parse(scanned.text);
    return success({ value: /\\ud[89a-f]/i.test(text) ? toWellFormed(value) : value, values: scanned.values });
  } catch (error) {
    if (error instanceof SyntaxError) return failed('provider.unexpected-answer', { path: '$', detail: 'not-json' });
    throw error;
  }
};

/** The same for the value alone. */
export const parseJson = (text: string, budget: SizeBudget = usualBudget): Result<unknown> => {
  const read = readJson(text, budget);
  return read.ok ? success(read.value.value) : read;
};

const wellFormedText = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

const toWellFormed = (value: unknown): unknown => {
  if (typeof value === 'string') return wellFormedText(value);
  if (Array.isArray(value)) return value.map(toWellFormed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [wellFormedText(name), toWellFormed(member)]),
  );
};
