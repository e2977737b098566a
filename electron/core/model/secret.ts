import { redacted } from './redacted.ts';

/** What Node's `util.inspect` asks an object for its text by (https://nodejs.org/api/util.html#utilinspectcustom). */
const inspected = Symbol.for('nodejs.util.inspect.custom');

/** The most characters that one part of a key may have: more than any provider issues, and few enough to look for in every response. */
export const maxKeyPartLength = 4096;

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
