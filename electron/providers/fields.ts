import { z } from 'zod';
import { isObject } from './json.ts';

/** Longer ids are no ids; the store indexes them. */
const longestId = 200;

/**
 * One value of an answer as text: numbers already are (see `parseJson`), booleans become words. Absent, null, empty or of
 * another kind is null: a surprising field costs itself only, never its row.
 */
export const leaf = z
  .union([z.string(), z.boolean().transform(String)])
  .nullish()
  .catch(null)
  .transform((text) => (text === null || text === undefined || text.trim() === '' ? null : text.trim()));

/** An id as text; null when there is none that could be one. */
export const idLeaf = leaf.transform((text) => (text === null || text.length > longestId ? null : text));

/** A nested object that may be null, absent or of another kind: then null. */
export const nested = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .object(shape)
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);

/** More items than any real order has; a hostile one must not become so many rentals. */
export const mostItems = 1_000;

/** The members, at most so many, of a list that may be null, absent, `{}` or one object instead of a list of one. */
export const membersOf = (value: unknown, most = Number.POSITIVE_INFINITY): readonly unknown[] => {
  if (Array.isArray(value)) return value.slice(0, most);
  return isObject(value) && Object.keys(value).length > 0 ? [value] : [];
};

/** Text cut to a number of characters, never through the middle of one. */
export const cut = (text: string, characters: number): string => {
  if (text.length <= characters) return text;
  return Array.from(text.slice(0, characters * 2))
    .slice(0, characters)
    .join('');
};

/** A member that is looked at later, present or not. */
export const raw = z.unknown().optional();
