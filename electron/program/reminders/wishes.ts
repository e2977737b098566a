import { failed, success, type Result } from '../../core/model/failure.ts';
import type { ReminderId, RentalId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { Channel } from '../../core/model/reminder.ts';
import { testPoint } from '../../core/reminders/plan.ts';
import { accountById } from '../../edges/store/accounts.ts';
import { acknowledgeReminder } from '../../edges/store/inbox.ts';
import { reminderById } from '../../edges/store/reminder-log.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { claimTest } from '../../engine/bell/write-claims.ts';
import type { Host } from '../../engine/host.ts';
import { undoablySeen } from '../undo/take-back.ts';
import type { UndoSteps } from '../undo/undo-steps.ts';

/** Returns the wishes about reminders. */
export const reminderWishes = (host: Host, undo: UndoSteps) => ({
  /** Takes reminders out of the inbox. Fails with `not-found` where none of them waits there. */
  acknowledge: ({ ids }: { readonly ids: readonly ReminderId[] }): Result<null> =>
    undoablySeen(host, undo, ids, () => {
      const at = instantOf(host.now());
      return announceChange(
        host,
        ids.reduce((sum, id) => sum + acknowledgeReminder(host.database, id, at), 0),
      );
    }),
  /** Rings a rental now, as a test. Returns the channel that showed it; null when only the inbox has it. Fails with `not-found`. */
  ringNow: async ({ rentalId }: { readonly rentalId: RentalId }): Promise<Result<Channel | null>> => {
    const { database, now, texts } = host;
    const rental = rentalById(database, rentalId);
    const account = rental === null ? null : accountById(database, rental.accountId);
    const point = rental === null ? null : testPoint(rental, now());
    if (point === null || account === null) return failed('not-found');
    const id = claimTest(point, account, { database, texts, nowMs: now() });
    await host.ringDue();
    host.wished(['reminder.changed']);
    const told = reminderById(database, id);
    return success(told?.state === 'shown' ? told.channel : null);
  },
});

const announceChange = (host: Host, changedRows: number): Result<null> => {
  if (changedRows === 0) return failed('not-found');
  host.wished(['reminder.changed']);
  return success(null);
};
