import { failed, type Failure, type Result } from '../../core/model/failure.ts';
import type { AccountId, ReminderId } from '../../core/model/ids.ts';
import type { Subject } from '../../core/model/health.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { Channel, SuppressedReason } from '../../core/model/reminder.ts';
import type { Rental } from '../../core/model/rental.ts';
import { severityOf } from '../../core/model/severity.ts';
import { accountsOfRentals, unlisted } from './accounts-of-rentals.ts';
import type { Database } from '../../edges/store/database.ts';
import { recordFailed, recordShown, recordSuppressed, unsettledReminders } from '../../edges/store/reminder-log.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { readNotifications } from '../../edges/store/settings.ts';
import { logWorks } from './claims.ts';
import type { ClaimRows } from '../../core/reminders/claim-rows.ts';
import { Survey } from './survey.ts';
import { loggedWatermarks } from './watermarks.ts';
import type { ReminderText, ReminderTexts } from '../../core/reminders/texts.ts';
import { logEach, planEach } from './one-by-one.ts';
import { storedRules } from './rules.ts';
import { idsOf, isOff, isOfNewAccount, namesOf, subjectOf, toldTogether, type Told } from './told.ts';
import type { Notifier, RingSubject } from '../../core/reminders/ring.ts';
import { UnloggedReminders } from './unlogged.ts';
import { isHeldBack, isUnread, lostPoint, retryAt, waitingReminderOf, type WaitingReminder } from './waiting.ts';
import { hasAsked, watchAfter, type Watch } from '../../core/reminders/watch.ts';

/** What a ringer is built from. */
export interface RingerParts {
  readonly database: Database;
  readonly notifier: Notifier;
  readonly texts: ReminderTexts;
  /** One notification for several reminders, from their own words, the most urgent first. */
  readonly summaryOf: (told: readonly ReminderText[]) => ReminderText;
  readonly now: () => number;
  /** Hears what was thrown over one rental or one notification: the others go on. */
  readonly noted: (step: 'planning' | 'delivery', error: unknown, subject: Subject) => void;
  /** Hears which reminders no channel took, and the failure of the last one. */
  readonly notTaken: (failure: Failure, subjects: readonly Subject[]) => void;
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
const maxSingleRings = 2;

/** Rings what is due: claims it in the log, shows it, and notes the outcome. */
export class Ringer {
  readonly #parts: RingerParts;
  readonly #inFlight = new Set<ReminderId>();
  readonly #unlogged = new UnloggedReminders();
  readonly #unsettled: { readonly told: readonly Told[]; readonly write: () => void }[] = [];
  readonly #survey: Survey;
  #watch: Watch | null = null;
  /** Whether the last time that there was something to show, not all of it was: that nothing was to be shown since makes it no better. */
  isUnheard = false;

  constructor(parts: RingerParts) {
    this.#parts = parts;
    this.#survey = new Survey(parts.database);
  }

  /** Whether everything that may ring was looked at: it takes several looks where that is much. */
  get hasSurveyed(): boolean {
    return this.#survey.isWhole;
  }

