import { day, hour, minute } from './instant.ts';

/** A length of time as people say it: whole days, days with hours, hours, hours with minutes, or minutes. */
export type SpokenDuration =
  | { readonly unit: 'days'; readonly days: number; readonly hours: 0 }
  | { readonly unit: 'days-hours'; readonly days: number; readonly hours: number }
  | { readonly unit: 'hours'; readonly hours: number }
  | { readonly unit: 'hours-minutes'; readonly hours: number; readonly minutes: number }
  | { readonly unit: 'minutes'; readonly minutes: number };

/** Below so many hours the minutes count. */
const minutesCountBelow = 10;

/**
 * Rounds a length in milliseconds down to what a countdown shows: days from 48 h on, hours from 10 h on, hours and minutes below. Never
 * rounds up, so that nobody is promised more time than is left; zero minutes means "under a minute".
 */
export const spokenDuration = (lengthMs: number): SpokenDuration => {
  const length = Math.max(0, lengthMs);
  if (length < hour) return { unit: 'minutes', minutes: Math.floor(length / minute) };
  const hours = Math.floor(length / hour);
  const minutes = Math.floor((length % hour) / minute);
  if (hours < minutesCountBelow && minutes > 0) return { unit: 'hours-minutes', hours, minutes };
  if (hours < 24) return { unit: 'hours', hours };
  const days = Math.floor(length / day);
  const rest = hours - days * 24;
  return hours >= 48 || rest === 0 ? { unit: 'days', days, hours: 0 } : { unit: 'days-hours', days, hours: rest };
};
