// The one door for text that comes from outside (a provider, a label that was typed, a file) before a person, a terminal, a notification or
// a file format meets it. What a provider said is stored as it was sent; it passes here wherever it is shown or written out.

/**
 * Characters that show nothing and change how the rest is read: format characters and whatever Unicode calls ignorable (direction marks,
 * zero-width characters, the byte-order mark, fillers, tags), and the noncharacters U+FFFE and U+FFFF. Left are the joiners U+200C and
 * U+200D and the variation selectors, which Persian, emoji and Chinese names are written with.
 */
const unseen = /(?![\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}])[\p{Cf}\p{DI}\ufffe\uffff]/gu;

/** C0, DEL and C1: they ring, move the cursor, start escape sequences or end lines of a file format. */
const controls = /\p{Cc}+/gu;

/** Every line and page break that Unicode knows (UAX 14: CR, LF, VT, FF, NEL, LS, PS), CRLF as one. */
const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Lone surrogates, which no encoding can hold. */
const lone = /\p{Surrogate}/gu;

/**
 * The text as one line of visible characters: NFC, without format, direction and control characters, each run of white space and line breaks
 * as one space, trimmed. Empty when nothing visible is left. Idempotent.
 */
export const plainLine = (text: string): string =>
  text.replace(lone, '\ufffd').replace(unseen, '').replace(controls, ' ').replace(/\s+/g, ' ').trim().normalize('NFC');

/**
 * The text as lines of visible characters, each as `plainLine` leaves it, ended by LF; empty lines at both ends are dropped. Idempotent.
 */
export const plainLines = (text: string): string =>
  text
    .split(lineBreak)
    .map((line) => plainLine(line))
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
