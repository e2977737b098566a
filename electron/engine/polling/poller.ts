import type { Account } from '../../core/model/account.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { AccountId } from '../../core/model/ids.ts';
import { hour, minute, second } from '../../core/model/instant.ts';
import type { RoundOutcome, RoundProgress, RoundWarning } from '../../core/model/sync.ts';
import { accountById, listAccounts } from '../../edges/store/accounts.ts';
import type { Database } from '../../edges/store/database.ts';
import { affordableAtMs, budgetLeft, recentSpending, type Spending } from '../../core/polling/budget.ts';
import { parkMs } from '../../core/polling/not-before.ts';
import { nextRoundAtMs } from '../../core/polling/cadence.ts';
import { thrownOutcome, unaskedOutcome, type RoundResult } from './outcome.ts';
import type { OneRound } from './ports.ts';
import { parkedFailure } from './round.ts';
import { RoundSignal } from './round-signal.ts';

/** The round as a whole may take this long; a long first sync goes on in the next one. */
const roundLimitMs = 5 * minute;

/** After waking, accounts are asked spread over so long. */
const wakeSpreadMs = 10 * second;

/** What a poller is built from. */
export interface PollerParts {
  readonly database: Database;
  readonly round: (account: Account, signal: AbortSignal, settings: OneRound) => Promise<RoundResult>;
  readonly now: () => number;
  readonly random: () => number;
  readonly online: () => boolean;
  /** Whether a deadline of the account is so near that it is asked each minute. */
  readonly isUrgent: (id: AccountId) => boolean;
  /** Told when a round of an account starts and when it ends. */
  readonly onRound: (result: RoundResult | null) => void;
  /** Told what was thrown around a round; says which failure stands for it. Must not throw: nobody would hear it. */
  readonly onThrown: (error: unknown, account: Account) => Failure;
  /** Told now and then that a round under way has come further. */
  readonly onProgress: () => void;
}

interface Memory {
  readonly lastRoundAtMs: number;
  readonly failedRounds: number;
  readonly unfinished: boolean;
  readonly jitter: number;
}

/** Whoever watches a round's progress is told no more often than this, and nothing of a round that is over before. */
const progressEveryMs = 500;

/** A round that somebody asked for may read this much, however much was read before. */
const leastOfRound = 60;

/** Runs rounds: those that are due, and those that somebody asks for. Never two at once of one account. */
export class Poller {
  readonly #parts: PollerParts;
  readonly #running = new Map<AccountId, Promise<RoundOutcome>>();
  readonly #memory = new Map<AccountId, Memory>();
  /** What the last round of each had to say besides; waking makes a round due, and unsays nothing. */
  readonly #warnings = new Map<AccountId, readonly RoundWarning[]>();
  readonly #spending = new Map<AccountId, readonly Spending[]>();
  /** What the next round will cost if nothing has changed: the last one without its details. */
  readonly #listRequests = new Map<AccountId, number>();
  readonly #progress = new Map<AccountId, RoundProgress>();
  #toldProgressAtMs = 0;
  readonly #memories = new Map<AccountId, object>();
  readonly #notBeforeMs = new Map<AccountId, number>();
  readonly #stopping = new AbortController();

  constructor(parts: PollerParts) {
    this.#parts = parts;
  }

  isRunning(id: AccountId): boolean {
    return this.#running.has(id);
  }

  /** Progress of the round under way; null without one, and before its first response. */
  progressOf(id: AccountId): RoundProgress | null {
    return this.#progress.get(id) ?? null;
  }

