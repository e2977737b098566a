import { spokenDuration } from '../model/duration.ts';
import { hour, minute } from '../model/instant.ts';
import { t } from './words.ts';

/** Returns a length in milliseconds in words: "12 days", "1 day 3 hours", "5 hours", "40 minutes", "under a minute". */
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
    case 'minutes':
      return spoken.minutes === 0 ? t.common_under_a_minute() : t.common_minutes({ count: spoken.minutes });
  }
};

/** A length beside others in a list, where minutes above an hour would have to be counted out: "1 h 58 min" instead of "118 minutes". */
const listedDuration = (lengthMs: number): string => {
  if (lengthMs < hour || lengthMs >= 2 * hour) return durationText(lengthMs);
  const minutes = Math.floor((lengthMs - hour) / minute);
  return minutes === 0 ? t.common_hours({ count: 1 }) : t.common_hour_minutes({ minutes });
};

/** Returns how much time is left until an instant, or how long ago it was. Both are epoch milliseconds. */
export const countdownText = (atMs: number, nowMs: number): string =>
  atMs > nowMs ? listedDuration(atMs - nowMs) : t.common_ago({ duration: listedDuration(nowMs - atMs) });
