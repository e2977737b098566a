import type { ReminderView } from '../../electron/core/model/reminder.ts';
import { keyOf, t, textOf } from '../../electron/core/words/words.ts';
import type { LocaleSetting } from '../../electron/core/words/instants.ts';
import { weekdayTime } from './instants.ts';

/** A reminder before and after a setting changed. */
export interface Moved {
  readonly before: ReminderView;
  readonly after: ReminderView;
}

/** The reminders of two looks ahead that ring at another time, no longer, or again. */
export const movedBetween = (earlier: readonly ReminderView[], later: readonly ReminderView[]): readonly Moved[] => {
  const known = new Map(earlier.map((reminder) => [reminder.id, reminder]));
  return later.flatMap((after) => {
    const before = known.get(after.id);
    if (before === undefined) return [];
    const same = before.state === after.state && (before.fireAt === after.fireAt || after.state === 'suppressed');
    return same ? [] : [{ before, after }];
  });
};

/** What became of its time: "Thu, Nov 19, 01:20 → Thu, Nov 19, 08:00", or that it is kept back and why. */
export const movedText = ({ before, after }: Moved, nowMs: number, localeSetting: LocaleSetting): string => {
  const from = weekdayTime(before.fireAt, nowMs, localeSetting);
  const to = weekdayTime(after.fireAt, nowMs, localeSetting);
  if (after.state === 'suppressed') {
    const reason = after.reason === null ? '' : textOf(keyOf('reminder_reason', after.reason));
    return t.settings_quiet_held({ before: from, reason });
  }
  return before.state === 'suppressed'
    ? t.settings_quiet_back({ after: to })
    : t.settings_quiet_move({ before: from, after: to });
};
