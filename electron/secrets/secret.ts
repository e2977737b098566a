import { inspect } from 'node:util';
import { redacted } from '../contract/redacted.ts';

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

  [inspect.custom](): string {
    return redacted;
  }
}
