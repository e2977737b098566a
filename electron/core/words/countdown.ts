import { spokenDuration } from '../model/duration.ts';
import { second } from '../model/instant.ts';
import { t } from './words.ts';

/** A reminder rings a moment after its point. So many milliseconds of lateness are ignored, or "1 day" would read "23 hours". */
export const forgivenMs = 5 * second;

/** Returns a length in milliseconds in words: "12 days", "1 day 3 hours", "12 hours", "1 h 18 min", "40 minutes", "under a minute". */
export const durationText = (lengthMs: number): string => {
  const spoken = spokenDuration(lengthMs);
  switch (spoken.unit) {
    case 'days':
      return t.common_days({ count: spoken.days });
    case 'days-hours':
      return t.common_days_hours({
        days: t.common_days({ count: spoken.days }),
        hours: t.common_hours({ count: spoken.hours }),
      });
    case 'hours':
      return t.common_hours({ count: spoken.hours });
    case 'hours-minutes':
      return t.common_hours_minutes({ hours: spoken.hours, minutes: spoken.minutes });
    case 'minutes':
      return spoken.minutes === 0 ? t.common_under_a_minute() : t.common_minutes({ count: spoken.minutes });
  }
};

/** Returns how much time is left until an instant, or how long ago it was. Both are epoch milliseconds. */
export const countdownText = (atMs: number, nowMs: number): string =>
  atMs > nowMs ? durationText(atMs - nowMs) : t.common_ago({ duration: durationText(nowMs - atMs) });
