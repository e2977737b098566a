import type { AccountId } from '../core/model/ids.ts';
import type { Account } from '../core/model/account.ts';
import { second } from '../core/model/instant.ts';
import type { Failure } from '../core/model/failure.ts';
import type { Health } from '../core/model/health.ts';
import type { RoundOutcome } from '../core/model/sync.ts';
import type { OneRound, RegistrationParts, RoundParts } from './polling/ports.ts';
import type { EngineParts } from './engine-parts.ts';
import { Guard } from './health/guard.ts';
import { ringerTroubles } from './health/ringer-troubles.ts';
import { Vigil } from './health/vigil.ts';
import { Ringer } from './bell/ringer.ts';
import { logNews } from './bell/news.ts';
import { steadyTexts } from './bell/steady-texts.ts';
import { listAccounts } from '../edges/store/accounts.ts';
import { markDamaged } from '../edges/store/open.ts';
import { OwnCopy } from '../edges/store/own-copy-job.ts';
import { recomputeStates, refreshStates } from './polling/refresh-states.ts';
import { Poller } from './polling/poller.ts';
import { syncAccount } from './polling/round.ts';
import { unaskedOutcome, type RoundResult } from './polling/outcome.ts';

/** The longest the engine sleeps between two looks at the clock: timers stop while a machine sleeps, the clock does not. */
const longestSleepMs = 30 * second;
const shortestSleepMs = 50;

/** The program itself, with or without a window: polls, plans and rings until it is stopped. */
export class Engine {
  readonly parts: EngineParts;
  readonly poller: Poller;
  /** Knows what goes wrong, and tells whoever follows. */
  readonly guard: Guard;
  /** Whoever hears what came of each round. */
  readonly roundFollowers = new Set<(outcome: RoundOutcome) => void>();
  /** Rings; knows whether what was to be shown last was. */
  readonly ringer: Ringer;
  readonly #vigil: Vigil;
  #timer: NodeJS.Timeout | null = null;
  #running = false;
  #lookedAtMs = 0;
  readonly #ownCopy: OwnCopy;
  #damage: Failure | null = null;
  #urgent: ReadonlySet<AccountId> = new Set();
  #delivering: Promise<void> = Promise.resolve();

