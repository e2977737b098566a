import type { Bridge } from '../../electron/contract/requests.ts';
import type { PointsExample } from '../../electron/contract/views.ts';
import { failed, success, type Failure, type Result } from '../../electron/core/model/failure.ts';
import type { ReminderId, RentalId } from '../../electron/core/model/ids.ts';
import type { PointClass } from '../../electron/core/model/point-class.ts';
import type { InboxEntry, ReminderView, RingOutcome } from '../../electron/core/model/reminder.ts';
import type { Intention, SnoozeChoice } from '../../electron/core/model/rental.ts';
import { isBalanceId } from '../../electron/core/rentals/balance.ts';
import type { AppState } from './app.svelte.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** How far ahead reminders are shown, in days. */
const daysAhead = 30;
const logPageRows = 50;
const maxLogRows = 200;

/** What can be said to a reminder of the inbox, beside that it was seen. */
export type InboxDecision = Intention | SnoozeChoice;

/** The last decision that was made in the inbox, with what takes it back. */
export interface GivenDecision {
  /** More than one only when all were acknowledged at once. */
  readonly entries: readonly InboxEntry[];
  readonly decision: 'seen' | InboxDecision;
  /** What was meant with the rental before; null when nothing was said about that. */
  readonly before: Intention | null;
  /** Whether the entries had rung, so that taking it back puts them into the inbox again. */
  readonly rang: boolean;
}

/** Reminders to come, what became of the earlier ones, and what was said to those that wait. */
export class RemindersState {
  upcoming: readonly ReminderView[] = $state.raw([]);
  log: readonly ReminderView[] = $state.raw([]);
  logTotal = $state(0);
  loaded = $state(false);
  failure: Failure | null = $state.raw(null);
  /** The decision that can still be taken back here. */
  given: GivenDecision | null = $state.raw(null);
  /** The entry that is being decided about. */
  deciding: ReminderId | null = $state(null);
  takingBack = $state(false);
  #logLimit = logPageRows;
  readonly #bridge: Bridge;
  readonly #app: AppState;

  readonly moreLog = $derived(this.log.length < this.logTotal && this.log.length < maxLogRows);

  constructor(bridge: Bridge, app: AppState) {
    this.#bridge = bridge;
    this.#app = app;
  }

  /** Looks again at both lists. */
  readonly load = oneAtATime(async () => {
    const { request } = this.#bridge;
    const [upcoming, log] = await Promise.all([
      request['reminder.upcoming']({ days: daysAhead }),
      request['reminder.log']({ offset: 0, limit: this.#logLimit }),
    ]);
    const refused = [upcoming, log].find((reply) => !reply.ok);
    this.failure = refused && !refused.ok ? refused.failure : null;
    if (upcoming.ok) this.upcoming = upcoming.value;
    if (log.ok) {
      this.log = log.value.rows;
      this.logTotal = log.value.total;
    }
    this.loaded = true;
  });

  /** Shows more of the log. */
  async showMore(): Promise<void> {
    this.#logLimit = Math.min(maxLogRows, this.#logLimit + logPageRows);
    await this.load();
  }

  /** Rings with a rental now, through the real channels. Returns the outcome; null when main refused. */
  async ringNow(rentalId: RentalId): Promise<RingOutcome | null> {
    const reply = await this.#bridge.request['reminder.ringNow']({ rentalId });
    return this.#app.noteFailure(reply) ? reply.value : null;
  }

  /** Asks what other points of a class would ring; null when main refused. */
  async previewPoints(of: PointClass, pointsMs: readonly number[]): Promise<readonly PointsExample[] | null> {
    const reply = await this.#bridge.request['reminder.previewPoints']({ of, pointsMs });
    return this.#app.noteFailure(reply) ? reply.value : null;
  }

  /** Takes a reminder out of the inbox. */
  async acknowledge(entry: InboxEntry): Promise<void> {
    this.deciding = entry.id;
    await this.#acknowledge([entry]);
    this.deciding = null;
  }

  /** Takes several out of the inbox. */
  acknowledgeAll(entries: readonly InboxEntry[]): Promise<void> {
    return this.#acknowledge(entries);
  }

  async #acknowledge(entries: readonly InboxEntry[]): Promise<void> {
    const taken: InboxEntry[] = [];
    for (const entry of entries) {
      const reply = await this.#bridge.request['reminder.acknowledge']({ id: entry.id });
      if (this.#app.noteFailure(reply)) taken.push(entry);
    }
    if (taken.length > 0) this.given = { entries: taken, decision: 'seen', before: null, rang: true };
    await this.#lookAgain();
  }

  /** Decides about a reminder with an intention or with "later", and takes it out of the inbox; what is undecided again stays there. */
  async decide(entry: InboxEntry, decision: InboxDecision, rang = true): Promise<void> {
    const { request } = this.#bridge;
    this.deciding = entry.id;
    // What was meant before, so that the decision can be taken back.
    const before = await this.#meantWith(entry);
    if (this.#app.noteFailure(before) && this.#app.noteFailure(await this.#say(entry, decision))) {
      this.given = { entries: [entry], decision, before: before.value, rang };
      if (rang && decision !== 'undecided')
        this.#app.noteFailure(await request['reminder.acknowledge']({ id: entry.id }));
    }
    await this.#lookAgain();
    this.deciding = null;
  }

  /** Takes the last decision back: what was meant before holds again, "later" is over, and what it was said to waits again. */
  async takeBack(): Promise<void> {
    if (this.given === null || this.takingBack) return;
    const { entries, before, rang } = this.given;
    this.takingBack = true;
    if (await this.#means(entries, before)) {
      this.given = null;
      for (const { id } of rang ? entries : [])
        this.#app.noteFailure(await this.#bridge.request['reminder.unacknowledge']({ id }));
    }
    await this.#lookAgain();
    this.takingBack = false;
  }

  /** Lets the last decision stand. */
  forgetGiven(): void {
    this.given = null;
  }

  async #meantWith({ rentalId: id }: InboxEntry): Promise<Result<Intention>> {
    if (isBalanceId(id)) return success('undecided');
    const detail = await this.#bridge.request['rental.get']({ id });
    return detail.ok ? success(detail.value.rental.intention) : detail;
  }

  async #means(entries: readonly InboxEntry[], intention: Intention | null): Promise<boolean> {
    if (intention === null) return true;
    const [entry] = entries;
    if (entry === undefined) return false;
    return this.#app.noteFailure(await this.#bridge.request['rental.decide']({ id: entry.rentalId, intention }));
  }

  async #say({ rentalId: id, later }: InboxEntry, decision: InboxDecision): Promise<Result<null>> {
    const { request } = this.#bridge;
    if (isIntention(decision)) return request['rental.decide']({ id, intention: decision });
    return later === null
      ? failed('not-found')
      : request['rental.snooze']({ id, deadline: later.deadline, choice: decision });
  }

  async #lookAgain(): Promise<void> {
    await Promise.all([this.load(), this.#app.load()]);
  }
}

const isIntention = (decision: InboxDecision): decision is Intention =>
  decision === 'renew' || decision === 'let-lapse' || decision === 'undecided';
