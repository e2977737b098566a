import type { Account } from '../../core/model/account.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { EventName } from '../../core/model/events.ts';
import type { RoundOutcome } from '../../core/model/sync.ts';
import type { ReminderTexts } from '../../core/reminders/texts.ts';
import { logNews } from '../bell/news.ts';
import type { DamageDesk } from '../health/damage-desk.ts';
import type { Guard } from '../health/guard.ts';
import { unaskedOutcome, type RoundResult } from './outcome.ts';
import { Poller } from './poller.ts';
import type { OneRound, RegistrationParts, RoundParts } from './ports.ts';
import { syncAccount } from './round.ts';

/** What rounds are run with. */
export interface RoundHostParts extends RegistrationParts {
  readonly texts: ReminderTexts;
  readonly random: () => number;
  readonly online: () => boolean;
  readonly isUrgent: (id: Account['id']) => boolean;
  readonly news: (event: EventName) => void;
  readonly guard: Guard;
  readonly damage: DamageDesk;
  /** A round ended: whether the user's own tables changed with it, and what came of it. Null: it never began. */
  readonly onRound: (result: RoundResult | null) => void;
}

/** Runs the rounds of accounts when they are due, logs what they mean for reminders, and says what went wrong. */
export class RoundHost {
  readonly poller: Poller;
  readonly #parts: RoundHostParts;
  readonly #followers = new Set<(outcome: RoundOutcome) => void>();

  constructor(parts: RoundHostParts) {
    this.#parts = parts;
    this.poller = new Poller({
      database: parts.database,
      now: parts.now,
      random: parts.random,
      online: parts.online,
      isUrgent: parts.isUrgent,
      round: (account, signal, settings) => this.#round(account, signal, settings),
      onRound: (result) => this.#onRound(result),
      onProgress: () => parts.news('account.changed'),
      onThrown: (error, account) => this.#thrown(error, account),
    });
  }

  /** Calls `hear` with what came of each round from now on. */
  follow(hear: (outcome: RoundOutcome) => void): void {
    this.#followers.add(hear);
  }

  async #round(account: Account, signal: AbortSignal, settings: OneRound): Promise<RoundResult> {
    const { database, vault, providers, openHttp, secretsRead, now, nonce, texts, guard, damage, news } = this.#parts;
    const round: RoundParts = {
      ...{ database, vault, providers, openHttp, secretsRead, now, nonce },
      memoryOf: (asked) => this.poller.memoryOf(asked),
      budgetOf: (asked) => this.poller.budgetOf(asked),
      onProgress: (asked, progress) => this.poller.noteProgress(asked, progress),
      onApplied: (applied, found) => logNews(applied, found, { database, texts, nowMs: now() }),
    };
    try {
      const result = await syncAccount(account, round, signal, settings);
      guard.clear('round', account.id);
      if (result.outcome.failure?.code === 'store.damaged') damage.note(result.outcome.failure);
      // Its rentals count as confirmed or not from now on, whether or not any of them changed.
      if ((account.staleSince === null) !== result.outcome.ok) news('rental.changed');
      return result;
    } catch (error) {
      return { outcome: unaskedOutcome(database, account, this.#thrown(error, account)), changes: [] };
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
