import { redacted } from '../../core/model/redacted.ts';
import { type EchoForm, formsOf, shortFormsOf } from './echo-forms.ts';
import { maskedAround } from './echo-masked.ts';
import { readingsOf } from './echo-readings.ts';
import { highSurrogateOfTags, viewOf, type View } from './echo-rewrite.ts';
import { isSign, type Range } from './echo-signs.ts';
import { decodedOnce } from './echo-view.ts';
import { asciiIn, letterOf } from './letters.ts';

/** A text that escapes are taken off so often and that still holds some is no accident. */
const maxDecodings = 5;

const bitsOfLetter = 6;
/** The last letters of a form that are compared at once; more do not fit into a number. */
const maxTailLength = 5;

/**
 * Finds keys in texts however they are repeated there: in any case, inside what was encoded, behind escapes, with anything but letters and
 * digits in between. One pass over the text, and more for each layer of escapes and each other way to read it, where it has any.
 */
export class Redactor {
  readonly #byTail = new Map<number, EchoForm[]>();
  /** Whether some form ends with letters of this hash: most of a text needs no more than that. */
  readonly #mayEnd = new Uint8Array(0x10000);
  readonly #mask: number;
  /** The last letters that were met and their places, as many as the longest form has, in a ring. */
  readonly #letters: Uint8Array;
  readonly #places: Int32Array;
  readonly #shortest: number;

