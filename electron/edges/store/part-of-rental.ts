import type { Database } from './database.ts';
import { storeFailureOrNull } from './failures.ts';
import { noteDerived } from './read-row.ts';
import { rentalByKey } from './rental-keys.ts';

/**
 * Returns what is read of a part of a rental's row; null where that is of a wrong type. The row is then looked at as a whole, so that it is noted as
 * damaged: where its body can be read, what it is found by is not what it says.
 */
export const partOfRental = <Value>(database: Database, key: number, read: () => Value): Value | null => {
  try {
    return read();
  } catch (error) {
    if (storeFailureOrNull(error) !== null) throw error;
    const whole = rentalByKey(database, key);
    if (whole !== null)
      noteDerived(database, { table: 'rental', id: whole.rental.id, accountId: whole.rental.accountId });
    return null;
  }
};
