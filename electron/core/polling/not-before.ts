import { isRoundFailure, type Failure } from '../model/failure.ts';
import type { Instant } from '../model/ids.ts';
import { epochMsOf, hour, instantOf } from '../model/instant.ts';

/** No account is left unasked for longer, whatever its provider or a clock that ran ahead says. */
const maxParkMs = 24 * hour;

/**
 * Returns the instant until which a provider is not to be asked, in epoch milliseconds, which may have passed; null without one. One
 * further ahead than `maxParkMs` was noted by a clock that ran ahead, and does not count.
 */
export const parkMs = (parkedUntil: Instant | null, nowMs: number): number | null => {
  const untilMs = parkedUntil === null ? null : epochMsOf(parkedUntil);
  return untilMs === null || untilMs > nowMs + maxParkMs ? null : untilMs;
};

/** The same as an instant; null once it has passed too. */
export const parkedUntilOf = (parkedUntil: Instant | null, nowMs: number): Instant | null => {
  const untilMs = parkMs(parkedUntil, nowMs);
  return untilMs === null || untilMs <= nowMs ? null : instantOf(untilMs);
};

/**
 * Returns the failure with the instant until which the account is parked: `notBeforeMs` where that lies ahead, else the failure's own, and
 * never later than `maxParkMs` from now.
 */
export const parkedBy = (failure: Failure, notBeforeMs: number, nowMs: number): Failure => {
  const untilMs = Math.max(notBeforeMs, failure.retryAt === undefined ? 0 : epochMsOf(failure.retryAt));
  return untilMs <= nowMs || !isRoundFailure(failure)
    ? failure
    : { ...failure, retryAt: instantOf(Math.min(untilMs, nowMs + maxParkMs)) };
};
