import { second } from '../../core/model/instant.ts';

/** What Windows needs to lead a click somewhere whose notification this run of the program does not know. */
export interface ActivationParts {
  readonly now: () => number;
  /** Shows what waits; a notification of an earlier run was one of it. */
  readonly onUnknown: () => void;
}

/** A notification that is known tells of its click by itself, a moment before or after. */
const graceMs = second / 2;

/**
 * Windows keeps notifications after the program has ended, and starts it when one is clicked. Every click comes here, also those of which a
 * notification that is still known tells by itself (https://github.com/electron/electron/pull/49919).
 */
export class Activations {
  readonly #parts: ActivationParts;
  #knownAtMs = Number.NEGATIVE_INFINITY;

  constructor(parts: ActivationParts) {
    this.#parts = parts;
  }

  /** A notification told of its click, or of a button, and it was acted upon. */
  readonly known = (): void => {
    this.#knownAtMs = this.#parts.now();
  };

  /** Something was clicked. */
  readonly happened = (): void => {
    const atMs = this.#parts.now();
    setTimeout(() => {
      if (this.#knownAtMs < atMs - graceMs) this.#parts.onUnknown();
    }, graceMs);
  };
}
