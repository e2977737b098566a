import type { ReminderView } from '../../core/model/reminder.ts';
import { day } from '../../core/model/instant.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { Instant, RentalId } from '../../core/model/ids.ts';
import { upcoming } from '../../core/reminders/plan.ts';
import { accountById } from '../../edges/store/accounts.ts';
import { rehearse } from '../../edges/store/rehearse.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { readNotifications } from '../../edges/store/settings.ts';
import { storedRules } from '../../engine/bell/rules.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import type { Host } from '../../engine/host.ts';
import { plannedReminder } from '../reminders/views.ts';
import { changeRental } from './intents.ts';

/** As far ahead as a rental's own reminders are shown. */
const shownAheadMs = 400 * day;

/**
 * Returns what would ring if the user said that a rental ends at an instant: it is said, looked at and taken back in one transaction, so that
 * saying it rings nothing that is not among these. Fails as the correction itself would.
 */
export const previewEnd = (host: Host, id: RentalId, endAt: Instant): Result<readonly ReminderView[]> => {
  const { database, now } = host;
  return rehearse(database, () => {
    const said = changeRental({ ...host, wished: () => undefined }, id, { correctedEndAt: endAt });
    if (!said.ok) return said;
    const rental = rentalById(database, id);
    const account = rental === null ? null : accountById(database, rental.accountId);
    if (rental === null || account === null) return failed('not-found');
    const nowMs = now();
    const points = upcoming(
      [rental],
      loggedWatermarks(database, nowMs),
      nowMs,
      nowMs + shownAheadMs,
      storedRules(database),
    );
    return success(points.map((point) => plannedReminder(point, account, readNotifications(database))));
  });
};