  /** Claims what is due now and notes what passed without ringing. */
  claimDue(): Look {
    const { database, texts } = this.#parts;
    const nowMs = this.#parts.now();
    this.#watch = watchAfter(this.#watch, nowMs);
    // Right after waking nobody has been asked yet: that an account was silent while the machine slept says nothing.
    const doubtful = hasAsked(this.#watch, nowMs);
    const rules = storedRules(database);
    const survey = this.#survey;
    survey.update(nowMs, rules, this.#watch.sinceMs === nowMs);
    const accountOf = accountsOfRentals(database);
    const noted = (error: unknown, rental: Rental): void => this.#noted('planning', error, rental);
    const { due, passedOver, missed } = planEach(
      survey.cameUp(nowMs),
      loggedWatermarks(database, nowMs),
      nowMs,
      rules,
      noted,
    );
    const found = {
      ...{ due, passedOver },
      // Only what passed while nobody looked was ever announced: later, a deadline that moved has points in the past too.
      missed: survey.endGap() ? missed : [],
      doubtful: doubtful ? survey.doubtful(accountOf, nowMs) : [],
    };
    const keep = (rows: ClaimRows): void => this.#unlogged.keep(rows);
    const works = logWorks(found, { database, texts, nowMs, accountOf, keep, points: rules.points });
    logEach(database, works, noted);
    // What has just been logged has other points ahead.
    if (works.length > 0 && survey.isWhole) survey.update(nowMs, rules, false);
    return { claimed: due.length, nextLookAtMs: survey.nextMs(nowMs), urgent: survey.urgent(nowMs) };
  }

  /** Shows everything that was claimed and not shown, whether just now or before a crash, and what failed and is to be tried again. Returns whether there was anything. */
  async deliver(): Promise<boolean> {
    this.#settleLeft();
    const nowMs = this.#parts.now();
    const told = toldTogether(this.#waiting(nowMs), this.#parts.texts, nowMs);
    if (told.length === 0) return false;
    for (const id of idsOf(told)) this.#inFlight.add(id);
    this.isUnheard = false;
    const most = told.every((each) => isOfNewAccount(each, nowMs)) ? 1 : maxSingleRings;
    if (told.length > most) await this.#show(told, this.#summaryOf(told), null);
    else for (const each of told) await this.#show([each], each, subjectOf(each));
    this.#land(idsOf(told));
    return true;
  }

  #summaryOf(told: readonly Told[]): ReminderText {
    try {
      return this.#parts.summaryOf(told);
    } catch (error) {
      const [first, ...others] = told;
      if (first === undefined) throw error;
      this.#noted('delivery', error, { id: first.entry.rentalId, title: first.entry.title });
      return { heading: first.heading, body: others.map(({ heading }) => heading).join('\n') };
    }
  }

  #noted(step: 'planning' | 'delivery', error: unknown, { id, title }: Pick<Rental, 'id' | 'title'>): void {
    this.#parts.noted(step, error, { id, name: title });
  }

  /** What waits to be shown and still has a point; why the rest has none is noted. */
  #waiting(nowMs: number): readonly WaitingReminder[] {
    const { database } = this.#parts;
    const unsettled = [
      ...this.#unlogged.due(database, nowMs),
      ...unsettledReminders(database, instantOf(nowMs)),
    ].filter((entry) => !this.#inFlight.has(entry.id));
    if (unsettled.length === 0) return [];
    const rules = storedRules(database);
    const notifications = readNotifications(database);
    const accountOf = accountsOfRentals(database);
    return unsettled.flatMap((entry) => {
      try {
        const rental = rentalById(database, entry.rentalId);
        const waiting = waitingReminderOf(entry, accountOf(rental ?? unlisted(entry)), rental, rules.points);
        const refused = lostPoint(waiting, database, nowMs) ?? (isOff(entry, notifications) ? 'channel-off' : null);
        if (refused !== null) this.#drop(entry.id, refused);
        const isKept = isHeldBack(waiting, rules, nowMs) || (isUnread(waiting, database) && !this.#hasAsked(nowMs));
        return refused !== null || isKept ? [] : [waiting];
      } catch (error) {
        this.#noted('delivery', error, { id: entry.rentalId, title: entry.title });
        return [];
      }
    });
  }

  /** Whether every account has had its chance to be read since somebody watches. */
  #hasAsked(nowMs: number): boolean {
    return this.#watch !== null && hasAsked(this.#watch, nowMs);
  }

  async #show(told: readonly Told[], text: ReminderText, subject: RingSubject | null): Promise<void> {
    const { database, now } = this.#parts;
    const shown = await this.#ring(told, text, subject);
    const nowMs = now();
    const write = (): void => {
      for (const { waiting, ...words } of told) {
        for (const each of waiting) {
          this.#unlogged.write(database, each.entry.id);
          if (shown.ok) recordShown(database, each.entry.id, shown.value, words, instantOf(nowMs));
          else recordFailed(database, each.entry.id, 'channel-failed', retryAt(each, nowMs));
        }
      }
    };
    // What nobody took is no reminder that was told: where that cannot be noted either, it is simply tried again.
    if (!this.#settled(told, write) && shown.ok) this.#unsettled.push({ told, write });
    if (shown.ok) return;
    for (const id of idsOf(told)) this.#unlogged.putOff(id, nowMs);
    this.isUnheard = true;
    if (shown.failure.code !== 'bug') this.#parts.notTaken(shown.failure, namesOf(told));
  }

  /** Notes that a reminder that waits has lost its point. */
  #drop(id: ReminderId, reason: SuppressedReason): void {
    recordSuppressed(this.#parts.database, id, reason);
    this.#unlogged.forget(id);
  }

  /** Rings; what throws over it has not rung, and what comes after it rings all the same. */
  async #ring(told: readonly Told[], text: ReminderText, subject: RingSubject | null): Promise<Result<Channel>> {
    const entries = told.flatMap(({ waiting }) => waiting.map(({ entry }) => entry));
    try {
      const notifications = readNotifications(this.#parts.database);
      return await this.#parts.notifier.show({
        ids: entries.map((entry) => entry.id),
        rentalId: subject?.rentalId ?? null,
        subject,
        heading: text.heading,
        body: text.body,
        urgent: entries.some((entry) => severityOf(entry) === 'urgent'),
        silent: entries.every((entry) => notifications[severityOf(entry)] === 'silent'),
      });
    } catch (error) {
      this.#notedOver(told, error);
      // It is noted: nobody has to be told of it as of a channel that fails.
      return failed('bug');
    }
  }

  /** Notes in the log what came of showing; false where it does not take that. */
  #settled(told: readonly Told[], write: () => void): boolean {
    try {
      this.#parts.database.transaction(write);
      for (const id of idsOf(told)) this.#unlogged.forget(id);
      return true;
    } catch (error) {
      this.#notedOver(told, error);
      return false;
    }
  }

  /** Tries again to note what was shown and the log did not take: until it does, it is not rung again. */
  #settleLeft(): void {
    const left = this.#unsettled.splice(0);
    this.#unsettled.push(...left.filter(({ told, write }) => !this.#settled(told, write)));
    this.#land(left.flatMap(({ told }) => idsOf(told)));
  }

  /** What was shown and noted is in flight no longer. */
  #land(ids: readonly ReminderId[]): void {
    const kept = new Set(this.#unsettled.flatMap(({ told }) => idsOf(told)));
    for (const id of ids) if (!kept.has(id)) this.#inFlight.delete(id);
  }

  #notedOver(told: readonly Told[], error: unknown): void {
    for (const subject of namesOf(told)) this.#parts.noted('delivery', error, subject);
  }
}
