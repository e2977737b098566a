import { redacted } from './redacted.ts';

/** What Node's `util.inspect` asks an object for its text by (https://nodejs.org/api/util.html#utilinspectcustom). */
const inspected = Symbol.for('nodejs.util.inspect.custom');

/** The most characters that one part of a key may have: more than any provider issues, and few enough to look for in every response. */
export const maxKeyPartLength = 4096;

/** Returns why a text cannot be one part of a key; null when it can. A key goes into a header: only visible ASCII can be one. */
export const keyPartFault = (text: string): 'too-large' | 'characters' | null => {
  if (text.length > maxKeyPartLength) return 'too-large';
  return /^[\x21-\x7e]+$/.test(text) ? null : 'characters';
};

/** A key or password that cannot slip out by printing: text, JSON and inspection all show `[redacted]`. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself, for signing or sending; call it at the last moment. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [inspected](): string {
    return redacted;
  }
}
