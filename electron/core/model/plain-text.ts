// The one door for text that comes from outside (a provider, a label that was typed, a file) before a person, a terminal, a notification or
// a file format meets it. What a provider said is stored as it was sent; it passes here wherever it is shown or written out.

/**
 * Characters that show nothing and change how the rest is read: format characters and whatever Unicode calls ignorable (direction marks,
 * zero-width characters, the byte-order mark, fillers, tags), and the noncharacters U+FFFE and U+FFFF. Left are the joiners U+200C and
 * U+200D and the variation selectors, which Persian, emoji and Chinese names are written with.
 */
const unseen = /(?![\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}])[\p{Cf}\p{DI}\ufffe\uffff]/gu;

/** Joiners with nothing to join, and variation selectors with nothing to vary: they make two names of one, and names of nothing. */
const astray =
  /(?<![\p{L}\p{N}\p{M}\p{S}\p{P}])[\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{S}])/gu;

/** More marks on one letter than any script writes, which would grow out of their line. */
const heapedMarks = /(\p{M}{8})\p{M}+/gu;

/** White space, and the Braille pattern without a dot, which looks like it. */
const blanks = /[\s\u2800]+/g;

/** C0, DEL and C1: they ring, move the cursor, start escape sequences or end lines of a file format. */
const controls = /\p{Cc}+/gu;

/** Every line and page break that Unicode knows (UAX 14: CR, LF, VT, FF, NEL, LS, PS), CRLF as one. */
const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Lone surrogates, which no encoding can hold. */
const lone = /\p{Surrogate}/gu;

/**
 * Returns the text as one line of visible characters: NFC, without format, direction and control characters and piled-up accents, white
 * space and line breaks as single spaces, trimmed. Empty when nothing visible is left. Idempotent.
 */
export const plainLine = (text: string): string => (isPlain.test(text) ? text : cleanedLine(text));

/** Most names are ASCII, Chinese characters and their punctuation with single spaces, which are as they should be. */
const isPlain = /^[!-~·×、。《-】（），：\u4e00-\u9fff]+(?: [!-~·×、。《-】（），：\u4e00-\u9fff]+)*$/;

const cleanedLine = (text: string): string =>
  text
    .replace(lone, '\ufffd')
    .replace(unseen, '')
    .replace(controls, ' ')
    .replace(blanks, ' ')
    .replace(astray, '')
    .replace(blanks, ' ')
    .trim()
    .normalize('NFC')
    .replace(heapedMarks, '$1');

/**
 * Returns the text as lines of visible characters, each as `plainLine` leaves it, ended by LF, without empty lines at both ends.
 * Idempotent.
 */
export const plainLines = (text: string): string =>
  text
    .split(lineBreak)
    .map((line) => plainLine(line))
    .join('\n')
    .replace(/^\n+|\n+$/g, '');

/** What stays of C0 in a printed text: nothing but the line feed. */
const controlsButLineFeed = /[^\P{Cc}\n]+/gu;

/** Returns a text of several lines that a terminal can show: like `plainLines`, but the spaces that align and indent it stay. */
export const printableText = (text: string): string =>
  text
    .replace(lone, '\ufffd')
    .replace(lineBreak, '\n')
    .replace(unseen, '')
    .replace(controlsButLineFeed, ' ')
    .normalize('NFC');

/** What JSON may hold as it is and what a terminal would obey or not show: DEL, C1, line separators, and all that is `unseen`. */
const steersInJson = new RegExp(`${unseen.source}|[\\u007f-\\u009f\\u2028\\u2029]`, 'gu');

const escapedSign = (sign: string): string =>
  Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

/**
 * Returns a value as exact JSON that is safe to print: characters that would steer a terminal are written as escapes. Only lone
 * surrogates, which many readers refuse, become U+FFFD.
 */
export const printableJson = (value: unknown): string => {
  const exact = JSON.stringify(value);
  return (mayHoldLone.test(exact) ? withoutLone(value) : exact).replace(steersInJson, escapedSign);
};

/** How JSON writes a lone surrogate. Hardly any text holds one, and looking at each value by itself doubles the time. */
const mayHoldLone = /\\ud[89a-f]/;

const withoutLone = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => (typeof each === 'string' ? each.replace(lone, '\ufffd') : each));

/** The same of a text that may be missing, or have nothing visible: null then. */
export const plainOrNull = (text: string | null): string | null => (text === null ? null : plainLine(text) || null);
