import type { Account } from '../contract/account.ts';
import type { Result } from '../contract/failure.ts';
import type { Instant, ReminderId, RentalId } from '../contract/ids.ts';
import { epochMsOf, epochMsOrNull, instantOf, minute } from '../contract/instant.ts';
import type { Channel, ReminderRule } from '../contract/reminder.ts';
import type { Rental } from '../contract/rental.ts';
import type { QuietHours } from '../contract/settings.ts';
import { severityOf, type DesktopChoices } from '../contract/severity.ts';
import { listAccounts } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { markFailed, markShown, markSuppressed, unsettledReminders, type LogEntry } from '../store/reminder-log.ts';
import { rentalById, ringingRentals } from '../store/rentals.ts';
import { readSettings } from '../store/settings.ts';
import type { RingRules } from './hold.ts';
import { claimPoint, claimUnconfirmed, loggedWatermarks, suppressPoint, type ReminderTexts } from './ledger.ts';
import { plan } from './plan.ts';
import { isWithinQuiet, quietUntilMs } from './quiet.ts';
import { storedRules } from './rules.ts';
import { isSuperseded } from './superseded.ts';
import { unconfirmedDeadline } from './unconfirmed.ts';
import { hasAsked, watchAfter, type Watch } from './watch.ts';

/** The one reminder that a notification is about. */
export interface RingSubject extends Pick<LogEntry, 'id' | 'rentalId' | 'deadline' | 'deadlineAt' | 'rule'> {
  /** The deadline as reminders count it: the earlier reading of an uncertain statement. */
  readonly countsTo: Instant;
}

/** One notification of the system: one reminder, or a summary of several. */
export interface Ring {
  readonly ids: readonly ReminderId[];
  /** What a click opens; null opens the reminders. */
  readonly rentalId: RentalId | null;
  /** Null for a summary. */
  readonly subject: RingSubject | null;
  readonly heading: string;
  readonly body: string;
  /** Little time is left, or data is about to be destroyed. */
  readonly urgent: boolean;
  /** Without the system's sound. */
  readonly silent: boolean;
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

/** Tells what is due: claims it in the log, shows it, and notes what came of it. */
export class Ringer {
  readonly #parts: RingerParts;
  readonly #inFlight = new Set<ReminderId>();
  #watch: Watch | null = null;

  constructor(parts: RingerParts) {
    this.#parts = parts;
  }

