import type { RentalDetail } from '../../electron/contract/views.ts';
import { parseInstant } from '../../electron/core/model/instant.ts';
import type { Instant } from '../../electron/core/model/ids.ts';
import type { ReminderView } from '../../electron/core/model/reminder.ts';
import { dateTime, type LocaleSetting } from '../../electron/core/words/instants.ts';
import { keyOf, t, textOf } from '../../electron/core/words/words.ts';
import { heardAt, outcomeText, pointText, toldChannelsText } from './reminder.ts';

/** Something that happened to a rental, or that was told about it. */
export interface TimelineEntry {
  readonly at: Instant;
  readonly kind: 'change' | 'ring';
  readonly what: string;
  /** What it was before and after, or what became of the reminder; null where there is nothing to add. */
  readonly more: string | null;
}

/** Returns what changed about a rental and what rang about it, newest first; what rings later is left out. */
export const timelineOf = (
  { changes, reminders }: Pick<RentalDetail, 'changes' | 'reminders'>,
  nowMs: number,
  localeSetting: LocaleSetting,
): readonly TimelineEntry[] =>
  [
    ...changes.map((change): TimelineEntry => ({
      at: change.at,
      kind: 'change',
      what: textOf(keyOf('rental_change', change.kind)),
      more: differenceText(change, nowMs, localeSetting),
    })),
    ...reminders
      .filter((reminder) => !isAhead(reminder, nowMs))
      .map((reminder): TimelineEntry => ({
        at: heardAt(reminder),
        kind: 'ring',
        what: pointText(reminder),
        more: outcomeOnChannel(reminder, nowMs, localeSetting),
      })),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));

/** Whether a reminder is still to come. */
export const isAhead = ({ fireAt }: ReminderView, nowMs: number): boolean => Date.parse(fireAt) > nowMs;

const differenceText = (
  { before, after }: RentalDetail['changes'][number],
  nowMs: number,
  localeSetting: LocaleSetting,
): string | null => {
  const written = (text: string | null): string | null => {
    const at = text === null ? null : parseInstant(text);
    return at === null ? text : dateTime(at, nowMs, localeSetting);
  };
  const [from, to] = [written(before), written(after)];
  return from !== null && to !== null ? t.rental_change({ before: from, after: to }) : (to ?? from);
};

const outcomeOnChannel = (reminder: ReminderView, nowMs: number, localeSetting: LocaleSetting): string => {
  const outcome = outcomeText(reminder, nowMs, localeSetting);
  const channel = toldChannelsText(reminder);
  return channel === null ? outcome : t.reminder_outcome_on({ outcome, channel });
};
