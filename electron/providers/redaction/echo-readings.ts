import { columnReadingsOf } from './echo-dumps.ts';
import { numberReadingsOf } from './echo-numbers.ts';
import {
  highSurrogateOfTags,
  kinds,
  readAs,
  rewriteView,
  type Rewrite,
  type RewriteAt,
  type View,
} from './echo-rewrite.ts';
import { quotedAt } from './echo-view.ts';
import { astralLetters, severalOf } from './letters.ts';

/**
 * Every way to read the characters of a view: as they are, as the letters they look like, as those that tag characters disguise; and each of
 * these without what is not seen between them, and as quoted-printable text; and what is laid out in columns, without these; and what is written as numbers. Each is looked through by itself: what is noise to one reading is
 * a character to another.
 */
export function* readingsOf(view: View): Generator<View, void, undefined> {
  yield view;
  const looks = rewriteView(view, kinds.look, lookAt);
  if (looks !== null) yield looks;
  const tags = rewriteView(view, kinds.tag, tagAt);
  if (tags !== null) yield tags;
  for (const characters of [view, looks, tags]) {
    if (characters === null) continue;
    const seen = rewriteView(characters, kinds.markup, markupAt);
    if (seen !== null) yield seen;
    const unquoted = rewriteView(characters, kinds.equals, quotedAt);
    if (unquoted !== null) yield unquoted;
  }
  yield* columnReadingsOf(view);
  yield* numberReadingsOf(view);
}

/** Letters in disguise: mathematical, enclosed, several in one. */
const lookAt: RewriteAt = (codes, index) => {
  const code = codes[index] ?? 0;
  const low = codes[index + 1] ?? 0;
  const isPair = code >= 0xd800 && code < 0xdc00;
  if (isPair && (low < 0xdc00 || low > 0xdfff)) return null;
  const letters = isPair ? astralLetters(0x10000 + ((code - 0xd800) << 10) + low - 0xdc00) : severalOf.get(code);
  if (letters === undefined || letters === '') return null;
  return { code: letters.charCodeAt(0), length: isPair ? 2 : 1, rest: letters.slice(1) };
};

const tagAt: RewriteAt = (codes, index) => {
  const low = codes[index + 1] ?? 0;
  const isTag = codes[index] === highSurrogateOfTags && low > 0xdc20 && low < 0xdc7f;
  return isTag ? readAs(low - 0xdc00, 2) : null;
};

/** Nothing that is seen stands in place of a tag, a comment or a sequence for terminals. */
const gone = (index: number, end: number): Rewrite | null => (end === -1 ? null : readAs(0, end - index));

const markupAt: RewriteAt = (codes, index) =>
  gone(index, codes[index] === 0x3c ? endOfTag(codes, index) : endOfControls(codes, index));

const hasAt = (codes: Uint16Array, index: number, text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (codes[index + at] !== text.charCodeAt(at)) return false;
  return true;
};

const cdata = '<![CDATA[';

/** No search goes beyond what may begin another one, so that a page of beginnings costs no more than another. */
const endOfTag = (codes: Uint16Array, from: number): number => {
  if (hasAt(codes, from, cdata)) return from + cdata.length;
  if (hasAt(codes, from, '<!--')) return endOfComment(codes, from + 4);
  const next = codes[from + 1] ?? 0;
  const isTag = next === 0x2f || next === 0x21 || next === 0x3f || ((next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a);
  for (let index = from + 1; isTag && index < codes.length && codes[index] !== 0x3c; index += 1) {
    if (codes[index] === 0x3e) return index + 1;
    if (isQuotation(codes[index]) && isOfAttribute(codes, index)) index = endOfQuotation(codes, index);
  }
  return -1;
};

const isQuotation = (code: number | undefined): boolean => code === 0x22 || code === 0x27;

/** Whether an equals sign stands before a quotation mark, which may be escaped. */
const isOfAttribute = (codes: Uint16Array, quotation: number): boolean => {
  let index = quotation - 1;
  while (codes[index] === 0x5c || codes[index] === 0x20) index -= 1;
  return codes[index] === 0x3d;
};

/** Where what is quoted ends; where it begins when it does not end. */
const endOfQuotation = (codes: Uint16Array, from: number): number => {
  for (let index = from + 1; index < codes.length && codes[index] !== 0x3c; index += 1)
    if (codes[index] === codes[from]) return index;
  return from;
};

const endOfComment = (codes: Uint16Array, from: number): number => {
  for (let index = from; index < codes.length && !hasAt(codes, index, '<!--'); index += 1)
    if (hasAt(codes, index, '-->')) return index + 3;
  return -1;
};

/** `ESC [ 0 m` and its like, `ESC ] title BEL`, `ESC ( B`, and the same with one unit for ESC and what follows it. */
const endOfControls = (codes: Uint16Array, from: number): number => {
  const isEscape = codes[from] === 0x1b;
  // ESC and a capital are the same as the one unit that lies so much higher.
  const kind = isEscape ? (codes[from + 1] ?? 0) + 0x40 : (codes[from] ?? 0);
  const next = from + (isEscape ? 2 : 1);
  if (kind === 0x9b) return endOfSequence(codes, next, 0x40);
  if (kind === 0x90 || kind === 0x98 || (kind >= 0x9d && kind <= 0x9f)) return endOfString(codes, next);
  return isEscape ? endOfSequence(codes, from + 1, 0x30) : -1;
};

/** Behind the first unit that may end a sequence. */
const endOfSequence = (codes: Uint16Array, from: number, least: number): number => {
  let index = from;
  while ((codes[index] ?? 0) >= 0x20 && (codes[index] ?? 0) < least) index += 1;
  const last = codes[index] ?? 0;
  return last >= least && last <= 0x7e ? index + 1 : -1;
};

const endOfString = (codes: Uint16Array, from: number): number => {
  for (let index = from; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    if (code === 0x07 || code === 0x9c) return index + 1;
    if (code === 0x1b) return codes[index + 1] === 0x5c ? index + 2 : -1;
    if (code >= 0x80 && code <= 0x9f) return -1;
  }
  return -1;
};
