/** How much a response may hold, whatever its shape. */
export interface SizeBudget {
  /** Members of any list that is in no other one: the rows that were asked for. What one of them consists of counts as values alone. */
  readonly members: number;
  /** Members of all lists and objects together. */
  readonly values: number;
}

/** JSON text that is fit for `JSON.parse`, and how many values it holds; or why it is refused. */
export type Scanned =
  | { readonly text: string; readonly values: number }
  | { readonly refused: 'too-deep' | 'too-many-rows' | 'too-many-values' | 'not-json' };

/** Nested deeper than any response of a provider; more would exhaust the stack of whoever walks it. */
const maxDepth = 64;

/** A text that is longer, in characters of the response, is cut here before anything is made of it; far more than is ever kept of one. */
export const maxTextLength = 16_384;

/** Ends a text that was cut. No other text of a scanned response holds a NUL, since those that are sent become U+FFFD. */
export const cutSentinel = '\0';

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const colonNext = /[ \t\r\n]*:/y;

/**
 * Goes once through the text of a response, without recursion and without making anything of it, and stops where it holds more than it
 * may. Every number is put in quotes, so that no digit is lost; a long text is cut. Text that is not JSON stays so.
 */
export const scanJson = (text: string, budget: SizeBudget): Scanned => {
  const scan = new Scan(text);
  const tally = new Tally(budget);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = scan.string(at);
    else if (isStructure(code)) {
      const refused = tally.refuses(code);
      if (refused !== null) return { refused };
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = scan.number(at);
      if (end === null) return { refused: 'not-json' };
      at = end;
    }
  }
  return { text: scan.result(), values: tally.values };
};

/** Whether a character outside of texts begins, parts or ends lists and objects: `,` `{` `[` `}` `]`. */
export const isStructure = (code: number): boolean =>
  code === 0x2c || code === 0x7b || code === 0x5b || code === 0x7d || code === 0x5d;

/** Counts what a response holds, character by character of its structure. */
export class Tally {
  values = 0;
  readonly #budget: SizeBudget;
  /** Of each list and object that is open, from the outermost on: its members, whether they are of a list, and whether they are rows. */
  readonly #open: { members: number; readonly isOfList: boolean; readonly areRows: boolean }[] = [];

  constructor(budget: SizeBudget) {
    this.#budget = budget;
  }

  /** Why a response is refused at this character; null while it is not. */
  refuses(code: number): 'too-deep' | 'too-many-rows' | 'too-many-values' | null {
    if (code === 0x7d || code === 0x5d) {
      this.#open.pop();
      return null;
    }
    if (code !== 0x2c) {
      if (this.#open.length >= maxDepth) return 'too-deep';
      const isWithinList = this.#open.at(-1)?.isOfList ?? false;
      const isList = code === 0x5b;
      this.#open.push({ members: 0, isOfList: isList || isWithinList, areRows: isList && !isWithinList });
    }
    const innermost = this.#open.at(-1);
    if (innermost?.areRows === true && ++innermost.members > this.#budget.members) return 'too-many-rows';
    return ++this.values > this.#budget.values ? 'too-many-values' : null;
  }
}

/** Digits, signs, point and exponent. */
export const isOfNumber = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x2b || code === 0x2d || (code | 0x20) === 0x65;

/** What was gone through, with what was changed of it. */
class Scan {
  readonly #text: string;
  readonly #pieces: string[] = [];
  /** Up to here the text is in the pieces. */
  #taken = 0;

  constructor(text: string) {
    this.#text = text;
  }

  result(): string {
    if (this.#pieces.length === 0) return this.#text;
    this.#pieces.push(this.#text.slice(this.#taken));
    return this.#pieces.join('');
  }

  /** Passes a string that begins here; returns where its closing quote is. */
  string(start: number): number {
    const text = this.#text;
    const latest = start + maxTextLength;
    let cutAt = 0;
    let at = start + 1;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === 0x22) break;
      const isEscape = code === 0x5c;
      const next = at + (!isEscape ? 1 : text.charCodeAt(at + 1) === 0x75 ? 6 : 2);
      if (cutAt === 0 && next > latest) cutAt = at;
      if (cutAt === 0 && isEscape && text.startsWith('u0000', at + 1)) this.#put(at, '\\ufffd', next);
      at = next;
    }
    if (cutAt > 0 && at < text.length) this.#put(cutAt, '\\u0000', at);
    return at;
  }

  /** Passes a number that begins here; returns where its last character is, null when it stands for a name. */
  number(start: number): number | null {
    let end = start + 1;
    while (isOfNumber(this.#text.charCodeAt(end))) end += 1;
    const isLong = end - start > maxTextLength;
    const digits = this.#text.slice(start, isLong ? start + maxTextLength : end);
    // Whatever stands here instead of a number, JSON.parse refuses it.
    if (!isLong && !number.test(digits)) return end - 1;
    colonNext.lastIndex = end;
    if (colonNext.test(this.#text)) return null;
    this.#put(start, isLong ? `"${digits}\\u0000"` : `"${digits}"`, end);
    return end - 1;
  }

  #put(from: number, instead: string, to: number): void {
    this.#pieces.push(this.#text.slice(this.#taken, from), instead);
    this.#taken = to;
  }
}