  constructor(parts: EngineParts) {
    const { store, now } = parts;
    const { database } = store;
    this.guard = new Guard({ ...parts, onDamage: (failure) => this.#noteDamage(failure) });
    this.#vigil = new Vigil(parts, this.guard);
    const texts = steadyTexts(parts.texts, this.guard);
    this.parts = { ...parts, texts, news: (event) => this.guard.tell(event) };
    this.#ownCopy = new OwnCopy(parts);
    this.ringer = new Ringer({ ...this.parts, database, ...ringerTroubles(this.guard) });
    this.poller = new Poller({
      database,
      now,
      random: parts.random,
      online: parts.online,
      isUrgent: (id) => this.#urgent.has(id),
      round: (account, signal, settings) => this.#round(account, signal, settings),
      onRound: (result) => this.#onRound(result),
      onProgress: () => this.parts.news('account.changed'),
      onThrown: (error, account) => this.#thrownRound(error, account),
    });
  }

  get registration(): RegistrationParts {
    const { store, vault, providers, openHttp, now, nonce, newAccountId } = this.parts;
    return { database: store.database, vault, providers, openHttp, now, nonce, newAccountId };
  }

  /** Begins to poll and to ring. Reminders come first. */
  start(): void {
    this.#running = true;
    this.#vigil.checkBell();
    this.#vigil.mendDerived();
    this.tick();
  }

  /** How the bell is: when it last looked at the clock, and what goes wrong. */
  get health(): Health {
    return this.guard.health;
  }

  /** Looks at the clock: rings what is due, then starts the rounds that are. Call it after sleep, unlock and network changes too. */
  tick(): void {
    if (!this.#running) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    let sleepMs = longestSleepMs;
    try {
      sleepMs = this.guard.run('look', () => this.#look()) ?? longestSleepMs;
      this.#vigil.endLook(sleepMs);
    } finally {
      // Whatever comes, the clock is looked at again.
      this.#timer = setTimeout(() => this.tick(), sleepMs);
    }
  }

  /** The machine is about to sleep. */
  sleep(): void {
    this.#vigil.sleeps();
  }

  /** The machine woke up. */
  awoke(): void {
    this.#vigil.wakes();
    this.wake();
  }

  /** Much may have changed, since the machine woke up or is connected again: reminders first, then every account. */
  wake(): void {
    this.guard.run('polling', () => this.poller.forgetSchedule());
    this.tick();
  }

  /** Rings what is due and waits until it was shown, for commands that run once. */
  async ringDue(): Promise<void> {
    this.#claim();
    await this.#deliverNext();
  }

  /** One round of the given accounts now, or of all; answers in the order of their labels. */
  async syncNow(accounts: readonly Account[]): Promise<readonly RoundOutcome[]> {
    return Promise.all(accounts.map((account) => this.poller.sync(account)));
  }

  /** Tells that the user's own tables changed, so that their copy is renewed soon. */
  ownTablesChanged(): void {
    this.#ownCopy.noteChange();
    if (this.#running) this.#copyIfDue();
  }

  /** Damage that was met while the store was open; the next start checks the whole file. Null while all is well. */
  get damage(): Failure | null {
    return this.#damage;
  }

  /** Ends rounds that are under way, lets what is being shown be noted, and closes the store. */
  async stop(): Promise<void> {
    this.#running = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.poller.stop();
    await this.#delivering;
    if (this.#ownCopy.hasChanges) this.guard.run('copy', () => this.#ownCopy.copy());
    this.#vigil.end();
    this.parts.store.close();
  }

  /** Each step for itself: what goes wrong in one must not keep the bell from ringing. */
  #look(): number {
    const { now } = this.parts;
    this.#vigil.beginLook();
    this.guard.run('states', () => this.#refreshStates());
    const nextReminderMs = this.guard.run('planning', () => this.#claim());
    void this.#deliverNext();
    const nextRoundMs = this.guard.run('polling', () => this.poller.startDue());
    this.#copyIfDue();
    const nextMs = Math.min(nextReminderMs ?? Number.POSITIVE_INFINITY, nextRoundMs ?? Number.POSITIVE_INFINITY);
    return Math.min(longestSleepMs, Math.max(shortestSleepMs, nextMs - now()));
  }

  #refreshStates(): void {
    const { now, store, news } = this.parts;
    const nowMs = now();
    const refresh = nowMs < this.#lookedAtMs ? recomputeStates : refreshStates;
    this.#lookedAtMs = nowMs;
    if (refresh(store.database, nowMs) > 0) news('rental.changed');
  }

  /** One after the other, so that a crash leaves at most one notification that was shown and not noted. */
  #deliverNext(): Promise<void> {
    this.#delivering = this.#delivering.then(() => this.#deliver());
    return this.#delivering;
  }

  async #deliver(): Promise<void> {
    await this.guard.runLong(
      'delivery',
      async () => {
        if (!(await this.ringer.deliver())) return;
        this.#ownCopy.noteChange();
        this.parts.news('reminder.changed');
      },
      () => !this.ringer.isUnheard,
    );
  }

  #claim(): number | null {
    const { claimed, nextLookAtMs, urgent } = this.ringer.claimDue();
    this.#urgent = urgent;
    if (claimed > 0) {
      this.#ownCopy.noteChange();
      this.parts.news('reminder.changed');
    }
    return nextLookAtMs;
  }

  async #round(account: Account, signal: AbortSignal, settings: OneRound): Promise<RoundResult> {
    const { store, vault, providers, openHttp, now, nonce, texts } = this.parts;
    const { database } = store;
    const round: RoundParts = {
      ...{ database, vault, providers, openHttp, now, nonce },
      memoryOf: (asked) => this.poller.memoryOf(asked),
      budgetOf: (asked) => this.poller.budgetOf(asked),
      onProgress: (asked, progress) => this.poller.noteProgress(asked, progress),
      onApplied: (applied, found) => logNews(applied, found, { database, texts, nowMs: now() }),
    };
    try {
      const result = await syncAccount(account, round, signal, settings);
      this.guard.clear('round', account.id);
      if (result.outcome.failure?.code === 'store.damaged') this.#noteDamage(result.outcome.failure);
      // Its rentals count as confirmed or not from now on, whether or not any of them changed.
      if ((account.staleSince === null) !== result.outcome.ok) this.parts.news('rental.changed');
      return result;
    } catch (error) {
      return { outcome: unaskedOutcome(database, account, this.#thrownRound(error, account)), changes: [] };
    }
  }

  #thrownRound(error: unknown, { id, label }: Account): Failure {
    return this.guard.noted('round', error, { id, name: label }) ?? { code: 'bug' };
  }

  #onRound(result: RoundResult | null): void {
    this.parts.news('account.changed');
    if (result === null) return;
    for (const follow of this.roundFollowers) follow(result.outcome);
    if (result.changes.length > 0) {
      this.#ownCopy.noteChange();
      this.parts.news('rental.changed');
    }
    this.tick();
  }

  #copyIfDue(): void {
    if (this.#ownCopy.isDue()) this.guard.run('copy', () => this.#ownCopy.copy());
  }

  #noteDamage(failure: Failure): void {
    if (this.#damage !== null || failure.reason === 'account-row') return;
    this.#damage = failure;
    markDamaged(this.parts.store.path);
    this.parts.news('app.changed');
  }
}

/** Every account of an engine. */
export const accountsOf = (engine: Engine): readonly Account[] => listAccounts(engine.parts.store.database);
