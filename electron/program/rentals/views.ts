import type { RentalId } from '../../core/model/ids.ts';
import type { Rental, RentalView } from '../../core/model/rental.ts';
import { isDataGone } from '../../core/rentals/data-gone.ts';
import { tellApart } from '../../core/words/tell-apart.ts';
import { releasedAtOf } from '../../edges/store/changes.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { accountsOfRentals } from '../../engine/bell/accounts-of-rentals.ts';
import { storedRules } from '../../engine/bell/rules.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import type { Sources } from '../../engine/host.ts';
import { machineOf } from './belongings.ts';
import { rentalView } from './view.ts';

/** Returns rentals that were found, in their sequence, without those that are gone since and those that cannot be read. */
export const rentalsOf = ({ database }: Pick<Sources, 'database'>, found: readonly RentalId[]): readonly Rental[] =>
  found.map((id) => rentalById(database, id)).filter((rental) => rental !== null);

/** Returns the views of rentals, without those whose account was removed. */
export const viewsOf = (sources: Sources, rentals: readonly Rental[]): readonly RentalView[] => {
  const { database, now } = sources;
  const nowMs = now();
  const accountOf = accountsOfRentals(database);
  const rules = storedRules(database);
  const watermarks = loggedWatermarks(database, nowMs);
  const views = rentals.flatMap((rental) => {
    const account = accountOf(rental);
    return account === null
      ? []
      : [inContext(sources, rental, rentalView(rental, account, nowMs, rules, watermarks), nowMs)];
  });
  const apart = tellApart(views);
  return views.map((view) => {
    const distinction = apart.get(view.id);
    return distinction === undefined ? view : { ...view, distinction };
  });
};

/** Adds the machine that it is part of, and what is known of the release of what was released, which its history tells. */
export const inContext = (sources: Sources, rental: Rental, view: RentalView, nowMs: number): RentalView => {
  const partOf = machineOf(sources, rental);
  return {
    ...view,
    ...(partOf === null ? {} : { partOf }),
    ...(view.state === 'released'
      ? { released: { at: releasedAtOf(sources.database, rental.id), isDataGone: isDataGone(rental, nowMs) } }
      : {}),
  };
};
