import type { Account } from '../contract/account.ts';
import type { Result } from '../contract/failure.ts';
import type { AccountId, Instant, ReminderId, RentalId } from '../contract/ids.ts';
import { epochMsOf, hour, instantOf } from '../contract/instant.ts';
import type { Channel } from '../contract/reminder.ts';
import type { Rental } from '../contract/rental.ts';
import { severityOf, type DesktopChoices } from '../contract/severity.ts';
import { listAccounts } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { markFailed, markShown, markSuppressed, unsettledReminders, type LogEntry } from '../store/reminder-log.ts';
import { rentalById, ringingRentals } from '../store/rentals.ts';
import { readSettings } from '../store/settings.ts';
import {
  claimPoint,
  claimUnconfirmed,
  loggedWatermarks,
  suppressPoint,
  type ReminderText,
  type ReminderTexts,
} from './ledger.ts';
import { plan } from './plan.ts';
import { sameWordsKey, textNow } from './retelling.ts';
import { storedRules } from './rules.ts';
import { unconfirmedDeadline } from './unconfirmed.ts';
import { urgentAccounts } from './urgency.ts';
import { countsFromMs, isHeldBack, isUnread, lostPoint, retryAt, waitingOf, type Waiting } from './waiting.ts';
import { hasAsked, watchAfter, type Watch } from './watch.ts';

/** What a notification is about that is no summary. */
export interface RingSubject extends Pick<LogEntry, 'rentalId' | 'deadline' | 'deadlineAt' | 'rule'> {
  /** The reminders that it tells, all of the same deadline. */
  readonly ids: readonly ReminderId[];
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
  /** One notification for several reminders, from their own words, the most urgent first. */
  readonly summaryOf: (told: readonly ReminderText[]) => ReminderText;
  readonly now: () => number;
}

/** What a look at the clock found. */
export interface Look {
  readonly claimed: number;
  /** When to look again if nothing changes before; null when nothing lies ahead. */
  readonly nextLookAtMs: number | null;
  /** The accounts that have a deadline so near that they are to be asked each minute. */
  readonly urgent: ReadonlySet<AccountId>;
}

/** More than this many at once become one summary. */
const mostSingleRings = 2;

/** Tells what is due: claims it in the log, shows it, and notes what came of it. */
export class Ringer {
  readonly #parts: RingerParts;
  readonly #inFlight = new Set<ReminderId>();
  #watch: Watch | null = null;

  constructor(parts: RingerParts) {
    this.#parts = parts;
  }

