import { parse } from 'lossless-json';
import { failed, success, type Result } from '../contract/failure.ts';

/** Nested deeper than any answer of a provider; more would exhaust the stack of whoever walks it. */
const deepest = 64;

/** An object of an answer, its members still unknown. */
export type JsonObject = { readonly [name: string]: unknown };

/** Whether a parsed value is an object (not null, not an array). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Parses JSON without losing a digit: every number becomes its exact text, so that 64-bit ids and amounts survive.
 * NUL and lone surrogates, which neither UTF-8 nor the store can hold, become U+FFFD; of equal names the last one counts.
 * Fails with `provider.unexpected-answer`, path `$`, for text that is not JSON or nested deeper than 64 levels.
 */
export const parseJson = (text: string): Result<unknown> => {
  if (depthOf(text) > deepest) return failed('provider.unexpected-answer', { path: '$', detail: 'too-deep' });
  try {
    const value = parse(text, undefined, {
      parseNumber: (digits) => digits,
      onDuplicateKey: ({ newValue }) => newValue,
    });
    return success(/\\u(?:0000|d[89a-f])/i.test(text) ? wellFormed(value) : value);
  } catch (error) {
    if (error instanceof SyntaxError) return failed('provider.unexpected-answer', { path: '$', detail: 'not-json' });
    throw error;
  }
};

/** How deep brackets nest, without recursion; text that is not JSON gives a number too. */
const depthOf = (text: string): number => {
  let depth = 0;
  let max = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = endOfString(text, i);
    else if (code === 0x7b || code === 0x5b) max = Math.max(max, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return max;
};

const endOfString = (text: string, start: number): number => {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1;
  return i;
};

const wellFormedText = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\ufffd');

const wellFormed = (value: unknown): unknown => {
  if (typeof value === 'string') return wellFormedText(value);
  if (Array.isArray(value)) return value.map(wellFormed);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [wellFormedText(name), wellFormed(member)]));
};
