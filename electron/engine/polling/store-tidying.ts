import { day, hour, minute } from '../../core/model/instant.ts';
import { careMark, setCareMark } from '../../edges/store/care-marks.ts';
import { compact, isWorthCompacting, type CompactedStore, type Slack } from '../../edges/store/compact.ts';
import { forgetSlice } from '../../edges/store/forget.ts';
import { isUpToDate } from '../../edges/store/upgrade.ts';
import type { Guard } from '../health/guard.ts';
import { Breather } from './breather.ts';

/** What tidying a store needs. */
export interface TidyingParts {
  readonly store: CompactedStore;
  readonly guard: Pick<Guard, 'runLong'>;
  readonly log: { info(facts: object, message: string): void };
  readonly now: () => number;
  readonly stopwatch: () => number;
  /** How much of the file has to be free before it is written anew; the usual where nothing is said. */
  readonly slack?: Slack;
}

const forgotMark = 'forgot-at';

/**
 * Keeps a store from growing with the years: once a day it forgets what is older than the store keeps, and writes the file anew where much of
 * it is free. All of it slice by slice, and never in the first minute.
 */
export class StoreTidying {
  readonly #parts: TidyingParts;
  #nextMs: number;
  #isRunning = false;
  #isStopped = false;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(parts: TidyingParts) {
    this.#parts = parts;
    this.#nextMs = parts.now() + minute;
  }

  /** Begins what is due; call it with each look at the clock. */
  look(): void {
    const { now, store, guard } = this.#parts;
    const untilMs = this.#nextMs - now();
    // The clock may have been set back.
    if (this.#isRunning || this.#isStopped || (untilMs > 0 && untilMs <= hour) || !isUpToDate(store.database)) return;
    this.#nextMs = now() + hour;
    this.#isRunning = true;
    this.#ended = guard.runLong('states', () => this.#tidy()).finally(() => (this.#isRunning = false));
  }

  /** Waits until what is under way has come to its end. */
  async settled(): Promise<void> {
    await this.#ended;
  }

  /** Stops between two slices. */
  async end(): Promise<void> {
    this.#isStopped = true;
    await this.settled();
  }

  async #tidy(): Promise<void> {
    const { store, log, now, stopwatch, slack } = this.#parts;
    const { database } = store;
    const breather = new Breather(stopwatch);
    const rest = (): Promise<void> => breather.rest();
    if (Math.abs(now() - (careMark(database, forgotMark) ?? 0)) >= day) {
      while (!this.#isStopped && forgetSlice(database, now())) await rest();
      if (!this.#isStopped) setCareMark(database, forgotMark, now());
    }
    if (this.#isStopped || !isWorthCompacting(store, slack)) return;
    const isDone = await compact(store, rest, () => this.#isStopped);
    log.info({ isDone }, 'the store was written anew without the room inside of it');
  }
}