  /** Claims what is due now and notes what passed without ringing; tells whether anything was claimed, and when to look again. */
  claimDue(): { readonly claimed: number; readonly nextLookAtMs: number | null } {
    const { database, texts } = this.#parts;
    const nowMs = this.#parts.now();
    this.#watch = watchAfter(this.#watch, nowMs);
    // Right after waking nobody has been asked yet: that an account was silent while the machine slept says nothing.
    const doubtful = hasAsked(this.#watch, nowMs);
    const rentals = ringingRentals(database, nowMs);
    const { due, passedOver, nextLookAtMs } = plan(
      rentals,
      loggedWatermarks(database, nowMs),
      nowMs,
      storedRules(database),
    );
    const accounts = new Map(listAccounts(database).map((account) => [account.id, account]));
    const withAccount = (rental: Rental, work: (account: Account) => void): void => {
      const account = accounts.get(rental.accountId);
      if (account !== undefined) work(account);
    };
    database.transaction(() => {
      for (const { suppressed, ...point } of passedOver) {
        withAccount(point.rental, (account) =>
          suppressPoint(database, point, account, suppressed ?? 'passed', texts, nowMs),
        );
      }
      for (const point of due) {
        withAccount(point.rental, (account) => claimPoint(database, point, account, texts, nowMs));
      }
      for (const rental of doubtful ? rentals : []) {
        withAccount(rental, (account) => {
          const deadline = unconfirmedDeadline(rental, account, nowMs);
          if (deadline !== null) claimUnconfirmed(database, rental, deadline, account, texts, nowMs);
        });
      }
    });
    return { claimed: due.length, nextLookAtMs };
  }

  /** Shows everything that was claimed and not shown, whether just now or before a crash, and what failed and is to be tried again; tells whether there was anything. */
  async deliver(): Promise<boolean> {
    const waiting = this.#waiting();
    if (waiting.length === 0) return false;
    for (const entry of waiting) this.#inFlight.add(entry.id);
    try {
      if (waiting.length > mostSingleRings) await this.#show(waiting, this.#parts.summaryOf(waiting), null);
      else for (const entry of waiting) await this.#show([entry], entry, subjectOf(entry));
    } finally {
      for (const entry of waiting) this.#inFlight.delete(entry.id);
    }
    return true;
  }

  /** What waits to be shown and still has a point; the rest is noted as superseded. */
  #waiting(): readonly LogEntry[] {
    const { database, now } = this.#parts;
    const nowMs = now();
    const unsettled = unsettledReminders(database, instantOf(nowMs)).filter((entry) => !this.#inFlight.has(entry.id));
    if (unsettled.length === 0) return unsettled;
    const rules = storedRules(database);
    const { notifications } = readSettings(database);
    return unsettled.filter((entry) => {
      const refused = isSuperseded(database, entry, instantOf(nowMs))
        ? 'superseded'
        : isOff(entry, notifications)
          ? 'channel-off'
          : null;
      if (refused !== null) markSuppressed(database, entry.id, refused);
      return refused === null && !isHeldBack(entry, rentalById(database, entry.rentalId), rules, nowMs);
    });
  }

  async #show(
    entries: readonly LogEntry[],
    text: { readonly heading: string; readonly body: string },
    subject: RingSubject | null,
  ): Promise<void> {
    const { database, notifier, now } = this.#parts;
    const { notifications } = readSettings(database);
    const shown = await notifier.show({
      ids: entries.map((entry) => entry.id),
      rentalId: subject?.rentalId ?? null,
      subject,
      heading: text.heading,
      body: text.body,
      urgent: entries.some((entry) => severityOf(entry) === 'urgent'),
      silent: entries.every((entry) => notifications[severityOf(entry)] === 'silent'),
    });
    const at = instantOf(now());
    database.transaction(() => {
      for (const entry of entries) {
        if (shown.ok) markShown(database, entry.id, shown.value, at);
        else markFailed(database, entry.id, 'channel-failed', this.#retryAt(entry));
      }
    });
  }

  /** Later and later, the last time a minute before the deadline; null once that is over. What came of a test is told at once. */
  #retryAt(entry: LogEntry): Instant | null {
    if (entry.rule === 'test') return null;
    const nowMs = this.#parts.now();
    const lastMs = epochMsOf(entry.deadlineAt) - retryAfterMs;
    const retryAtMs = Math.min(nowMs + retryAfterMs * 2 ** Math.min(entry.attempts, 5), lastMs);
    return retryAtMs > nowMs ? instantOf(retryAtMs) : null;
  }
}

const subjectOf = (entry: LogEntry): RingSubject => {
  const { id, rentalId, deadline, deadlineAt, rule } = entry;
  return { id, rentalId, deadline, deadlineAt, rule, countsTo: instantOf(countsFromMs(entry)) };
};

/** A test of the bell rings whatever the user chose; the inbox has the others all the same. */
const isOff = (entry: LogEntry, desktop: DesktopChoices): boolean =>
  entry.rule !== 'test' && desktop[severityOf(entry)] === 'inbox';

/** What was claimed may have to wait too: a change in the quiet hours or of a muted rental, or a crash before them. */
const isHeldBack = (entry: LogEntry, rental: Rental | null, rules: RingRules, nowMs: number): boolean => {
  if (entry.rule === 'test') return false;
  const mutedUntilMs = Math.max(
    rules.mutedUntilMs ?? 0,
    rules.accountMutedUntilMs(entry.accountId) ?? 0,
    epochMsOrNull(rental?.mutedUntil ?? null) ?? 0,
  );
  if (nowMs < mutedUntilMs) return true;
  const quietUntil = rules.quietHours === null ? null : quietUntilMs(rules.quietHours, nowMs);
  if (rules.quietHours === null || quietUntil === null) return false;
  return !(rules.quietHours.urgentPasses && passesQuiet(entry, rules.quietHours, quietUntil));
};

/** Of the changes only that data froze cannot wait until the morning: the others have happened. */
const passesQuiet = (entry: LogEntry, hours: QuietHours, untilMs: number): boolean =>
  entry.rule === 'change'
    ? entry.deadline === 'releases'
    : entry.rule === 'frozen' || isWithinQuiet(hours, untilMs, countsFromMs(entry));

/** These are told when they happen, not so long before a deadline. */
const atOnce: readonly ReminderRule[] = ['change', 'cannot-confirm', 'test'];

/** What the point counts back from, which an uncertain statement may set earlier than the deadline. */
const countsFromMs = (entry: LogEntry): number =>
  atOnce.includes(entry.rule) ? epochMsOf(entry.deadlineAt) : epochMsOf(entry.fireAt) + entry.pointMs;
