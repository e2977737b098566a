import type { Bridge } from '../../electron/contract/channels.ts';
import type { Failure } from '../../electron/contract/failure.ts';
import type { ReminderId } from '../../electron/contract/ids.ts';
import type { InboxEntry, ReminderView } from '../../electron/contract/reminder.ts';
import type { AppState } from './app.svelte.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** How far ahead reminders are shown, in days. */
export const daysAhead = 30;
const logPage = 50;
const logMost = 200;

/** Reminders that wait to be handled, those to come, and what became of the earlier ones. */
export class RemindersState {
  inbox: readonly InboxEntry[] = $state.raw([]);
  upcoming: readonly ReminderView[] = $state.raw([]);
  log: readonly ReminderView[] = $state.raw([]);
  logTotal = $state(0);
  loaded = $state(false);
  failure: Failure | null = $state.raw(null);
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
}
