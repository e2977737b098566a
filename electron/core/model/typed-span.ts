import { day, hour } from './instant.ts';

/** A span of time that is part of a query, and the rest of it. */
export interface TypedSpan {
  readonly withinMs: number;
  /** As it was typed. */
  readonly typed: string;
  /** The query without it. */
  readonly rest: string;
}

/** Each unit with its length, what it may be called behind a number, and how many of it somebody may mean: "4090d" is a card. */
const units = [
  { ms: hour, joined: 'h|hrs?', apart: 'hours?|hrs?|个?小时', most: 999 },
  { ms: day, joined: 'd', apart: 'days?|天|日', most: 366 },
  { ms: 7 * day, joined: 'w|wks?', apart: 'weeks?|wks?|周|个?星期', most: 52 },
  { ms: 30 * day, joined: 'mo', apart: 'months?|个月', most: 12 },
] as const;

const before = String.raw`(?:(?:(?:due |ending )?(?:with)?in|(?:the )?next|未来|接下来)\s*)?`;
const after = '(?:以内|之内|内)?(?:到期)?';

const readers = units.map(({ ms, joined, apart, most }) => ({
  ms,
  most,
  // A single letter apart from its number is a word of its own: "4090 d".
  pattern: new RegExp(String.raw`(?<=^|\s)${before}(\d{1,3})(?:${joined}|\s*(?:${apart}))${after}(?=\s|$)`, 'iu'),
}));

/** Returns the span of time that a query asks for ("7d", "within 7 days", "7天内", "24h"); null where it has none. */
export const typedSpan = (query: string): TypedSpan | null => {
  const text = query.normalize('NFKC');
  for (const { ms, most, pattern } of readers) {
    const found = pattern.exec(text);
    const count = Number(found?.[1] ?? 0);
    if (found === null || count < 1 || count > most) continue;
    const [typed] = found;
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + typed.length)}`;
    return { withinMs: count * ms, typed: typed.trim(), rest: rest.trim().replaceAll(/\s+/g, ' ') };
  }
  return null;
};
