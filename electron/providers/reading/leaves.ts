import { z } from 'zod';
import { cut } from '../../core/model/cut.ts';
import { isObject } from './json.ts';
import { isPlaceholderId } from './stated-ids.ts';

/** Longer ids are no ids; the store indexes them. */
const maxIdLength = 200;

/** Longer words are no words of a list; the facts of the order have more of them. */
const maxWordLength = 400;

/**
 * A text of a response, however long: numbers already are (see `parseJson`), booleans become words. Absent, null, empty or of another
 * kind is null: a surprising field costs itself only, never its row.
 */
const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'boolean' ? String(value).trim() || null : null;

/** One value of a response as text. One that is too long ends in `…`, and so is neither a number nor a time. */
export const wordOf = (value: unknown): string | null => {
  const text = textOf(value);
  return text === null || text.length <= maxWordLength ? text : `${cut(text, maxWordLength - 1)}…`;
};

/** An id as text; null when there is none that could be one: a part of an id might be another one's, and a word for nothing is everybody's. */
export const idOf = (value: unknown): string | null => {
  const text = textOf(value);
  return text === null || text.length > maxIdLength || isPlaceholderId(text) ? null : text;
};

const anything = z.unknown().optional();

/** A text of a response, however long, see `textOf`; absent and of another kind is null. */
export const textLeaf = anything.transform(textOf);

/** The same as `wordOf` for a schema. */
export const leaf = anything.transform(wordOf);

/** The same as `idOf` for a schema. */
export const idLeaf = anything.transform(idOf);

/** A nested object that may be null, absent or of another kind: then null. */
export const nestedLeaf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .object(shape)
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);

/** More items than any real order has; a hostile one must not become so many rentals. */
export const maxItems = 1_000;

/** What the items of one order may take up in the store, in bytes: a thousand of the usual size. */
const maxItemBytes = 393_216;

/** So few items never take up as much, whatever their words. */
const fewItems = 30;

/** The first of an order's items, as many as it may have. */
export const itemsWithin = <Item>(items: readonly Item[]): readonly Item[] => {
  if (items.length <= fewItems) return items;
  let left = maxItemBytes;
  const end = items.findIndex((item) => (left -= Buffer.byteLength(JSON.stringify(item))) < 0);
  return end === -1 ? items : items.slice(0, end);
};

/** The members, at most so many, of a list that may be null, absent, `{}` or one object instead of a list of one. */
export const membersOf = (value: unknown, most = Number.POSITIVE_INFINITY): readonly unknown[] => {
  if (Array.isArray(value)) return value.slice(0, most);
  return isObject(value) && Object.keys(value).length > 0 ? [value] : [];
};

/** A member that is looked at later, present or not. */
export const raw = anything;