  /** Claims what is due now and notes what passed without ringing. */
  claimDue(): Look {
    const { database, texts } = this.#parts;
    const nowMs = this.#parts.now();
    this.#watch = watchAfter(this.#watch, nowMs);
    // Right after waking nobody has been asked yet: that an account was silent while the machine slept says nothing.
    const doubtful = hasAsked(this.#watch, nowMs);
    const rentals = ringingRentals(database, nowMs);
    const { due, passedOver, missed, nextLookAtMs } = plan(
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
    // Only what passed while nobody looked was ever announced: later, a deadline that moved has points in the past too.
    const sleptOver = this.#watch.sinceMs === nowMs ? missed : [];
    database.transaction(() => {
      for (const { suppressed, ...point } of [...passedOver, ...sleptOver]) {
        withAccount(point.rental, (account) => {
          if (suppressed !== 'passed' || point.fireAt >= account.addedAt)
            suppressPoint(database, point, account, suppressed ?? 'passed', texts, nowMs);
        });
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
    return { claimed: due.length, nextLookAtMs, urgent: urgentAccounts(rentals, nowMs) };
  }

  /** Shows everything that was claimed and not shown, whether just now or before a crash, and what failed and is to be tried again; tells whether there was anything. */
  async deliver(): Promise<boolean> {
    const told = this.#togetherNow();
    if (told.length === 0) return false;
    const ids = told.flatMap(({ waiting }) => waiting.map(({ entry }) => entry.id));
    for (const id of ids) this.#inFlight.add(id);
    try {
      const most = told.every((each) => isOfNewAccount(each, this.#parts.now())) ? 1 : mostSingleRings;
      if (told.length > most) await this.#show(told, this.#parts.summaryOf(told), null);
      else for (const each of told) await this.#show([each], each, subjectOf(each));
    } finally {
      for (const id of ids) this.#inFlight.delete(id);
    }
    return true;
  }

  /** What waits to be shown, as it is told now: those that say the same together, the nearest deadline first. */
  #togetherNow(): readonly Told[] {
    const nowMs = this.#parts.now();
    const groups = new Map<string, Waiting[]>();
    for (const waiting of this.#waiting()) {
      const key = sameWordsKey(waiting.entry);
      groups.set(key, [...(groups.get(key) ?? []), waiting]);
    }
    return [...groups.values()]
      .flatMap((waiting) => {
        const [first] = waiting.toSorted((one, other) => one.entry.pointMs - other.entry.pointMs);
        return first === undefined
          ? []
          : [{ ...textNow(first, this.#parts.texts, nowMs), entry: first.entry, waiting }];
      })
      .sort((one, other) => countsFromMs(one.entry) - countsFromMs(other.entry));
  }

  /** What waits to be shown and still has a point; why the rest has none is noted. */
  #waiting(): readonly Waiting[] {
    const { database, now } = this.#parts;
    const nowMs = now();
    const unsettled = unsettledReminders(database, instantOf(nowMs)).filter((entry) => !this.#inFlight.has(entry.id));
    if (unsettled.length === 0) return [];
    const rules = storedRules(database);
    const { notifications } = readSettings(database);
    const accounts = new Map(listAccounts(database).map((account) => [account.id, account]));
    return unsettled.flatMap((entry) => {
      const rental = rentalById(database, entry.rentalId);
      const waiting = waitingOf(entry, accounts.get(entry.accountId) ?? null, rental);
      const refused = lostPoint(waiting, database, nowMs) ?? (isOff(entry, notifications) ? 'channel-off' : null);
      if (refused !== null) markSuppressed(database, entry.id, refused);
      const isKept = isHeldBack(waiting, rules, nowMs) || (isUnread(waiting, database) && !this.#hasAsked(nowMs));
      return refused !== null || isKept ? [] : [waiting];
    });
  }

  /** Whether every account has had its chance to be read since somebody watches. */
  #hasAsked(nowMs: number): boolean {
    return this.#watch !== null && hasAsked(this.#watch, nowMs);
  }

  async #show(told: readonly Told[], text: ReminderText, subject: RingSubject | null): Promise<void> {
    const { database, notifier, now } = this.#parts;
    const { notifications } = readSettings(database);
    const entries = told.flatMap(({ waiting }) => waiting.map(({ entry }) => entry));
    const shown = await notifier.show({
      ids: entries.map((entry) => entry.id),
      rentalId: subject?.rentalId ?? null,
      subject,
      heading: text.heading,
      body: text.body,
      urgent: entries.some((entry) => severityOf(entry) === 'urgent'),
      silent: entries.every((entry) => notifications[severityOf(entry)] === 'silent'),
    });
    const nowMs = now();
    database.transaction(() => {
      for (const { waiting, ...words } of told) {
        for (const each of waiting) {
          if (shown.ok) markShown(database, each.entry.id, shown.value, words, instantOf(nowMs));
          else markFailed(database, each.entry.id, 'channel-failed', retryAt(each, nowMs));
        }
      }
    });
  }
}

/** Reminders that say the same now, with their words; `entry` is the most urgent of them. */
interface Told extends ReminderText {
  readonly entry: LogEntry;
  readonly waiting: readonly Waiting[];
}

/** Whether its account was added within the last hour: what its first round finds is told together. */
const isOfNewAccount = ({ waiting }: Told, nowMs: number): boolean =>
  waiting.every(
    ({ account, entry }) => entry.rule !== 'test' && account !== null && nowMs - epochMsOf(account.addedAt) < hour,
  );

const subjectOf = ({ entry, waiting }: Told): RingSubject => {
  const { rentalId, deadline, deadlineAt, rule } = entry;
  const ids = waiting.map((each) => each.entry.id);
  return { ids, rentalId, deadline, deadlineAt, rule, countsTo: instantOf(countsFromMs(entry)) };
};

/** A test of the bell rings whatever the user chose; the inbox has the others all the same. */
const isOff = (entry: LogEntry, desktop: DesktopChoices): boolean =>
  entry.rule !== 'test' && desktop[severityOf(entry)] === 'inbox';
