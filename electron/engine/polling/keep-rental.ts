import type { KeptRental } from '../../core/model/rental.ts';
import { standingOf } from '../../core/rentals/state.ts';
import { ringsUntilMs } from '../../core/reminders/plan.ts';
import type { Database } from '../../edges/store/database.ts';
import { putRental } from '../../edges/store/rentals.ts';

/** Stores a rental as it stands at `nowMs`, with the text that it is found by besides its own (that of its orders). */
export const keepRental = (
  database: Database,
  kept: KeptRental,
  orderTexts: readonly string[],
  nowMs: number,
): void => {
  const { rental } = kept;
  putRental(
    database,
    { ...kept, standing: standingOf(rental, nowMs), ringsUntilMs: ringsUntilMs(rental), orderTexts },
    nowMs,
  );
};
