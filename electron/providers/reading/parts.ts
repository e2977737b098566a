import { isObject, parseJson } from './json.ts';

/** A value inside JSON that itself stands in a string, with the name it has there; empty for a member of a bare list. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

/** The leaves of such JSON (`{"conf":{"地域":"天津",…}}`) in their order; blank ones are left out. Null when the text is no JSON. */
export const partsOf = (text: string): readonly Part[] | null => {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const parsed = parseJson(text);
  const parts = parsed.ok ? leavesOf(parsed.value, '') : null;
  if (recent.size >= maxRecent) recent.clear();
  recent.set(text, parts);
  return parts;
};

/** A thousand items may share the description of their order, which is read once. */
const recent = new Map<string, readonly Part[] | null>();
const maxRecent = 8;

const leavesOf = (value: unknown, name: string): readonly Part[] => {
  if (Array.isArray(value)) return value.flatMap((member: unknown) => leavesOf(member, name));
  if (isObject(value)) return Object.entries(value).flatMap(([inner, member]) => leavesOf(member, inner));
  if (typeof value === 'boolean') return [{ name, text: String(value) }];
  return typeof value === 'string' && value.trim() !== '' ? [{ name, text: value.trim() }] : [];
};
