import type { Secret } from './secret.ts';

/** More parts of keys than anybody has accounts for; looking for all of them costs no more than for one. */
const maxKept = 64;

/**
 * The keys that were read since the program started, in memory only, whichever account they are of: a provider may repeat the one of another
 * account, or the one before a change. The least recently read go when there are too many.
 */
export class SecretsRead {
  readonly #byText = new Map<string, Secret>();
  #all: Readonly<Record<string, Secret>> = {};

  /** Takes keys in, and returns all that there are; the same object as long as none is new. */
  with(secrets: Readonly<Record<string, Secret>>): Readonly<Record<string, Secret>> {
    let isNew = false;
    for (const secret of Object.values(secrets)) {
      const text = secret.reveal();
      if (!this.#byText.delete(text)) isNew = true;
      this.#byText.set(text, secret);
    }
    if (!isNew) return this.#all;
    for (const text of this.#byText.keys()) {
      if (this.#byText.size <= maxKept) break;
      this.#byText.delete(text);
    }
    this.#all = Object.fromEntries([...this.#byText.values()].map((secret, index) => [String(index), secret]));
    return this.#all;
  }
}
