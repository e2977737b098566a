import type { Instant } from '../../electron/core/model/ids.ts';
import type { ReminderView } from '../../electron/core/model/reminder.ts';
import { daysAhead } from '../../electron/core/words/days.ts';
import { dayHeading, type LocaleSetting } from '../../electron/core/words/instants.ts';
import { t } from '../../electron/core/words/words.ts';
import { heardAt } from './reminder.ts';

/** What falls on one local day, under its heading. */
export interface DayGroup<Entry> {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

const dayName = (instant: Instant, nowMs: number, localeSetting: LocaleSetting): string => {
  const day = dayHeading(instant, localeSetting);
  const ahead = daysAhead(instant, nowMs, localeSetting);
  if (ahead === 0) return t.reminder_day({ name: t.reminder_today(), day });
  return ahead === 1 ? t.reminder_day({ name: t.reminder_tomorrow(), day }) : day;
};

/** Groups reminders by the local day on which they come or came, keeping their order. */
export const byDay = <Entry extends Pick<ReminderView, 'fireAt' | 'shownAt'>>(
  entries: readonly Entry[],
  nowMs: number,
  localeSetting: LocaleSetting,
): readonly DayGroup<Entry>[] => {
  const groups = new Map<number, { heading: string; entries: Entry[] }>();
  for (const entry of entries) {
    const at = heardAt(entry);
    const ahead = daysAhead(at, nowMs, localeSetting);
    const group = groups.get(ahead) ?? { heading: dayName(at, nowMs, localeSetting), entries: [] };
    group.entries.push(entry);
    groups.set(ahead, group);
  }
  return [...groups.values()];
};
