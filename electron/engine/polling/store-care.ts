import { instantOf } from '../../core/model/instant.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import type { Database } from '../../edges/store/database.ts';
import { indexTexts } from '../../edges/store/order-text.ts';
import { orderTally } from '../../edges/store/unassembled.ts';
import { Breather } from './breather.ts';
import type { Guard } from '../health/guard.ts';
import { followUp, nothingSighted, type AppliedSlice } from './follow-up.ts';
import { mendDerived } from './mend-derived.ts';
import type { RoundParts } from './ports.ts';

/** What looking after a store needs. */
export interface StoreCareParts {
  readonly database: Database;
  readonly guard: Guard;
  readonly log: { info(facts: object, message: string): void };
  readonly now: () => number;
  readonly stopwatch: () => number;
  readonly onApplied: RoundParts['onApplied'];
}

/** So many pieces of work are done before the first look at the clock: enough for most stores, and over in a moment. */
const piecesAtOnce = 16;

/**
 * Looks after a store when it was opened: makes rentals of what a round stored that was ended before it could, mends rows that contradict those that
 * they follow from, and puts into the index what is not in it yet. A large store is gone through while the bell already looks at the clock.
 */
export class StoreCare {
  readonly #parts: StoreCareParts;
  #isStopped = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(parts: StoreCareParts) {
    this.#parts = parts;
  }

  /** Does the first pieces at once, and the others in between whatever else is to be done. */
  begin(onMended: () => void): void {
    const pieces = this.#pieces();
    if (this.#runSome(pieces, onMended)) this.#ended = this.#runOthers(pieces, onMended);
  }

  /** Stops between two pieces. */
  async end(): Promise<void> {
    this.#isStopped = true;
    await this.#ended;
  }

  /** Whether more is left. */
  #runSome(pieces: Iterator<boolean>, onMended: () => void): boolean {
    for (let count = 0; count < piecesAtOnce; count += 1) {
      const next = this.#parts.guard.run('states', () => pieces.next());
      if (next === null || next.done === true) return false;
      if (next.value) onMended();
    }
    return true;
  }

  async #runOthers(pieces: Iterator<boolean>, onMended: () => void): Promise<void> {
    const breather = new Breather(this.#parts.stopwatch);
    while (!this.#isStopped && this.#runSome(pieces, onMended)) await breather.rest();
  }

  *#pieces(): Generator<boolean> {
    const { database, now, log, onApplied } = this.#parts;
    for (const account of listAccounts(database)) {
      if (!orderTally(database, account.id).walkEnded) continue;
      const parts = { database, onApplied: (slice: AppliedSlice) => onApplied(account, { ...slice, balance: null }) };
      for (const _ of followUp(parts, account, nothingSighted, instantOf(now()))) yield true;
    }
    for (const isMended of mendDerived(database, now())) {
      if (isMended) log.info({}, 'rentals whose rows contradicted their orders were written anew');
      yield isMended;
    }
    while (indexTexts(database)) yield false;
  }
}
