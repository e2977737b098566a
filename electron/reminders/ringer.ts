import type { Account } from '../contract/account.ts';
import type { Result } from '../contract/failure.ts';
import type { AccountId, Instant, ReminderId, RentalId } from '../contract/ids.ts';
import { epochMsOf, instantOf, minute } from '../contract/instant.ts';
import type { Channel } from '../contract/reminder.ts';
import { accountById } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { markFailed, markShown, markSuppressed, unsettledReminders, type LogEntry } from '../store/reminder-log.ts';
import { ringingRentals } from '../store/rentals.ts';
import { claimPoint, loggedWatermarks, type ReminderTexts } from './ledger.ts';
import { plan } from './plan.ts';
import { isSuperseded } from './superseded.ts';

/** One notification of the system: one reminder, or a summary of several. */
export interface Ring {
  readonly ids: readonly ReminderId[];
  /** What a click opens; null opens the reminders. */
  readonly rentalId: RentalId | null;
  readonly heading: string;
  readonly body: string;
  readonly urgent: boolean;
}

/** Shows a notification; answers the channel that took it. Fails when none did. */
export interface Notifier {
  show(ring: Ring): Promise<Result<Channel>>;
}

export interface RingerParts {
  readonly database: Database;
  readonly notifier: Notifier;
  readonly texts: ReminderTexts;
  readonly summaryOf: (entries: readonly LogEntry[]) => { readonly heading: string; readonly body: string };
  readonly now: () => number;
}

/** More than this many at once become one summary. */
const mostSingleRings = 2;
const retryAfterMs = minute;
const urgentWithinMs = 60 * minute;

/** Tells what is due: claims it in the log, shows it, and notes what came of it. */
export class Ringer {
  readonly #parts: RingerParts;
  readonly #inFlight = new Set<ReminderId>();

  constructor(parts: RingerParts) {
    this.#parts = parts;
  }

  /** Claims what is due now; tells whether anything was, and when to look again. */
  claimDue(): { readonly claimed: number; readonly nextLookAtMs: number | null } {
    const { database, texts } = this.#parts;
    const nowMs = this.#parts.now();
    const { due, nextLookAtMs } = plan(ringingRentals(database, nowMs), loggedWatermarks(database), nowMs);
    const accounts = new Map<AccountId, Account | null>();
    for (const point of due) {
      const { accountId } = point.rental;
      const account = accounts.get(accountId) ?? accountById(database, accountId);
      accounts.set(accountId, account);
      if (account !== null) claimPoint(database, point, account, texts, nowMs);
    }
    return { claimed: due.length, nextLookAtMs };
  }

  /** Shows everything that was claimed and not shown, whether just now or before a crash, and what failed and is to be tried again; tells whether there was anything. */
  async deliver(): Promise<boolean> {
    const waiting = this.#waiting();
    if (waiting.length === 0) return false;
    for (const entry of waiting) this.#inFlight.add(entry.id);
    try {
      if (waiting.length > mostSingleRings) await this.#show(waiting, this.#parts.summaryOf(waiting), null);
      else for (const entry of waiting) await this.#show([entry], entry, entry.rentalId);
    } finally {
      for (const entry of waiting) this.#inFlight.delete(entry.id);
    }
    return true;
  }

  /** What waits to be shown and still has a point; the rest is noted as superseded. */
  #waiting(): readonly LogEntry[] {
    const { database, now } = this.#parts;
    const unsettled = unsettledReminders(database, instantOf(now())).filter((entry) => !this.#inFlight.has(entry.id));
    return unsettled.filter((entry) => {
      const superseded = isSuperseded(database, entry);
      if (superseded) markSuppressed(database, entry.id, 'superseded');
      return !superseded;
    });
  }

  async #show(
    entries: readonly LogEntry[],
    text: { readonly heading: string; readonly body: string },
    rentalId: RentalId | null,
  ): Promise<void> {
    const { database, notifier, now } = this.#parts;
    const urgent = entries.some((entry) => entry.deadline === 'releases' || entry.pointMs <= urgentWithinMs);
    const ids = entries.map((entry) => entry.id);
    const shown = await notifier.show({ ids, rentalId, heading: text.heading, body: text.body, urgent });
    const at = instantOf(now());
    database.transaction(() => {
      for (const entry of entries) {
        if (shown.ok) markShown(database, entry.id, shown.value, at);
        else markFailed(database, entry.id, 'channel-failed', this.#retryAt(entry));
      }
    });
  }

  /** Later and later, the last time a minute before the deadline; null once that is over. */
  #retryAt(entry: LogEntry): Instant | null {
    const nowMs = this.#parts.now();
    const lastMs = epochMsOf(entry.deadlineAt) - retryAfterMs;
    const retryAtMs = Math.min(nowMs + retryAfterMs * 2 ** Math.min(entry.attempts, 5), lastMs);
    return retryAtMs > nowMs ? instantOf(retryAtMs) : null;
  }
}
