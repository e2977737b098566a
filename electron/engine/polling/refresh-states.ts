import type { Rental } from '../../core/model/rental.ts';
import { standingOf } from '../../core/rentals/state.ts';
import type { Database } from '../../edges/store/database.ts';
import { allRentals, rentalsToRestate, writeStandings } from '../../edges/store/rentals.ts';

/** Brings stored states up to the clock and returns how many rentals were written. Only those whose time has come are touched. */
export const refreshStates = (database: Database, nowMs: number): number =>
  restate(database, rentalsToRestate(database, nowMs), nowMs);

/** Does the same for every rental, after the clock was set back. */
export const recomputeStates = (database: Database, nowMs: number): number =>
  restate(database, allRentals(database), nowMs);

const restate = (database: Database, rentals: readonly Rental[], nowMs: number): number => {
  if (rentals.length > 0)
    writeStandings(
      database,
      rentals.map((rental) => ({ id: rental.id, standing: standingOf(rental, nowMs) })),
    );
  return rentals.length;
};
