import { minute } from '../contract/instant.ts';

/** A look that comes later than planned by no more than this is in time. */
const bearableMs = minute;

/**
 * Notices looks that come late although the computer was awake. Times are those of a clock that stands still while the computer sleeps,
 * in milliseconds; what is late by the wall clock alone was slept over.
 */
export class Watchdog {
  #dueAtMs: number | null = null;

  /** A look begins, or is still under way. Milliseconds by which it is overdue; zero when it is in time. */
  look(awakeMs: number): number {
    const lateMs = this.#dueAtMs === null ? 0 : awakeMs - this.#dueAtMs;
    this.#dueAtMs = awakeMs;
    return lateMs > bearableMs ? lateMs : 0;
  }

  /** The next look is planned in so many milliseconds. */
  expect(awakeMs: number, inMs: number): void {
    this.#dueAtMs = awakeMs + inMs;
  }

  /** What comes next cannot be judged: the computer goes to sleep under a clock that goes on. */
  forget(): void {
    this.#dueAtMs = null;
  }
}
