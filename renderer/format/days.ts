import type { Instant } from '../../electron/contract/ids.ts';
import { day, instantOf } from '../../electron/contract/instant.ts';
import { dayHeading, type Place } from './instants.ts';
import { t } from './words.ts';

/** What falls on one local day, under its heading. */
export interface DayGroup<Entry> {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

const named = (instant: Instant, nowMs: number, place: Place): string => {
  const heading = dayHeading(instant, place);
  const isToday = heading === dayHeading(instantOf(nowMs), place);
  if (isToday) return t.reminder_day({ name: t.reminder_today(), day: heading });
  const isTomorrow = heading === dayHeading(instantOf(nowMs + day), place);
  return isTomorrow ? t.reminder_day({ name: t.reminder_tomorrow(), day: heading }) : heading;
};

/** Groups entries by local day, keeping their order. */
export const byDay = <Entry extends { readonly fireAt: Instant }>(
  entries: readonly Entry[],
  nowMs: number,
  place: Place,
): readonly DayGroup<Entry>[] => {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const heading = named(entry.fireAt, nowMs, place);
    groups.set(heading, [...(groups.get(heading) ?? []), entry]);
  }
  return [...groups].map(([heading, grouped]) => ({ heading, entries: grouped }));
};
