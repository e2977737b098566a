import type { RentalState } from './rental.ts';

/** A rental's state with the instant at which the clock alone may change it; null when it never does. */
export interface TimedState {
  readonly state: RentalState;
  readonly untilMs: number | null;
}

/** Where a rental stands in the list, and the instant at which the clock alone may change that or its state. */
export interface Standing extends TimedState {
  readonly group: number;
  /** Within its group, smallest first. */
  readonly sortAtMs: number;
}

/** The group of what has a deadline ahead: before all others. */
export const liveGroup = 0;
