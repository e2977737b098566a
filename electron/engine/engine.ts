import type { Account } from '../core/model/account.ts';
import type { Failure, Result } from '../core/model/failure.ts';
import type { Health, Trouble } from '../core/model/health.ts';
import type { AccountId } from '../core/model/ids.ts';
import type { EventName } from '../core/model/events.ts';
import type { Settings } from '../core/model/settings.ts';
import type { RoundOutcome } from '../core/model/sync.ts';
import type { Provider } from '../core/ports/provider.ts';
import type { ReminderTexts } from '../core/reminders/texts.ts';
import type { Database } from '../edges/store/database.ts';
import { recomputeStates, refreshStates } from './polling/refresh-states.ts';
import { Bell } from './bell/bell.ts';
import { Ringer } from './bell/ringer.ts';
import { steadyTexts } from './bell/steady-texts.ts';
import { OwnCopy } from './copy-job.ts';
import { endAll } from './ending.ts';
import { DamageDesk } from './health/damage-desk.ts';
import type { EngineParts } from './engine-parts.ts';
import { Guard } from './health/guard.ts';
import { ringerTroubles } from './bell/ringer-troubles.ts';
import { Vigil } from './vigil/vigil.ts';
import type { Companion, Host, Rounds } from './host.ts';
import { LookTimer } from './look-timer.ts';
import type { RoundResult } from './polling/outcome.ts';
import type { OneRound } from './polling/ports.ts';
import { RoundHost } from './polling/round-host.ts';

/** What happens by itself, with or without a window: polls, plans and rings until it is stopped. */
export class Engine implements Host {
  readonly database: Database;
  readonly providers: readonly Provider[];
  readonly texts: ReminderTexts;
  readonly vault: EngineParts['vault'];
  readonly openHttp: EngineParts['openHttp'];
  readonly secretsRead: EngineParts['secretsRead'];
  readonly now: () => number;
  readonly nonce: () => string;
  readonly timeZone: () => string;
  readonly newAccountId: () => AccountId;
  readonly settingsChanged: (settings: Settings) => void;
  /** Another file was set aside for being damaged when the store was opened; null when none was. */
  readonly setAside: Failure | null;
  readonly #store: EngineParts['store'];
  readonly #guard: Guard;
  readonly #vigil: Vigil;
  readonly #damage: DamageDesk;
  readonly #ownCopy: OwnCopy;
  readonly #bell: Bell;
  readonly #roundHost: RoundHost;
  readonly #timer: LookTimer;
  readonly #companions: Companion[] = [];
  #lookedAtMs = 0;

  constructor(parts: EngineParts) {
    const { store, now } = parts;
    this.database = store.database;
    this.providers = parts.providers;
    this.vault = parts.vault;
    this.openHttp = parts.openHttp;
    this.secretsRead = parts.secretsRead;
    this.now = now;
    this.nonce = parts.nonce;
    this.timeZone = parts.timeZone;
    this.newAccountId = parts.newAccountId;
    this.settingsChanged = parts.onSettings ?? (() => undefined);
    this.setAside = store.setAside;
    this.#store = store;
    this.#damage = new DamageDesk(store.path, () => this.#news('app.changed'));
    this.#guard = new Guard({ ...parts, onDamage: (failure) => this.#damage.note(failure) });
    this.#vigil = new Vigil(parts, this.#guard);
    this.#ownCopy = new OwnCopy(parts);
    this.texts = steadyTexts(parts.texts, this.#guard);
    const ringer = new Ringer({
      ...{ database: this.database, notifier: parts.notifier, texts: this.texts, summaryOf: parts.summaryOf, now },
      ...ringerTroubles(this.#guard),
    });
    this.#bell = new Bell({ ringer, guard: this.#guard, onLogged: () => this.#logged() });
    this.#roundHost = new RoundHost({
      ...{ registration: this, store },
      texts: this.texts,
      random: parts.random,
      online: parts.online,
      isUrgent: (id) => this.#bell.isUrgent(id),
      news: (event) => this.#news(event),
      guard: this.#guard,
      damage: this.#damage,
      ...{ log: parts.log, stopwatch: () => parts.awake.now() },
      onRound: (result) => this.#onRound(result),
      onMended: () => this.tick(),
    });
    this.#timer = new LookTimer({ now, guard: this.#guard, vigil: this.#vigil, look: () => this.#look() });
  }

  /** What is known of the rounds of accounts. */
  get rounds(): Rounds {
    return this.#roundHost.poller;
  }

  /** How the bell is: when it last looked at the clock, and what goes wrong. */
  get health(): Health {
    return this.#guard.health;
  }

