import type { Bridge } from '../../electron/contract/requests.ts';
import type { PointsExample } from '../../electron/contract/views.ts';
import { failed, type Failure, type Result } from '../../electron/core/model/failure.ts';
import type { ReminderId, RentalId } from '../../electron/core/model/ids.ts';
import { maxTogether } from '../../electron/core/model/many-wish.ts';
import type { PointClass } from '../../electron/core/model/point-class.ts';
import type { InboxEntry, ReminderView, RingOutcome } from '../../electron/core/model/reminder.ts';
import type { Intention } from '../../electron/core/model/rental.ts';
import { t } from '../../electron/core/words/words.ts';
import { decisionText, type InboxDecision } from '../format/inbox-decision.ts';
import type { AppState } from './app.svelte.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { UndoState } from './undo.svelte.ts';

/** How far ahead reminders are shown, in days. */
const daysAhead = 30;
const logPageRows = 50;
const maxLogRows = 200;

/** Reminders to come, what became of the earlier ones, and what was said to those that wait. */
export class RemindersState {
  upcoming: readonly ReminderView[] = $state.raw([]);
  log: readonly ReminderView[] = $state.raw([]);
  logTotal = $state(0);
  loaded = $state(false);
  failure: Failure | null = $state.raw(null);
  /** The entry that is being decided about. */
  deciding: ReminderId | null = $state(null);
  #logLimit = logPageRows;
  readonly #bridge: Bridge;
  readonly #app: AppState;
  readonly #undo: UndoState;

  readonly moreLog = $derived(this.log.length < this.logTotal && this.log.length < maxLogRows);

  constructor(bridge: Bridge, app: AppState, undo: UndoState) {
    this.#bridge = bridge;
    this.#app = app;
    this.#undo = undo;
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
    if (await this.#acknowledge([entry])) await this.#tell(decisionText('seen', entry.heading));
    await this.#lookAgain();
    this.deciding = null;
  }

  /** Takes several out of the inbox. */
  async acknowledgeAll(entries: readonly InboxEntry[]): Promise<void> {
    const together = entries.slice(0, maxTogether);
    if (await this.#acknowledge(together)) await this.#tell(t.reminder_decided_all({ count: together.length }));
    await this.#lookAgain();
  }

  async #acknowledge(entries: readonly InboxEntry[]): Promise<boolean> {
    const ids = entries.map(({ id }) => id);
    return this.#app.noteFailure(await this.#bridge.request['reminder.acknowledge']({ ids }));
  }

  /** Decides about a reminder with an intention or with "later", and takes it out of the inbox; what is undecided again stays there. */
  async decide(entry: InboxEntry, decision: InboxDecision, rang = true): Promise<void> {
    this.deciding = entry.id;
    if (this.#app.noteFailure(await this.#say(entry, decision))) {
      // Main takes both back together.
      if (rang && decision !== 'undecided') await this.#acknowledge([entry]);
      await this.#tell(decisionText(decision, entry.heading));
    }
    await this.#lookAgain();
    this.deciding = null;
  }

  async #tell(sentence: string): Promise<void> {
    this.#app.announce(sentence);
    await this.#undo.offer(sentence);
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
