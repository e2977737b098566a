/**
 * A JSON text with other strings, names and numbers, and no other structure: each is changed by itself, and what stays the same stays as
 * it is written. A number that changes becomes a string. `change` is told too how long each is written. Never parses the
 * whole, whose size and depth nobody has judged yet.
 */
export const changedTexts = (json: string, change: (text: string, written: number) => string): string => {
  let changed = '';
  let done = 0;
  const token = /"|-?\d[\d.eE+-]*/g;
  for (let found = token.exec(json); found !== null; found = token.exec(json)) {
    const from = found.index;
    const to = found[0] === '"' ? endOfString(json, from) : token.lastIndex;
    const written = json.slice(from, to);
    const text = found[0] === '"' ? unquote(written) : written;
    const other = text === null ? null : change(text, written.length);
    if (other !== null && other !== text) {
      changed += json.slice(done, from) + JSON.stringify(other);
      done = to;
    }
    token.lastIndex = to;
  }
  return changed + json.slice(done);
};

/** Just behind the closing quotation mark, or the end of a text that has none. */
export const endOfString = (json: string, from: number): number => {
  let index = from + 1;
  while (index < json.length && json.charCodeAt(index) !== 0x22) index += json.charCodeAt(index) === 0x5c ? 2 : 1;
  return Math.min(index + 1, json.length);
};

/** The text of a string; null when it is none that JSON knows. */
const unquote = (written: string): string | null => {
  try {
    const text: unknown = JSON.parse(written);
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
};
