import type { Rental, RentalReference } from '../../core/model/rental.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import { belongingsOf } from '../../core/rentals/bought-together.ts';
import { rentalName } from '../../core/words/rental-name.ts';
import { rentalsBoughtWith } from '../../edges/store/rentals-bought-with.ts';
import type { Sources } from '../../engine/host.ts';

type Places = Pick<Sources, 'database' | 'providers'>;

/** More parts than any machine has. */
const maxParts = 100;

const machinesOf = ({ providers }: Places, rental: Rental): readonly string[] =>
  providerOf(rental.provider, providers)?.machines ?? [];

const referenceTo = (rental: Rental): RentalReference => ({ id: rental.id, title: rentalName(rental) });

/** Returns the machine that a disk or address was bought with; null for others, and where its order does not say whose it is. */
export const machineOf = (places: Places, rental: Rental): RentalReference | null => {
  const machines = machinesOf(places, rental);
  if (rental.resourceType === null || machines.length === 0 || machines.includes(rental.resourceType)) return null;
  const found = rentalsBoughtWith(places.database, rental, { kinds: machines, most: maxParts });
  const { machine } = belongingsOf(rental, found, machines);
  return machine === null ? null : referenceTo(machine);
};

/** Returns the disks and addresses that were bought with a machine and are not over. */
export const partsOf = (places: Places, rental: Rental): readonly RentalReference[] => {
  const machines = machinesOf(places, rental);
  if (rental.resourceType === null || !machines.includes(rental.resourceType)) return [];
  const found = rentalsBoughtWith(places.database, rental, { kinds: null, most: maxParts });
  return belongingsOf(rental, found, machines).parts.map(referenceTo);
};
