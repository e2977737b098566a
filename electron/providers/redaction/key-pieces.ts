import { redacted } from '../../core/model/redacted.ts';

/*
 * What stands for a text of a response that is nothing but a piece of a key, as an id may be by accident. Half of a key or more says too much of
 * it and is never kept; but two ids that both became `[redacted]` would be one order. So it is called after its place in the key, which says
 * nothing of what is there: the same each time, and another for every other piece. Less than half is no leak, and stays.
 */

/** What stands for a text that repeats a key: `clean`, unless it is nothing but a piece of one; the text itself where that is less than half of it. */
export const withoutPiece = (text: string, clean: string, keys: readonly string[]): string => {
  // The shortest key is the one that it says most of.
  const [key] = keys
    .filter((each) => each.length > text.length && each.includes(text))
    .toSorted((one, other) => one.length - other.length);
  if (key === undefined || keys.some((each) => text.includes(each))) return clean;
  if (text.length * 2 < key.length) return text;
  const from = key.indexOf(text);
  return `${redacted}${String(from)}-${String(from + text.length)}`;
};

/** So many letters of a key in other texts make it one that is spread; fewer are the end of the name in front of it: `id`. */
const leastBeside = 4;

/** Whether what stands for a key in JSON lies in several texts, names or numbers; what lies in one was judged by itself. */
export const isSpread = (span: string): boolean => {
  const counts = span.split(/["[\]{}:,]/).map((part) => part.replace(/[^a-z\d]/gi, '').length);
  return counts.reduce((sum, count) => sum + count, 0) - Math.max(...counts) >= leastBeside;
};
