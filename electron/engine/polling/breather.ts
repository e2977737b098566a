/** So long, in milliseconds, long work may hold the thread on which the bell rings and windows are answered. */
const longestMs = 8;

/** Lets others have the thread now and then while long work goes on, piece by piece. Without a stopwatch it never does. */
export class Breather {
  readonly #stopwatch: (() => number) | undefined;
  #sinceMs: number;

  /** `stopwatch`: milliseconds from any beginning. */
  constructor(stopwatch: (() => number) | undefined) {
    this.#stopwatch = stopwatch;
    this.#sinceMs = stopwatch?.() ?? 0;
  }

  /** Call it between two pieces: it returns at once, or, where the last pause is some time ago, after whatever else is due was done. */
  async rest(): Promise<void> {
    if (this.#stopwatch === undefined || this.#stopwatch() - this.#sinceMs < longestMs) return;
    await new Promise((resolve) => void setImmediate(resolve));
    this.#sinceMs = this.#stopwatch();
  }
}
