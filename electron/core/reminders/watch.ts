import { minute } from '../model/instant.ts';

/** A stretch of time in which somebody looked at the clock again and again, in epoch milliseconds. */
export interface Watch {
  readonly sinceMs: number;
  readonly lastMs: number;
}

/** Looks come every half minute; a longer gap than this means that the machine slept, was off, or that its clock was set. */
const maxGapMs = 5 * minute;

/** A round takes five minutes at most, and comes soon after waking: by then each account has been asked. */
const askedByMs = 10 * minute;

/** Returns the watch after one more look; a gap begins a new one. */
export const watchAfter = (watch: Watch | null, nowMs: number): Watch => {
  const goesOn = watch !== null && nowMs >= watch.lastMs && nowMs - watch.lastMs <= maxGapMs;
  return { sinceMs: goesOn ? watch.sinceMs : nowMs, lastMs: nowMs };
};

/** Whether the accounts have been asked since the watch began: silence before that is our own. */
export const hasAsked = (watch: Watch, nowMs: number): boolean => nowMs - watch.sinceMs >= askedByMs;
