import { hour, minute } from '../../core/model/instant.ts';
import { intervalBounds } from '../../core/model/polling-bounds.ts';
import { readDuration, UsageError } from './arguments.ts';

/** Reads how often an account is asked, as milliseconds. Throws a UsageError with the range for anything outside it or of another form. */
export const readInterval = (text: string): number => {
  const { leastMs, mostMs } = intervalBounds;
  const range = `${leastMs / minute}m–${mostMs / hour}h`;
  const intervalMs = readDuration(text, 'every', range);
  if (intervalMs < leastMs || intervalMs > mostMs) throw new UsageError(`--every ${text}`, [range]);
  return intervalMs;
};
