import type { Instant } from '../../electron/contract/ids.ts';
import { hour, instantOf, minute } from '../../electron/contract/instant.ts';
import type { Later, SnoozeChoice } from '../../electron/contract/rental.ts';
import { durationText } from '../../electron/contract/words/countdown.ts';
import { timeOfDay, type Place } from '../../electron/contract/words/instants.ts';
import { t } from '../../electron/contract/words/words.ts';
import { weekdayTime } from './instants.ts';
import { hourOfDay, instantOnDay } from './local-time.ts';
import { exactDuration } from './points.ts';
import { pointBefore } from './reminder.ts';

/** One way to say "later", and when it rings again. */
export interface LaterChoice {
  readonly value: SnoozeChoice;
  readonly at: Instant;
}

const evening = 20;
const morning = 9;

/**
 * The ways to put a deadline off, soonest first by name. In the evening "tonight" is over and not offered; nor is what would end
 * only with the deadline, for that rings anyway.
 */
export const laterChoices = (later: Later, nowMs: number, timeZone: string): readonly LaterChoice[] => {
  const byClock: readonly LaterChoice[] = [
    { value: 'hour', at: instantOf(nowMs + hour) },
    ...(hourOfDay(nowMs, timeZone) < evening
      ? [{ value: 'tonight' as const, at: instantOnDay(nowMs, 0, evening, timeZone) }]
      : []),
    { value: 'tomorrow', at: instantOnDay(nowMs, 1, morning, timeZone) },
  ];
  const next: readonly LaterChoice[] =
    later.nextPoint === null ? [] : [{ value: 'next-point', at: later.nextPoint.ringsAt }];
  return [...byClock.filter(({ at }) => at < later.latestAt), ...next];
};

/** A way to say "later" in words, always with its time; the next point says which one it is. */
export const laterText = ({ value, at }: LaterChoice, later: Later, nowMs: number, place: Place): string => {
  const time = timeOfDay(at, place);
  switch (value) {
    case 'hour':
      return t.later_hour({ time });
    case 'tonight':
      return t.later_tonight({ time });
    case 'tomorrow':
      return t.later_tomorrow({ time });
    case 'next-point':
      return t.later_next_point({ time: weekdayTime(at, nowMs, place), point: nextPointText(later) });
  }
};

const nextPointText = ({ deadline, nextPoint }: Later): string => {
  const pointMs = nextPoint?.pointMs ?? 0;
  return pointBefore(deadline, pointMs, pointMs % minute === 0 ? exactDuration(pointMs) : durationText(pointMs));
};
