import type { ReminderView } from '../../../electron/core/model/reminder.ts';

/** How late those reminders of a rental's end were shown that fell due between two instants, in milliseconds, one number for each. */
export const latenciesBetween = (past: readonly ReminderView[], fromMs: number, untilMs: number): readonly number[] =>
  past.flatMap(({ deadline, pointMs, fireAt, shownAt, channels }) => {
    const dueMs = Date.parse(fireAt);
    if (deadline !== 'ends' || pointMs !== 0 || dueMs < fromMs || dueMs > untilMs) return [];
    return shownAt === null || !channels.includes('native') ? [] : [Date.parse(shownAt) - dueMs];
  });
