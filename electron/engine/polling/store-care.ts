import { instantOf } from '../../core/model/instant.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import type { Database } from '../../edges/store/database.ts';
import { foreignVersion } from '../../edges/store/foreign-version.ts';
import { areLinked, linkSlice } from '../../edges/store/link-slices.ts';
import { indexTexts } from '../../edges/store/order-text.ts';
import { orderTally } from '../../edges/store/unassembled.ts';
import { isUpToDate, upgradePercent, upgradeSlice } from '../../edges/store/upgrade.ts';
import { Breather } from './breather.ts';
import type { Guard } from '../health/guard.ts';
import { followUp, nothingSighted, type AppliedSlice } from './follow-up.ts';
import { mendDerived } from './mend-derived.ts';
import type { RoundParts } from './ports.ts';
import { wordsOfRental } from './reassemble.ts';

/** What looking after a store needs. */
export interface StoreCareParts {
  readonly database: Database;
  readonly guard: Pick<Guard, 'run'>;
  readonly log: { info(facts: object, message: string): void };
  readonly now: () => number;
  readonly stopwatch: () => number;
  readonly onApplied: RoundParts['onApplied'];
  /** A store of an earlier release was brought further into the present form. */
  readonly onUpgraded: () => void;
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
  #hasBegun = false;
  #isRunning = false;
  #ended: Promise<void> = Promise.resolve();
  #foreignVersion: number | null = null;

  constructor(parts: StoreCareParts) {
    this.#parts = parts;
  }

  /**
   * Does the first pieces at once, and the others in between whatever else is to be done. A store of an earlier release has pieces that take longer, and
   * nobody waits for them.
   */
  begin(onMended: () => void): void {
    const { database } = this.#parts;
    this.#hasBegun = true;
    this.#foreignVersion = foreignVersion(database);
    this.#run(this.#pieces(), isUpToDate(database), onMended);
  }

  /** Looks through the store again where another program wrote into it since: nothing that is damaged waits for the next start to ring. */
  look(onMended: () => void): void {
    const { database } = this.#parts;
    if (!this.#hasBegun || this.#isRunning || this.#isStopped) return;
    const version = foreignVersion(database);
    if (version === this.#foreignVersion) return;
    this.#foreignVersion = version;
    this.#run(this.#mending(), true, onMended);
  }

  /**
   * Waits until a round can be applied to a store of an earlier release; where nobody looks after the store meanwhile, until that is in the present
   * form. Does it slice by slice, and tells how far it has come.
   */
  async prepare(signal: AbortSignal, onProgress: (percent: number) => void): Promise<void> {
    const { database, stopwatch } = this.#parts;
    const breather = new Breather(stopwatch);
    while (!signal.aborted && !(this.#hasBegun ? areLinked(database) : isUpToDate(database))) {
      upgradeSlice(database, wordsOfRental);
      onProgress(upgradePercent(database) ?? 100);
      await breather.rest();
    }
  }

  /** Stops between two pieces. */
  async end(): Promise<void> {
    this.#isStopped = true;
    await this.#ended;
  }

  #run(pieces: Iterator<boolean>, isFirstAtOnce: boolean, onMended: () => void): void {
    this.#isRunning = true;
    if (isFirstAtOnce && !this.#runSome(pieces, onMended)) this.#isRunning = false;
    else this.#ended = this.#runOthers(pieces, onMended).finally(() => (this.#isRunning = false));
  }

  /** Whether more is left. */
  #runSome(pieces: Iterator<boolean>, onMended: () => void): boolean {
    for (let count = 0; count < piecesAtOnce; count += 1) {
      if (!this.#runOne(pieces, onMended)) return false;
    }
    return true;
  }

  #runOne(pieces: Iterator<boolean>, onMended: () => void): boolean {
    const next = this.#parts.guard.run('states', () => pieces.next());
    if (next === null || next.done === true) return false;
    if (next.value) onMended();
    return true;
  }

  async #runOthers(pieces: Iterator<boolean>, onMended: () => void): Promise<void> {
    const breather = new Breather(this.#parts.stopwatch);
    do await breather.rest();
    while (!this.#isStopped && this.#runOne(pieces, onMended));
  }

  *#pieces(): Generator<boolean> {
    const { database, now, onApplied } = this.#parts;
    while (linkSlice(database)) yield false;
    for (const account of listAccounts(database)) {
      if (!orderTally(database, account.id).walkEnded) continue;
      const parts = { database, onApplied: (slice: AppliedSlice) => onApplied(account, { ...slice, balance: null }) };
      for (const _ of followUp(parts, account, nothingSighted, instantOf(now()))) yield true;
    }
    yield* this.#mending();
    yield* this.#upgrade();
    while (indexTexts(database)) yield false;
  }

  *#mending(): Generator<boolean> {
    const { database, now, log } = this.#parts;
    for (const isMended of mendDerived(database, now())) {
      if (isMended) log.info({}, 'rows that contradicted others, or themselves, were written anew');
      yield isMended;
    }
  }

  *#upgrade(): Generator<boolean> {
    const { database, log, onUpgraded } = this.#parts;
    let told = upgradePercent(database);
    if (told === null) return;
    log.info({ percent: told }, 'the store of an earlier release is brought up to date');
    while (upgradeSlice(database, wordsOfRental)) {
      const percent = upgradePercent(database);
      if (percent !== told) onUpgraded();
      told = percent;
      yield false;
    }
    log.info({}, 'the store is up to date');
    onUpgraded();
  }
}
