import { hour, minute } from '../model/instant.ts';
import type { Failure } from '../model/failure.ts';
import { waitsForUser } from './refused-key.ts';

/** What decides when an account is asked next. */
export interface CadenceInput {
  readonly intervalMs: number;
  readonly lastRoundAtMs: number | null;
  readonly failure: Failure | null;
  /** Rounds that failed since the last success. */
  readonly failedRounds: number;
  readonly parkedUntilMs: number | null;
  readonly paused: boolean;
  /** A deadline lies within the next hour or has just passed, or data is frozen. */
  readonly urgent: boolean;
  /** The last round left something to be read. */
  readonly unfinished: boolean;
  /** When the budget of requests has room for the next round, in epoch milliseconds; near a deadline it is spread instead, see `paceMs`. */
  readonly affordableAtMs: number;
  /** So far apart the rounds would use up the budget evenly. */
  readonly paceMs: number;
  /** From 0 to 1, drawn once per round: keeps accounts from asking in step. */
  readonly jitter: number;
}

const backOffMostMs = hour;
const jitterShare = 0.1;

/** Returns when an account's next round is due, in epoch milliseconds; null while only the user can change that (paused, key refused). */
export const nextRoundAtMs = (input: CadenceInput, nowMs: number): number | null => {
  if (input.paused || (input.failure !== null && waitsForUser(input.failure))) return null;
  // A clock that was set back must not silence an account until it has caught up.
  if (input.lastRoundAtMs === null || input.lastRoundAtMs > nowMs) return Math.max(nowMs, input.parkedUntilMs ?? 0);
  const usualMs = Math.max(
    input.urgent || input.unfinished ? Math.min(input.intervalMs, minute) : input.intervalMs,
    input.paceMs,
  );
  const waitMs = Math.min(Math.max(usualMs, backOffMostMs), usualMs * 2 ** Math.min(input.failedRounds, 6));
  const dueMs = Math.max(input.lastRoundAtMs + waitMs, input.parkedUntilMs ?? 0) + waitMs * jitterShare * input.jitter;
  // A budget that was spent must not silence an account in the half hour in which its data may go.
  return input.urgent ? dueMs : Math.max(dueMs, input.affordableAtMs);
};
