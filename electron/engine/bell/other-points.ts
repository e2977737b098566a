import type { Rental } from '../../core/model/rental.ts';
import type { Settings } from '../../core/model/settings.ts';
import { passedByChange, reachOfChange } from '../../core/reminders/other-points.ts';
import type { Database } from '../../edges/store/database.ts';
import { soonestRentals } from '../../edges/store/ringing-rentals.ts';
import { readPoints } from '../../edges/store/settings.ts';
import { accountsOfRentals } from './accounts-of-rentals.ts';
import { loggedWatermarks } from './watermarks.ts';
import type { PassedParts } from './without-ringing.ts';
import { suppressPoint } from './write-claims.ts';

/**
 * Notes as told every point that has passed only by other points that the user chooses for classes of rentals; to be called in the transaction
 * that stores them, before they are. Only rentals are read whose next deadline is near enough for an added point to have passed.
 */
export const passOverOtherPoints = (after: Settings['points'], { database, texts, nowMs }: PassedParts): void => {
  const change = { before: readPoints(database), after };
  const reachMs = reachOfChange(change);
  if (reachMs === 0) return;
  const watermarks = loggedWatermarks(database, nowMs);
  const accountOf = accountsOfRentals(database);
  for (const rental of rentalsEndingBy(database, nowMs + reachMs)) {
    const account = accountOf(rental);
    if (account === null) continue;
    for (const point of passedByChange(rental, change, watermarks, nowMs))
      suppressPoint(point, account, 'passed', { database, texts, nowMs });
  }
};

const rentalsAtOnce = 500;

function* rentalsEndingBy(database: Database, untilMs: number): Generator<Rental> {
  for (let offset = 0; ; offset += rentalsAtOnce) {
    const { found, isLast } = soonestRentals(database, { offset, limit: rentalsAtOnce });
    for (const { rental, nextMs } of found) {
      if (nextMs > untilMs) return;
      yield rental;
    }
    if (isLast) return;
  }
}
