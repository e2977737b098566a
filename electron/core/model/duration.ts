import { day, hour, minute } from './instant.ts';

/** A length of time as people say it: whole days, days with hours, hours, an hour with minutes, or minutes. */
export type SpokenDuration =
  | { readonly unit: 'days'; readonly days: number; readonly hours: 0 }
  | { readonly unit: 'days-hours'; readonly days: number; readonly hours: number }
  | { readonly unit: 'hours'; readonly hours: number }
  | { readonly unit: 'hour-minutes'; readonly minutes: number }
  | { readonly unit: 'minutes'; readonly minutes: number };

/**
 * Rounds a length in milliseconds down to what a countdown shows: days from 48 h on, hours from 2 h on, minutes below; above an hour they
 * are said beside it, so that nobody has to divide by sixty. Never rounds up, so that nobody is promised more time than is left; zero minutes means "under a minute".
 */
export const spokenDuration = (lengthMs: number): SpokenDuration => {
  const length = Math.max(0, lengthMs);
  if (length < hour) return { unit: 'minutes', minutes: Math.floor(length / minute) };
  const hours = Math.floor(length / hour);
  const minutes = Math.floor((length - hour) / minute);
  if (hours < 2 && minutes > 0) return { unit: 'hour-minutes', minutes };
  if (hours < 24) return { unit: 'hours', hours };
  const days = Math.floor(length / day);
  const rest = hours - days * 24;
  return hours >= 48 || rest === 0 ? { unit: 'days', days, hours: 0 } : { unit: 'days-hours', days, hours: rest };
};
