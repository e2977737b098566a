import { hour } from '../model/instant.ts';

/** What a round cost, noted at its end. */
export interface Spending {
  readonly atMs: number;
  readonly requests: number;
}

/**
 * Returns the rounds of the last hour, which count toward the budget. One in the future was noted by a clock that has been set back since.
 */
export const recentSpending = (spending: readonly Spending[], nowMs: number): readonly Spending[] =>
  spending.filter(({ atMs }) => atMs > nowMs - hour && atMs <= nowMs);

/** Returns the number of requests that are left of the hour's budget; never below zero. */
export const budgetLeft = (spending: readonly Spending[], perHour: number, nowMs: number): number =>
  Math.max(0, perHour - totalOf(recentSpending(spending, nowMs)));

/** Returns the first instant from `nowMs` on, in epoch milliseconds, at which this many requests fit into the budget. More than the whole budget fits once no earlier request counts. */
export const affordableAtMs = (
  spending: readonly Spending[],
  requests: number,
  perHour: number,
  nowMs: number,
): number => {
  const counting = [...recentSpending(spending, nowMs)].sort((one, other) => one.atMs - other.atMs);
  let excess = totalOf(counting) + Math.min(requests, perHour) - perHour;
  let atMs = nowMs;
  for (const one of counting) {
    if (excess <= 0) break;
    excess -= one.requests;
    atMs = one.atMs + hour;
  }
  return atMs;
};

const totalOf = (spending: readonly Spending[]): number => spending.reduce((sum, { requests }) => sum + requests, 0);