  /** Whether the last reminder that was to be shown was not. */
  get isUnheard(): boolean {
    return this.#bell.isUnheard;
  }

  /** Damage that was met while the store was open; null while all is well. */
  get damage(): Failure | null {
    return this.#damage.damage;
  }

  /** Calls `hear` with each trouble from now on. */
  followTroubles(hear: (trouble: Trouble) => void): void {
    this.#guard.follow(hear);
  }

  /** Calls `hear` with what came of each round from now on. */
  followRounds(hear: (outcome: RoundOutcome) => void): void {
    this.#roundHost.follow(hear);
  }

  showing<Value>(step: 'tray' | 'wishes' | 'decision', work: () => Promise<Result<Value>>): Promise<Value | null> {
    return this.#guard.runLong(step, async () => {
      const result = await work();
      if (result.ok) return result.value;
      this.#guard.failed(step, result.failure);
      return null;
    });
  }

  accompany(companion: Companion): void {
    this.#companions.push(companion);
  }

  /** Begins to poll and to ring. Reminders come first: the whole store is gone through after what is due has rung. */
  start(): void {
    this.#vigil.checkBell();
    this.#roundHost.begin();
    this.#timer.start();
    for (const companion of this.#companions) companion.start();
  }

  /** Looks at the clock: rings what is due, then starts the rounds that are. Call it after unlock and network changes too. */
  tick(): void {
    this.#timer.look();
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
    this.#guard.run('polling', () => this.#roundHost.poller.forgetSchedule());
    this.tick();
  }

  async ringDue(): Promise<void> {
    this.#bell.claimAll();
    await this.#bell.deliver();
  }

  sync(account: Account, settings?: OneRound): Promise<RoundOutcome> {
    return this.#roundHost.poller.sync(account, settings);
  }

  syncAnew(account: Account): void {
    if (!this.#timer.isRunning) return;
    const subject = { id: account.id, name: account.label };
    const round = this.#roundHost.poller.syncAnew(account);
    round.catch((error: unknown) => this.#guard.noted('round', error, subject));
  }

  skipped(account: Account): RoundOutcome {
    return this.#roundHost.poller.skipped(account);
  }

  wished(changed: readonly EventName[]): void {
    this.#ownCopy.noteChange();
    for (const event of changed) this.#news(event);
    if (!this.#timer.isRunning) return;
    this.#copyIfDue();
    // What is acknowledged changes no plan.
    if (changed.includes('rental.changed')) this.tick();
  }

  refreshStates(): void {
    refreshStates(this.database, this.now());
  }

  /** Ends what is under way, rounds and what is being shown, or leaves it behind after `patienceMs` milliseconds; then closes the store. */
  async stop(patienceMs?: number): Promise<void> {
    this.#timer.stop();
    const companions = this.#companions.map((companion) => () => companion.end());
    await endAll([...companions, () => this.#roundHost.stop(), () => this.#bell.settled()], patienceMs);
    if (this.#ownCopy.hasChanges) this.#guard.run('copy', () => this.#ownCopy.copy());
    this.#vigil.end();
    this.#store.close();
  }

  /** Each step for itself: what goes wrong in one must not keep the bell from ringing. */
  #look(): number {
    this.#guard.run('states', () => this.#stepStates());
    const nextReminderMs = this.#guard.run('planning', () => this.#bell.claim());
    void this.#bell.deliver();
    const nextRoundMs = this.#guard.run('polling', () => this.#roundHost.startDue());
    this.#copyIfDue();
    return Math.min(nextReminderMs ?? Number.POSITIVE_INFINITY, nextRoundMs ?? Number.POSITIVE_INFINITY);
  }

  /** What time brought about is undone where the clock was set back. */
  #stepStates(): void {
    const nowMs = this.now();
    const step = nowMs < this.#lookedAtMs ? recomputeStates : refreshStates;
    this.#lookedAtMs = nowMs;
    if (step(this.database, nowMs) > 0) this.#news('rental.changed');
  }

  #logged(): void {
    this.#ownCopy.noteChange();
    this.#news('reminder.changed');
  }

  #onRound(result: RoundResult | null): void {
    if (result === null) return;
    if (result.outcome.changes > 0) {
      this.#ownCopy.noteChange();
      this.#news('rental.changed');
    }
    this.tick();
  }

  #copyIfDue(): void {
    if (this.#ownCopy.isDue()) this.#guard.run('copy', () => this.#ownCopy.copy());
  }

  #news(event: EventName): void {
    this.#guard.tell(event);
  }
}
