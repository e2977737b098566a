import type { Bridge } from '../../electron/contract/channels.ts';
import type { Failure, Result } from '../../electron/contract/failure.ts';
import type { ReminderId, RentalId } from '../../electron/contract/ids.ts';
import type { InboxEntry, ReminderView } from '../../electron/contract/reminder.ts';
import type { Intention, SnoozeChoice } from '../../electron/contract/rental.ts';
import type { AppState } from './app.svelte.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** How far ahead reminders are shown, in days. */
export const daysAhead = 30;
const logPage = 50;
const logMost = 200;

/** What can be said to a reminder of the inbox, beside that it was seen. */
export type InboxAnswer = 'renew' | 'let-lapse' | SnoozeChoice;

/** The last answer that was given in the inbox, with what takes it back. */
export interface GivenAnswer {
  readonly entry: InboxEntry;
  readonly answer: InboxAnswer;
  readonly before: Intention;
}

/** Reminders that wait to be handled, those to come, and what became of the earlier ones. */
export class RemindersState {
  inbox: readonly InboxEntry[] = $state.raw([]);
  upcoming: readonly ReminderView[] = $state.raw([]);
  log: readonly ReminderView[] = $state.raw([]);
  logTotal = $state(0);
  loaded = $state(false);
  failure: Failure | null = $state.raw(null);
  /** The answer that can still be taken back here. */
  given: GivenAnswer | null = $state.raw(null);
  /** The entry that is being answered. */
  answering: ReminderId | null = $state(null);
  #logLimit = logPage;
  readonly #bridge: Bridge;
  readonly #app: AppState;

  readonly moreLog = $derived(this.log.length < this.logTotal && this.log.length < logMost);

  constructor(bridge: Bridge, app: AppState) {
    this.#bridge = bridge;
    this.#app = app;
  }

  /** Looks again at all three lists. */
  readonly load = oneAtATime(async () => {
    const { request } = this.#bridge;
    const [inbox, upcoming, log] = await Promise.all([
      request['reminder.inbox'](null),
      request['reminder.upcoming']({ days: daysAhead }),
      request['reminder.log']({ offset: 0, limit: this.#logLimit }),
    ]);
    const refused = [inbox, upcoming, log].find((answer) => !answer.ok);
    this.failure = refused && !refused.ok ? refused.failure : null;
    if (inbox.ok) this.inbox = inbox.value;
    if (upcoming.ok) this.upcoming = upcoming.value;
    if (log.ok) {
      this.log = log.value.rows;
      this.logTotal = log.value.total;
    }
    this.loaded = true;
  });

  /** Shows more of the log. */
  async showMore(): Promise<void> {
    this.#logLimit = Math.min(logMost, this.#logLimit + logPage);
    await this.load();
  }

  /** Rings with a rental now, through the real channels; says whether main did. */
  async ringNow(rentalId: RentalId): Promise<boolean> {
    return this.#app.noteFailure(await this.#bridge.request['reminder.ringNow']({ rentalId }));
  }

  /** Takes a reminder out of the inbox. */
  async acknowledge(id: ReminderId): Promise<void> {
    this.#app.noteFailure(await this.#bridge.request['reminder.acknowledge']({ id }));
    await Promise.all([this.load(), this.#app.load()]);
  }

  /** Takes everything out of the inbox. */
  async acknowledgeAll(): Promise<void> {
    for (const { id } of this.inbox) this.#app.noteFailure(await this.#bridge.request['reminder.acknowledge']({ id }));
    await Promise.all([this.load(), this.#app.load()]);
  }

  /** Answers a reminder with an intention or with "later", and takes it out of the inbox. */
  async answer(entry: InboxEntry, answer: InboxAnswer): Promise<void> {
    const { request } = this.#bridge;
    this.answering = entry.id;
    // What was meant before, so that the answer can be taken back.
    const before = await request['rental.get']({ id: entry.rentalId });
    if (this.#app.noteFailure(before) && this.#app.noteFailure(await this.#say(entry, answer))) {
      this.given = { entry, answer, before: before.value.rental.intention };
      this.#app.noteFailure(await request['reminder.acknowledge']({ id: entry.id }));
    }
    await Promise.all([this.load(), this.#app.load()]);
    this.answering = null;
  }

  /** Takes the last answer back: what was meant before holds again, and "later" is over. */
  async takeBack(): Promise<void> {
    if (this.given === null) return;
    const { entry, before } = this.given;
    const answer = await this.#bridge.request['rental.decide']({ id: entry.rentalId, intention: before });
    if (this.#app.noteFailure(answer)) this.given = null;
    await Promise.all([this.load(), this.#app.load()]);
  }

  #say({ rentalId: id }: InboxEntry, answer: InboxAnswer): Promise<Result<null>> {
    const { request } = this.#bridge;
    return answer === 'renew' || answer === 'let-lapse'
      ? request['rental.decide']({ id, intention: answer })
      : request['rental.snooze']({ id, choice: answer });
  }
}