  /** Notes how far the round of an account has come. */
  noteProgress({ id }: Account, progress: RoundProgress): void {
    this.#progress.set(id, progress);
    const nowMs = this.#parts.now();
    if (Math.abs(nowMs - this.#toldProgressAtMs) < progressEveryMs) return;
    this.#toldProgressAtMs = nowMs;
    this.#parts.onProgress();
  }

  /** An account's own object, by which its pages are remembered from round to round. */
  memoryOf({ id }: Account): object {
    const memory = this.#memories.get(id) ?? {};
    this.#memories.set(id, memory);
    return memory;
  }

  /** How many requests a round of an account may make now before it leaves what is not urgent for later. */
  budgetOf({ id, requestsPerHour }: Account): number {
    return Math.max(leastOfRound, budgetLeft(this.#spending.get(id) ?? [], requestsPerHour, this.#parts.now()));
  }

  /** Returns when an account's next round is due, in epoch milliseconds; null while only the user can change that (paused, key refused). */
  nextRoundAtMs(account: Account): number | null {
    const memory = this.#memory.get(account.id);
    const nowMs = this.#parts.now();
    const listRequests = this.#listRequests.get(account.id) ?? 0;
    return nextRoundAtMs(
      {
        intervalMs: account.intervalMs,
        lastRoundAtMs: memory?.lastRoundAtMs ?? null,
        failure: account.failure,
        failedRounds: memory?.failedRounds ?? 0,
        parkedUntilMs: parkMs(account.parkedUntil, nowMs),
        paused: account.paused,
        urgent: this.#parts.isUrgent(account.id),
        unfinished: memory?.unfinished ?? false,
        affordableAtMs: affordableAtMs(
          this.#spending.get(account.id) ?? [],
          listRequests,
          account.requestsPerHour,
          nowMs,
        ),
        paceMs: (listRequests / account.requestsPerHour) * hour,
        jitter: memory?.jitter ?? 0,
      },
      nowMs,
    );
  }

  /** Starts the rounds that are due. Returns when to look again. */
  startDue(): number | null {
    if (this.#stopping.signal.aborted || !this.#parts.online()) return null;
    let nextLookAtMs: number | null = null;
    for (const account of listAccounts(this.#parts.database)) {
      if (this.isRunning(account.id)) continue;
      try {
        const dueAtMs = this.#startIfDue(account);
        if (dueAtMs !== null) nextLookAtMs = Math.min(nextLookAtMs ?? dueAtMs, dueAtMs);
      } catch (error) {
        // One account must not keep the others from being asked.
        this.#parts.onThrown(error, account);
      }
    }
    return nextLookAtMs;
  }

  /** When the account's next round is due; null when it was started now, or while only the user can change that. */
  #startIfDue(account: Account): number | null {
    const nextAtMs = this.nextRoundAtMs(account);
    if (nextAtMs === null) return null;
    const dueAtMs = Math.max(nextAtMs, this.#notBeforeMs.get(account.id) ?? 0);
    if (dueAtMs > this.#parts.now()) return dueAtMs;
    void this.sync(account);
    return null;
  }

  /** One round of an account that begins after what has just changed: one that is under way still asks with the old key or settings. */
  async syncAnew(account: Account): Promise<RoundOutcome> {
    const running = this.#running.get(account.id);
    if (running !== undefined) await running;
    return this.sync(account);
  }

  /** One round of an account now, whatever its schedule; joins one that is already under way, unless settings differ for this one. */
  sync(account: Account, settings: OneRound = {}): Promise<RoundOutcome> {
    const running = this.#running.get(account.id);
    if (running !== undefined) {
      return Object.keys(settings).length === 0 ? running : running.then(() => this.sync(account, settings));
    }
    const started = this.#round(account, settings);
    this.#running.set(account.id, started);
    this.#notBeforeMs.delete(account.id);
    this.#parts.onRound(null);
    return started;
  }

  /** What the last round of an account had to say besides. */
  warningsOf(id: AccountId): readonly RoundWarning[] {
    return this.#warnings.get(id) ?? [];
  }

  /** The outcome of a paused account, which was not asked. */
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

  /** Never rejects: nobody waits for a round that began by itself. */
  async #round(account: Account, settings: OneRound): Promise<RoundOutcome> {
    try {
      return await this.#begunRound(account, settings);
    } catch (error) {
      const outcome = thrownOutcome(account, this.#parts.onThrown(error, account));
      this.#progress.delete(account.id);
      this.#remember(account.id, outcome);
      return outcome;
    } finally {
      this.#running.delete(account.id);
    }
  }

  async #begunRound(account: Account, settings: OneRound): Promise<RoundOutcome> {
    this.#toldProgressAtMs = this.#parts.now();
    const current = accountById(this.#parts.database, account.id) ?? account;
    const wasParked = parkedFailure(current, this.#parts.now()) !== null;
    const limit = new RoundSignal(this.#stopping.signal, roundLimitMs);
    const result = await this.#parts.round(current, limit.signal, settings).finally(() => limit.end());
    this.#noteSpending(account.id, result.outcome.requests);
    // Wishing for a round of a parked account asks nobody, so it must not put off the round that follows.
    if (!wasParked) this.#remember(account.id, result.outcome);
    // The round has left the list of running ones before anybody is told to look again.
    this.#running.delete(account.id);
    this.#parts.onRound(result);
    return result.outcome;
  }

  #remember(id: AccountId, { ok, warnings }: RoundOutcome): void {
    const failedBefore = this.#memory.get(id)?.failedRounds ?? 0;
    this.#memory.set(id, {
      lastRoundAtMs: this.#parts.now(),
      failedRounds: ok ? 0 : failedBefore + 1,
      unfinished: warnings.some(({ code }) => code === 'round.unfinished'),
      jitter: this.#parts.random(),
    });
    this.#warnings.set(id, warnings);
  }

  #noteSpending(id: AccountId, requests: number): void {
    const nowMs = this.#parts.now();
    const progress = this.#progress.get(id);
    this.#progress.delete(id);
    if (requests === 0) return;
    this.#spending.set(id, [...recentSpending(this.#spending.get(id) ?? [], nowMs), { atMs: nowMs, requests }]);
    const details = progress?.step === 'details' ? progress.read : 0;
    this.#listRequests.set(id, Math.max(1, requests - details));
  }
}
