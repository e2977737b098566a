import { minute } from '../../electron/core/model/instant.ts';

const tickMs = 1000;

/** The page's clock, in epoch milliseconds: the only place that asks for the time. */
export const systemClock = (): number => Date.now();

/** The present as main's clock has it, moving once a second: what every countdown on screen is derived from. */
export class NowState {
  /** Epoch milliseconds. */
  ms = $state(0);
  /** The same at the last whole minute: what need not be drawn anew each second goes by it. */
  readonly minuteMs = $derived(Math.floor(this.ms / minute) * minute);
  #aheadMs = 0;
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.ms = clock();
  }

  /** Follows main's clock, which may differ from this process's in tests and previews. */
  follow(mainMs: number): void {
    const aheadMs = mainMs - this.#clock();
    // A request's way takes some milliseconds; only a real difference may move the countdowns.
    this.#aheadMs = Math.abs(aheadMs) < tickMs ? 0 : aheadMs;
    this.tick();
  }

  /** Looks at the clock. */
  tick(): void {
    this.ms = this.#clock() + this.#aheadMs;
  }

  /** Starts ticking; returns the way to stop it. */
  start(): () => void {
    const timer = setInterval(() => this.tick(), tickMs);
    return () => clearInterval(timer);
  }
}
