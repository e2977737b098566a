import type { Settings } from '../../core/model/settings.ts';
import { passedByChange } from '../../core/reminders/other-points.ts';
import { ringingRental, ringingRentalIds } from '../../edges/store/ringing-rentals.ts';
import { readPoints } from '../../edges/store/settings.ts';
import { accountsOfRentals } from './accounts-of-rentals.ts';
import { loggedWatermarks } from './watermarks.ts';
import { suppressPoint } from './write-claims.ts';
import type { PassedParts } from './without-ringing.ts';

/**
 * Notes as told every point that has passed only by other points that the user chooses for classes of rentals; to be called in the transaction
 * that stores them, before they are. Rentals are read one by one: of all that may ring, few have such a point.
 */
export const passOverOtherPoints = (after: Settings['points'], { database, texts, nowMs }: PassedParts): void => {
  const change = { before: readPoints(database), after };
  const watermarks = loggedWatermarks(database, nowMs);
  const accountOf = accountsOfRentals(database);
  for (const id of ringingRentalIds(database, nowMs)) {
    const rental = ringingRental(database, id, nowMs);
    const account = rental === null ? null : accountOf(rental);
    if (rental === null || account === null) continue;
    for (const point of passedByChange(rental, change, watermarks, nowMs))
      suppressPoint(point, account, 'passed', { database, texts, nowMs });
  }
};
