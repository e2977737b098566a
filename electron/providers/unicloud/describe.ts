import { cut } from '../fields.ts';
import { isObject, parseJson } from '../json.ts';

/**
 * One line from a product description: JSON inside a string (`{"conf":{"地域":"天津",…}}`, its values joined), plain text as it is,
 * null when empty. The raw text stays in the order's facts.
 */
export const describe = (description: string | null): string | null => {
  if (description === null) return null;
  const parsed = parseJson(description);
  if (!parsed.ok) return description.trimStart().startsWith('{') ? null : cut(description, 200);
  const values = valuesOf(parsed.value);
  return values.length === 0 ? null : cut(values.join(' · '), 200);
};

const valuesOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (Array.isArray(value)) return value.flatMap(valuesOf);
  return isObject(value) ? Object.values(value).flatMap(valuesOf) : [];
};
