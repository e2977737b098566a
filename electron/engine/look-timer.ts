import { second } from '../core/model/instant.ts';
import type { Guard } from './health/guard.ts';
import type { Vigil } from './vigil/vigil.ts';

/** The longest time between two looks at the clock: timers stop while a machine sleeps, the clock does not. */
const maxSleepMs = 30 * second;
const minSleepMs = 50;

/** What a look at the clock needs. */
export interface LookParts {
  readonly now: () => number;
  readonly guard: Guard;
  readonly vigil: Vigil;
  /** Does what is due. Returns the instant of the next look in epoch milliseconds; infinity when nothing is planned. */
  readonly look: () => number;
}

/** Looks at the clock again and again, whatever a look throws. */
export class LookTimer {
  readonly #parts: LookParts;
  #timer: NodeJS.Timeout | null = null;
  #running = false;

  constructor(parts: LookParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running;
  }

  start(): void {
    this.#running = true;
    this.look();
  }

  /** Looks now, and plans the next look. Nothing happens before the start and after the stop. */
  look(): void {
    if (!this.#running) return;
    this.#cancel();
    let sleepMs = maxSleepMs;
    try {
      sleepMs = this.#parts.guard.run('look', () => this.#lookOnce()) ?? maxSleepMs;
      this.#parts.vigil.endLook(sleepMs);
    } finally {
      // Whatever comes, the clock is looked at again.
      this.#timer = setTimeout(() => this.look(), sleepMs);
    }
  }

  stop(): void {
    this.#running = false;
    this.#cancel();
  }

  #lookOnce(): number {
    const { now, vigil, look } = this.#parts;
    vigil.beginLook();
    const nextMs = look();
    return Math.min(maxSleepMs, Math.max(minSleepMs, nextMs - now()));
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
