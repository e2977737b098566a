import { hour, instantOf, minute } from '../../electron/core/model/instant.ts';
import type { Later, LaterChoice } from '../../electron/core/model/rental.ts';
import { durationText } from '../../electron/core/words/countdown.ts';
import { timeOfDay, type LocaleSetting } from '../../electron/core/words/instants.ts';
import { t } from '../../electron/core/words/words.ts';
import { weekdayTime } from './instants.ts';
import { exactDuration } from './points.ts';
import { pointBefore } from './reminder.ts';

/** The ways to put a deadline off that have not passed since they were read. */
export const laterChoices = ({ choices }: Later, nowMs: number): readonly LaterChoice[] =>
  choices.filter(({ ringsAt }) => Date.parse(ringsAt) > nowMs);

/** A way to say "later" in words, always with the time at which it rings again; the next point says which one it is. */
export const laterText = (
  { value, ringsAt, pointMs, heldBy }: LaterChoice,
  { deadline }: Later,
  nowMs: number,
  localeSetting: LocaleSetting,
): string => {
  const day = weekdayTime(ringsAt, nowMs, localeSetting);
  if (heldBy === 'quiet') return t.later_after_quiet({ time: day });
  if (heldBy === 'muted') return t.later_after_mute({ time: day });
  switch (value) {
    case 'hour':
      // The hour counts from the click, and the choice may have been read a while ago.
      return t.later_hour({ time: timeOfDay(instantOf(nowMs + hour), localeSetting) });
    case 'tonight':
      return t.later_tonight({ time: timeOfDay(ringsAt, localeSetting) });
    case 'tomorrow':
      return t.later_tomorrow({ time: timeOfDay(ringsAt, localeSetting) });
    case 'next-point':
      return t.later_next_point({ time: day, point: pointBefore(deadline, pointMs ?? 0, pointDuration(pointMs ?? 0)) });
  }
};

const pointDuration = (pointMs: number): string =>
  pointMs % minute === 0 ? exactDuration(pointMs) : durationText(pointMs);
