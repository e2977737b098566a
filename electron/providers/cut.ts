/** A letter with all that belongs to it is hardly ever longer; what is may be cut. */
const longestLetter = 64;

/** Made when the first text is cut, since most programs never cut one. */
let letters: Intl.Segmenter | null = null;

/** The beginning of a text that takes up at most so many bytes in UTF-8; a letter, with its accents or as an emoji of several, stays whole. */
export const cutBytes = (text: string, bytes: number): string => {
  // One unit of UTF-16 is at most three bytes.
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes));
  letters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const start = letters.segment(text.slice(0, read + longestLetter)).containing(read)?.index ?? read;
  return text.slice(0, start === 0 || read - start > longestLetter ? read : start);
};
