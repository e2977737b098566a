import { isRoundFailure, type Failure } from '../model/failure.ts';
import type { Instant } from '../model/ids.ts';
import { epochMsOf, hour, instantOf } from '../model/instant.ts';

/** No account is left unasked for longer, whatever its provider or a clock that ran ahead says. */
const longestParkMs = 24 * hour;

/**
 * The instant until which a provider wants to be left alone, in epoch milliseconds, which may have passed; null without one. One that lies
 * further ahead than any may was noted by a clock that ran ahead, and does not count.
 */
export const parkMs = (parkedUntil: Instant | null, nowMs: number): number | null => {
  const untilMs = parkedUntil === null ? null : epochMsOf(parkedUntil);
  return untilMs === null || untilMs > nowMs + longestParkMs ? null : untilMs;
};

/** The same as an instant; null once it has passed too. */
export const parkedUntilOf = (parkedUntil: Instant | null, nowMs: number): Instant | null => {
  const untilMs = parkMs(parkedUntil, nowMs);
  return untilMs === null || untilMs <= nowMs ? null : instantOf(untilMs);
};

/** A failure that asks to come back no later than any may: at `notBeforeMs` where that lies ahead, or when it says itself. */
export const parkedBy = (failure: Failure, notBeforeMs: number, nowMs: number): Failure => {
  const untilMs = Math.max(notBeforeMs, failure.retryAt === undefined ? 0 : epochMsOf(failure.retryAt));
  return untilMs <= nowMs || !isRoundFailure(failure)
    ? failure
    : { ...failure, retryAt: instantOf(Math.min(untilMs, nowMs + longestParkMs)) };
};
