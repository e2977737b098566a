import type { Account } from '../contract/account.ts';
import type { AccountId } from '../contract/ids.ts';
import { epochMsOrNull, minute, second } from '../contract/instant.ts';
import type { RoundOutcome } from '../contract/sync.ts';
import { accountById, listAccounts } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { hasUrgentRental } from '../store/rentals.ts';
import { nextRoundAtMs } from './cadence.ts';
import type { OneRound } from './ports.ts';
import { unaskedOutcome, type RoundResult } from './round.ts';

/** The round as a whole may take this long; a long first sync goes on in the next one. */
const roundLimitMs = 5 * minute;

/** After waking, accounts are asked spread over so long. */
const wakeSpreadMs = 10 * second;

export interface PollerParts {
  readonly database: Database;
  readonly round: (account: Account, signal: AbortSignal, settings: OneRound) => Promise<RoundResult>;
  readonly now: () => number;
  readonly random: () => number;
  readonly online: () => boolean;
  /** Told when a round of an account starts and when it ends. */
  readonly onRound: (result: RoundResult | null) => void;
}

interface Memory {
  readonly lastRoundAtMs: number;
  readonly failedRounds: number;
  readonly jitter: number;
}

/** Runs rounds: those that are due, and those that somebody asks for. Never two at once of one account. */
export class Poller {
  readonly #parts: PollerParts;
  readonly #running = new Map<AccountId, Promise<RoundOutcome>>();
  readonly #memory = new Map<AccountId, Memory>();
  readonly #notBeforeMs = new Map<AccountId, number>();
  readonly #stopping = new AbortController();

  constructor(parts: PollerParts) {
    this.#parts = parts;
  }

  isRunning(id: AccountId): boolean {
    return this.#running.has(id);
  }

  /** When an account's next round is due; null while only the user can change that. */
  nextRoundAtMs(account: Account): number | null {
    const memory = this.#memory.get(account.id);
    const nowMs = this.#parts.now();
    return nextRoundAtMs(
      {
        intervalMs: account.intervalMs,
        lastRoundAtMs: memory?.lastRoundAtMs ?? null,
        failure: account.failure,
        failedRounds: memory?.failedRounds ?? 0,
        parkedUntilMs: epochMsOrNull(account.parkedUntil),
        paused: account.paused,
        urgent: hasUrgentRental(this.#parts.database, account.id, nowMs),
        jitter: memory?.jitter ?? 0,
      },
      nowMs,
    );
  }

  /** Starts the rounds that are due; answers when to look again. */
  startDue(): number | null {
    if (this.#stopping.signal.aborted || !this.#parts.online()) return null;
    let nextLookAtMs: number | null = null;
    for (const account of listAccounts(this.#parts.database)) {
      if (this.isRunning(account.id)) continue;
      const nextAtMs = this.nextRoundAtMs(account);
      if (nextAtMs === null) continue;
      const dueAtMs = Math.max(nextAtMs, this.#notBeforeMs.get(account.id) ?? 0);
      if (dueAtMs <= this.#parts.now()) void this.sync(account);
      else nextLookAtMs = Math.min(nextLookAtMs ?? dueAtMs, dueAtMs);
    }
    return nextLookAtMs;
  }

  /** One round of an account now, whatever its schedule; joins one that is already under way, unless settings differ for this one. */
  sync(account: Account, settings: OneRound = {}): Promise<RoundOutcome> {
    const running = this.#running.get(account.id);
    if (running !== undefined) {
      return Object.keys(settings).length === 0 ? running : running.then(() => this.sync(account, settings));
    }
    const started = this.#round(account, settings).finally(() => this.#running.delete(account.id));
    this.#running.set(account.id, started);
    this.#notBeforeMs.delete(account.id);
    this.#parts.onRound(null);
    return started;
  }

  /** What a paused account contributes to an answer about rounds: it was not asked. */
  skipped(account: Account): RoundOutcome {
    return unaskedOutcome(this.#parts.database, account, null);
  }

  /** After the machine slept, or the network came back: every account is due again within seconds, but not all in step. */
  forgetSchedule(): void {
    this.#memory.clear();
    const { database, now, random } = this.#parts;
    for (const { id } of listAccounts(database)) this.#notBeforeMs.set(id, now() + random() * wakeSpreadMs);
  }

  /** Cancels what is under way and waits until it has ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#running.values());
  }

  async #round(account: Account, settings: OneRound): Promise<RoundOutcome> {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(roundLimitMs)]);
    const current = accountById(this.#parts.database, account.id) ?? account;
    const result = await this.#parts.round(current, signal, settings);
    const before = this.#memory.get(account.id)?.failedRounds ?? 0;
    this.#memory.set(account.id, {
      lastRoundAtMs: this.#parts.now(),
      failedRounds: result.outcome.ok ? 0 : before + 1,
      jitter: this.#parts.random(),
    });
    // The round has left the list of running ones before anybody is told to look again.
    this.#running.delete(account.id);
    this.#parts.onRound(result);
    return result.outcome;
  }
}
