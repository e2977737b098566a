import { minute } from '../../core/model/instant.ts';
import type { SleepSign } from '../../edges/system/clock.ts';

/** A look that comes later than planned by no more than this is in time. */
const bearableMs = minute;
/** That the computer slept is told within this time after it woke. */
const toldWithinMs = minute;

/** A look that came late although the computer was awake: by how much, and how long ago. */
export interface Late {
  readonly lateMs: number;
  readonly agoMs: number;
}

/**
 * Notices looks that come late although the computer was awake. Times are those of the awake clock, in milliseconds. Where that clock goes on
 * in sleep, a late look proves nothing by itself: it counts once the looks have come in time for a while and nobody told of sleep; where
 * nobody would tell, nothing can be said.
 */
export class Watchdog {
  readonly #sleep: SleepSign;
  #dueAtMs: number | null = null;
  #asleep = false;
  #suspect: { readonly lateMs: number; readonly atMs: number } | null = null;

  constructor(sleep: SleepSign) {
    this.#sleep = sleep;
  }

  /** A look begins, or is still under way. What is known by now to have been late; null when there is nothing. */
  look(awakeMs: number): Late | null {
    const lateMs = this.#dueAtMs === null ? 0 : awakeMs - this.#dueAtMs;
    this.#dueAtMs = awakeMs;
    const isLate = lateMs > bearableMs;
    if (this.#sleep === 'stops') return isLate ? { lateMs, agoMs: 0 } : null;
    if (this.#sleep === 'unknown' || this.#asleep) return null;
    if (!isLate) return this.#confirmed(awakeMs);
    this.#suspect = { lateMs, atMs: awakeMs };
    return null;
  }

  /** Notes the milliseconds until the next look. */
  expect(awakeMs: number, inMs: number): void {
    this.#dueAtMs = awakeMs + inMs;
  }

  /** The computer is about to sleep: until it wakes nothing can be judged, though looks may come before, and in between. */
  sleeps(): void {
    if (this.#sleep !== 'told') return;
    this.#asleep = true;
    this.#suspect = null;
  }

  /** The computer woke up: what was late was slept over. */
  wakes(): void {
    if (this.#sleep !== 'told') return;
    this.#asleep = false;
    this.#suspect = null;
    this.#dueAtMs = null;
  }

  #confirmed(awakeMs: number): Late | null {
    if (this.#suspect === null) return null;
    const { lateMs, atMs } = this.#suspect;
    if (awakeMs - atMs < toldWithinMs) return null;
    this.#suspect = null;
    return { lateMs, agoMs: awakeMs - atMs };
  }
}
