import { expect } from 'vitest';
import type { DeadlineKind } from '../../electron/contract/deadline.ts';
import { instantOf, minute } from '../../electron/contract/instant.ts';
import type { Rental } from '../../electron/contract/rental.ts';
import type { RingRules } from '../../electron/reminders/hold.ts';
import { plan, type Point, type Watermarks } from '../../electron/reminders/plan.ts';
import { ms } from './instants.ts';

/** What rang, and when the clock stood where. */
export interface Rung {
  readonly atMs: number;
  readonly point: Point;
}

/** A stretch of time in which the machine sleeps. */
export interface Sleep {
  readonly from: string;
  readonly to: string;
}

const keyOf = (rentalId: string, kind: DeadlineKind, deadlineAt: string): string => `${rentalId} ${kind} ${deadlineAt}`;

/** Walks a clock from one instant to another, a minute at a time, and rings what the plan says, remembering what was told. */
export const walk = (
  rentalsAt: (nowMs: number) => readonly Rental[],
  span: { readonly from: string; readonly to: string; readonly asleep?: readonly Sleep[]; readonly rules?: RingRules },
): readonly Rung[] => {
  const told = new Map<string, number>();
  const watermarks: Watermarks = (rentalId, kind, deadlineAt) => told.get(keyOf(rentalId, kind, deadlineAt)) ?? null;
  const asleep = (span.asleep ?? []).map(({ from, to }) => [ms(from), ms(to)] as const);
  const rung: Rung[] = [];
  const untilMs = ms(span.to);
  for (let nowMs = ms(span.from); nowMs <= untilMs; nowMs += minute) {
    if (asleep.some(([from, to]) => nowMs >= from && nowMs < to)) continue;
    const { due, passedOver } = plan(rentalsAt(nowMs), watermarks, nowMs, span.rules);
    for (const point of passedOver)
      told.set(keyOf(point.rental.id, point.deadline.kind, point.deadline.at), point.pointMs);
    for (const point of due) {
      told.set(keyOf(point.rental.id, point.deadline.kind, point.deadline.at), point.pointMs);
      rung.push({ atMs: nowMs, point });
    }
  }
  return rung;
};

/** A promise: this kind of reminder arrives between two instants, both included. */
export interface Promised {
  readonly kind?: DeadlineKind;
  readonly rental?: string;
  readonly from: string;
  readonly to: string;
}

/** Each promise must be kept by exactly one ring, and nothing else may ring: misses and extras are both reported. */
export const expectRings = (rung: readonly Rung[], promises: readonly Promised[]): void => {
  const left = [...rung];
  const missed = promises.filter((promise) => {
    const found = left.findIndex(
      ({ atMs, point }) =>
        point.deadline.kind === (promise.kind ?? 'ends') &&
        (promise.rental === undefined || point.rental.id === promise.rental) &&
        atMs >= ms(promise.from) &&
        atMs <= ms(promise.to),
    );
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  const extras = left.map(({ atMs, point }) => `${point.rental.id} ${point.deadline.kind} at ${instantOf(atMs)}`);
  expect({ missed, extras }).toEqual({ missed: [], extras: [] });
};

/** A promise for one minute. */
export const within = (from: string, kind: DeadlineKind = 'ends'): Promised => ({
  kind,
  from,
  to: instantOf(ms(from) + minute),
});
