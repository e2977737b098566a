import type { Account } from '../../core/model/account.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { EventName } from '../../core/model/events.ts';
import type { RoundOutcome } from '../../core/model/sync.ts';
import type { ReminderTexts } from '../../core/reminders/texts.ts';
import { logNews } from '../bell/news.ts';
import type { CompactedStore } from '../../edges/store/compact.ts';
import type { DamageDesk } from '../health/damage-desk.ts';
import type { Guard } from '../health/guard.ts';
import { unaskedOutcome, type RoundResult } from './outcome.ts';
import { Poller } from './poller.ts';
import type { OneRound, RegistrationParts, RoundParts } from './ports.ts';
import { syncAccount } from './round.ts';
import { StoreCare } from './store-care.ts';
import { StoreTidying } from './store-tidying.ts';

/** What rounds are run with. */
export interface RoundHostParts {
  readonly registration: RegistrationParts;
  readonly store: CompactedStore;
  readonly texts: ReminderTexts;
  readonly random: () => number;
  readonly online: () => boolean;
  readonly isUrgent: (id: Account['id']) => boolean;
  readonly news: (event: EventName) => void;
  readonly guard: Guard;
  readonly damage: DamageDesk;
  readonly log: { info(facts: object, message: string): void };
  /** Milliseconds from any beginning. */
  readonly stopwatch: () => number;
  /** Rentals were made or mended outside of a round. */
  readonly onMended: () => void;
  /** A round ended: whether the user's own tables changed with it, and what came of it. Null: it never began. */
  readonly onRound: (result: RoundResult | null) => void;
}

/** Runs the rounds of accounts when they are due, logs what they mean for reminders, and says what went wrong. */
export class RoundHost {
  readonly poller: Poller;
  readonly #parts: RoundHostParts;
  readonly #care: StoreCare;
  readonly #tidying: StoreTidying;
  readonly #followers = new Set<(outcome: RoundOutcome) => void>();

  constructor(parts: RoundHostParts) {
    this.#parts = parts;
    const { guard, log, registration, stopwatch } = parts;
    const { database, now } = registration;
    this.#care = new StoreCare({
      ...{ guard, log, database, now, stopwatch },
      onApplied: (...found) => this.onApplied(...found),
      onUpgraded: () => parts.news('app.changed'),
    });
    this.#tidying = new StoreTidying({ store: parts.store, guard, log, now, stopwatch });
    this.poller = new Poller({
      database: parts.registration.database,
      now: parts.registration.now,
      random: parts.random,
      online: parts.online,
      isUrgent: parts.isUrgent,
      round: (account, signal, settings) => this.#round(account, signal, settings),
      onRound: (result) => this.#onRound(result),
      onProgress: () => parts.news('account.changed'),
      onThrown: (error, account) => this.#thrown(error, account),
    });
  }

  /** Begins to look after the store: what an earlier run left undone is made up for, whether or not a provider can be asked. */
  begin(): void {
    this.#care.begin(this.#onMended);
  }

  readonly #onMended = (): void => {
    this.#parts.news('rental.changed');
    this.#parts.onMended();
  };

  /** Starts the rounds that are due, and what is due to the store. Returns when to look again, in epoch milliseconds; null: not of itself. */
  startDue(): number | null {
    const nextMs = this.poller.startDue();
    this.#care.look(this.#onMended);
    this.#tidying.look();
    return nextMs;
  }

  /** Cancels what is under way and waits until it has ended. */
  async stop(): Promise<void> {
    await this.#care.end();
    await this.#tidying.end();
    await this.poller.stop();
  }

  /** Calls `hear` with what came of each round from now on. */
  follow(hear: (outcome: RoundOutcome) => void): void {
    this.#followers.add(hear);
  }

  /** Logs what a slice of a round means for reminders; to be called in its transaction. */
  readonly onApplied: RoundParts['onApplied'] = (account, found) => {
    const { registration, texts } = this.#parts;
    logNews(account, found, { database: registration.database, texts, nowMs: registration.now() });
  };

  async #round(account: Account, signal: AbortSignal, settings: OneRound): Promise<RoundResult> {
    const { registration, guard, damage, news } = this.#parts;
    const { database, vault, providers, openHttp, secretsRead, now, nonce } = registration;
    const round: RoundParts = {
      ...{ database, vault, providers, openHttp, secretsRead, now, nonce },
      memoryOf: (asked) => this.poller.memoryOf(asked),
      budgetOf: (asked) => this.poller.budgetOf(asked),
      onProgress: (asked, progress) => this.poller.noteProgress(asked, progress),
      onApplied: this.onApplied,
      stopwatch: this.#parts.stopwatch,
    };
    try {
      await this.#care.prepare(signal, (percent) =>
        this.poller.noteProgress(account, { step: 'store', read: percent, of: 100 }),
      );
      const result = await syncAccount(account, round, signal, settings);
      guard.clear('round', account.id);
      if (result.outcome.failure?.code === 'store.damaged') damage.note(result.outcome.failure);
      // Its rentals count as confirmed or not from now on, whether or not any of them changed.
      if ((account.staleSince === null) !== result.outcome.ok) news('rental.changed');
      return result;
    } catch (error) {
      return { outcome: unaskedOutcome(database, account, this.#thrown(error, account)) };
    }
  }

  #thrown(error: unknown, { id, label }: Account): Failure {
    return this.#parts.guard.noted('round', error, { id, name: label }) ?? { code: 'bug' };
  }

  #onRound(result: RoundResult | null): void {
    this.#parts.news('account.changed');
    if (result !== null) for (const hear of this.#followers) hear(result.outcome);
    this.#parts.onRound(result);
  }
}
