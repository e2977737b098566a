import type { Subject } from '../../core/model/health.ts';
import type { ReminderId } from '../../core/model/ids.ts';
import { epochMsOf, hour, instantOf } from '../../core/model/instant.ts';
import { severityOf, type DesktopChoices } from '../../core/model/severity.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';
import type { ReminderText, ReminderTexts } from '../../core/reminders/texts.ts';
import { sameWordsKey, textNow } from './retelling.ts';
import { countsFromMs, type WaitingReminder } from './waiting.ts';
import type { RingSubject } from '../../core/reminders/ring.ts';

/** Reminders that say the same now, with their words; `entry` is the most urgent of them. */
export interface Told extends ReminderText {
  readonly entry: LogEntry;
  readonly waiting: readonly WaitingReminder[];
}

/** Returns what waits to be shown, with its texts of now: equal ones together, the nearest deadline first. */
export const toldTogether = (all: readonly WaitingReminder[], texts: ReminderTexts, nowMs: number): readonly Told[] => {
  const groups = new Map<string, WaitingReminder[]>();
  for (const waiting of all) {
    const key = sameWordsKey(waiting);
    groups.set(key, [...(groups.get(key) ?? []), waiting]);
  }
  return [...groups.values()]
    .flatMap((waiting) => {
      const [first] = waiting.toSorted(
        (one, other) => one.entry.pointMs - other.entry.pointMs || severityRank(one) - severityRank(other),
      );
      return first === undefined ? [] : [{ ...textNow(first, texts, nowMs), entry: first.entry, waiting }];
    })
    .sort((one, other) => countsFromMs(one.entry) - countsFromMs(other.entry));
};

/** Of an end and a release at the same point, the latter is what cannot be made good. */
const severityRank = ({ entry }: WaitingReminder): number => (entry.deadline === 'releases' ? 0 : 1);

/** Whether its account was added within the last hour: what its first round finds is told together. */
export const isOfNewAccount = ({ waiting }: Told, nowMs: number): boolean =>
  waiting.every(
    ({ account, entry }) => entry.rule !== 'test' && account !== null && nowMs - epochMsOf(account.addedAt) < hour,
  );

/** Returns what a notification of one deadline is about. */
export const subjectOf = ({ entry, waiting }: Told): RingSubject => {
  const provider = waiting.find(({ account }) => account !== null)?.account?.provider ?? '';
  const { rentalId, deadline, deadlineAt, rule } = entry;
  const ids = waiting.map((each) => each.entry.id);
  return { ids, rentalId, provider, deadline, deadlineAt, rule, countsTo: instantOf(countsFromMs(entry)) };
};

/** Whether the user wants it in the inbox alone. A test of the bell rings whatever the user chose; the inbox has the others all the same. */
export const isOff = (entry: LogEntry, desktop: DesktopChoices): boolean =>
  entry.rule !== 'test' && desktop[severityOf(entry)] === 'inbox';

/** Returns the reminders of a notification. */
export const idsOf = (told: readonly Told[]): readonly ReminderId[] =>
  told.flatMap(({ waiting }) => waiting.map(({ entry }) => entry.id));

/** Returns the rentals of a notification, as trouble names them. */
export const namesOf = (told: readonly Told[]): readonly Subject[] =>
  told.map(({ entry }) => ({ id: entry.rentalId, name: entry.title }));
