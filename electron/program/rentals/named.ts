import type { RentalId } from '../../core/model/ids.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import type { Rental, RentalView } from '../../core/model/rental.ts';
import { rentalBand } from '../../core/deadlines/band.ts';
import { rentalName } from '../../core/words/rental-name.ts';
import { findRentals, rentalById } from '../../edges/store/rentals.ts';
import type { Sources } from '../../engine/host.ts';

/** A rental that a name may stand for. */
interface Candidate {
  readonly id: RentalId;
  /** Whether it is called so as a whole, rather than by the beginning of a number. */
  readonly isWhole: boolean;
}

/** What stands between a name and what tells it apart from others of that name. */
const apart = ' · ';

/**
 * Returns which rentals a name that was typed may stand for: its own name, its id, or its number or an order's at the provider; else the beginning
 * of one of these.
 */
export const rentalsCalled = ({ database }: Pick<Sources, 'database'>, typed: string): readonly RentalId[] => {
  const name = plainLine(typed);
  if (name === '') return [];
  // One is held at a time.
  const found = findRentals(database, { query: '', state: null, accountId: null }).flatMap((id) => {
    const rental = rentalById(database, id);
    return rental === null ? [] : (candidateOf(rental, name) ?? []);
  });
  const whole = found.filter(({ isWhole }) => isWhole);
  return (whole.length > 0 ? whole : found).map(({ id }) => id);
};

const candidateOf = (rental: Rental, name: string): Candidate | null => {
  const { id, resourceId, orders } = rental;
  const numbers = [id, id.slice(id.indexOf(':') + 1), ...(resourceId === null ? [] : [resourceId]), ...orders];
  const isWhole = numbers.includes(name) || isCalled(rental, name);
  return isWhole || numbers.some((number) => number.startsWith(name)) ? { id, isWhole } : null;
};

/** A list shows what tells it apart beside its name, and what that is only the list knows. */
const isCalled = (rental: Rental, typed: string): boolean => {
  const name = lower(rentalName(rental));
  return lower(typed) === name || lower(typed).startsWith(`${name}${apart}`);
};

/**
 * Returns which of these rentals, found by a name that was typed, it stands for: the one that its list tells apart by it, and where several are
 * meant and one of them alone is not over, that one.
 */
export const meantBy = (views: readonly RentalView[], typed: string, nowMs: number): readonly RentalView[] => {
  const name = lower(typed);
  const told = views.filter(
    ({ title, distinction }) => distinction !== undefined && name === lower(`${title}${apart}${distinction}`),
  );
  const named = told.length > 0 ? told : views.filter(({ title }) => !name.startsWith(`${lower(title)}${apart}`));
  const live = named.filter((view) => rentalBand(view, nowMs) !== 'over');
  return live.length === 1 ? live : named;
};

const lower = (text: string): string => plainLine(text).toLowerCase();