  /** Of `shortKeys` less is looked for, see `shortFormsOf`. */
  constructor(keys: readonly string[], shortKeys: readonly string[] = []) {
    const forms = [...keys.flatMap(formsOf), ...shortKeys.flatMap(shortFormsOf)];
    const lengths = forms.map(({ letters }) => letters.length);
    // No shorter text holds what a form is only the beginning of.
    this.#shortest = Math.min(...forms.map(({ letters, masked }) => masked?.least ?? letters.length));
    this.#mask = 2 ** (bitsOfLetter * Math.min(maxTailLength, ...lengths)) - 1;
    const ring = 2 ** Math.ceil(Math.log2(Math.max(1, ...lengths)));
    this.#letters = new Uint8Array(ring);
    this.#places = new Int32Array(ring);
    for (const form of forms) {
      const end = form.letters.reduce((window, letter) => ((window << bitsOfLetter) | letter) & this.#mask, 0);
      const alike = this.#byTail.get(end);
      if (alike === undefined) this.#byTail.set(end, [form]);
      else alike.push(form);
      this.#mayEnd[hashOf(end)] = 1;
    }
  }

  /** Whether a text repeats a key. */
  finds(text: string): boolean {
    let found = false;
    this.#search(text, false, () => (found = true));
    return found;
  }

  /** The text with `[redacted]` in place of every key, and of nothing else; up to `end` where only that much of it is wanted. */
  clean(text: string, end = text.length): string {
    return this.finds(text) ? withoutSpans(text, this.spansIn(text), end) : text.slice(0, end);
  }

  /** Where a text repeats keys; some of it twice. */
  spansIn(text: string): readonly Range[] {
    const spans: Range[] = [];
    this.#search(text, true, (span) => void spans.push(span));
    return spans;
  }

  #search(text: string, isMapped: boolean, onFound: (span: Range) => boolean | undefined): void {
    if (text.length < this.#shortest) return;
    let view: View | null = viewOf(text, isMapped);
    for (let layer = 0; view !== null && layer <= maxDecodings; layer += 1) {
      for (const reading of readingsOf(view)) if (this.#searchView(reading, onFound)) return;
      view = decodedOnce(view);
    }
  }

  /** Tells of every form in a view, until it is told that one is enough. */
  #searchView(view: View, onFound: (span: Range) => boolean | undefined): boolean {
    // This loop sees every character of every response; what it needs is at hand.
    const { codes } = view;
    const [letters, places, mask, mayEnd] = [this.#letters, this.#places, this.#mask, this.#mayEnd];
    const ringMask = letters.length - 1;
    let count = 0;
    let window = 0;
    for (let index = 0; index < codes.length; index += 1) {
      const letter = letterOf[codes[index] ?? 0] ?? 0;
      if (letter === 0) continue;
      letters[count & ringMask] = letter;
      places[count & ringMask] = index;
      count += 1;
      window = ((window << bitsOfLetter) | letter) & mask;
      if (mayEnd[hashOf(window)] === 0) continue;
      for (const form of this.#byTail.get(window) ?? []) {
        if (!this.#endsWith(count, form.letters)) continue;
        const first = places[(count - form.letters.length) & ringMask] ?? 0;
        if (form.exact !== null && exactIn(codes, first, index, form) !== form.exact) continue;
        if (form.isToken && !isAlone(codes, first, index)) continue;
        const span = spanOf(view, first, index, form);
        if (span !== null && onFound(span) === true) return true;
      }
    }
    return false;
  }

  /** Whether the letters that were met last are these. */
  #endsWith(count: number, letters: Uint8Array): boolean {
    const ring = this.#letters;
    if (count < letters.length) return false;
    for (let back = 1; back <= letters.length; back += 1)
      if (ring[(count - back) & (ring.length - 1)] !== letters[letters.length - back]) return false;
    return true;
  }
}

const isAlone = (codes: Uint16Array, first: number, last: number): boolean =>
  letterOf[codes[first - 1] ?? 0] === 0 && letterOf[codes[last + 1] ?? 0] === 0;

const hashOf = (window: number): number => Math.imul(window, 0x9e3779b1) >>> 16;

/** What is visible between two places, as the exact text of a form is written. */
const exactIn = (codes: Uint16Array, first: number, last: number, { isPacked, isWords }: EchoForm): string => {
  let text = '';
  for (let index = first; index <= last; index += 1) {
    const code = codes[index] ?? 0;
    // PHP escapes a slash that needs it not.
    if (code === 0x5c && codes[index + 1] === 0x2f) continue;
    if (code > 0x20 && code < 0x7f) text += String.fromCharCode(code);
    else if (letterOf[code] !== 0) text += asciiIn(String.fromCharCode(code)).charAt(0);
    else if (isWide(code)) text += String.fromCharCode(code - wideOverAscii);
    // Signs that no key has were put in between; white space is not looked at, but it is what separates words.
    else if (isWords && !isUnseen(code)) text += ' ';
  }
  if (isWords) return text;
  return (isPacked ? text.replaceAll('-', '+').replaceAll('_', '/') : text).toLowerCase();
};

const wideOverAscii = 0xfee0;

/** Whether it is a sign of a key in full width. */
const isWide = (code: number): boolean => code > 0xff00 && code < 0xff5f;

/** Whether a unit is seen by nobody: neither a sign nor white space. Tag characters and selectors of looks are pairs. */
const isUnseen = (code: number): boolean => {
  if (code === highSurrogateOfTags || (code >= 0xdc00 && code <= 0xdfff)) return true;
  const character = String.fromCharCode(code);
  return /[\p{Cc}\p{Cf}\p{M}]/u.test(character) && !/[\t-\r]/.test(character);
};

/** Of Base32; Base64 has two. */
const maxPadding = 6;

/** Where a form stands in the original text; null where it is the beginning of nothing. */
const spanOf = (view: View, first: number, last: number, form: EchoForm): Range | null => {
  const { codes, starts } = view;
  const found =
    form.masked === null ? withSigns(codes, first, last, form) : maskedAround(codes, first, last, form.masked);
  return found === null ? null : { from: starts?.[found.from] ?? found.from, to: starts?.[found.to] ?? found.to };
};

/** The letters found with the signs that belong to them: at the ends of a key its own, of Base64 what holds bits of it, and its padding. */
const withSigns = (codes: Uint16Array, first: number, last: number, form: EchoForm): Range => {
  const belongs = form.isPacked ? isOfBase64 : isSign;
  let [from, to] = [first, last + 1];
  for (let more = form.before; more > 0 && belongs(codes[from - 1] ?? 0); more -= 1) from -= 1;
  for (let more = form.after; more > 0 && belongs(codes[to] ?? 0); more -= 1) to += 1;
  for (let more = maxPadding; form.isPacked && more > 0 && codes[to] === 0x3d; more -= 1) to += 1;
  return { from, to };
};

/** `+`, `/` and, in the alphabet for addresses, `-` and `_`. */
const isOfBase64 = (code: number): boolean =>
  (code < 0x80 && letterOf[code] !== 0) || code === 0x2b || code === 0x2f || code === 0x2d || code === 0x5f;

const withoutSpans = (text: string, spans: readonly Range[], end: number): string => {
  let clean = '';
  let done = 0;
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    if (from >= end) break;
    if (from >= done) clean += text.slice(done, from) + redacted;
    done = Math.max(done, to);
  }
  return clean + text.slice(done, end);
};
