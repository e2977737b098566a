import type { Result } from '../../core/model/failure.ts';
import type { Instant, ProviderOrderId, RentalId } from '../../core/model/ids.ts';
import type { ManyRentals } from '../../core/model/many-wish.ts';
import type { ReminderView } from '../../core/model/reminder.ts';
import type { Intention, RentalChange } from '../../core/model/rental.ts';
import type { RingSubject } from '../../core/reminders/ring.ts';
import type { RingDecision } from '../../core/words/ring-buttons.ts';
import type { Host } from '../../engine/host.ts';
import { applyRingDecision } from './ring-decision.ts';
import { undoably } from '../undo/take-back.ts';
import type { UndoSteps } from '../undo/undo-steps.ts';
import { sayOfMany, type ManySaid } from './many.ts';
import { makeRoomForTags } from './tag-room.ts';
import { previewEnd } from './preview.ts';
import { changeRental, decide, joinRentals, snooze, splitOrder, type SnoozeWish } from './intents.ts';

/** Returns the wishes about rentals; `undo` notes how each is taken back. */
export const rentalWishes = (host: Host, undo: UndoSteps) => ({
  change: async ({ id, change }: { readonly id: RentalId; readonly change: RentalChange }): Promise<Result<null>> => {
    if (change.tags !== undefined) await makeRoomForTags(host);
    return undoably(host, undo, [id], () => changeRental(host, id, change));
  },
  changeMany: async (many: ManyRentals): Promise<Result<ManySaid>> => {
    if (many.wish.say === 'tag') await makeRoomForTags(host);
    return undoably(host, undo, many.ids, () => sayOfMany(host, many));
  },
  decide: ({ id, intention }: { readonly id: RentalId; readonly intention: Intention }): Result<null> =>
    undoably(host, undo, [id], () => decide(host, id, intention)),
  /** Returns what would ring with another end, on the way to correcting it; nothing of that stays. */
  previewEnd: ({ id, endAt }: { readonly id: RentalId; readonly endAt: Instant }): Result<readonly ReminderView[]> =>
    previewEnd(host, id, endAt),
  snooze: ({ id, ...wish }: SnoozeWish & { readonly id: RentalId }): Result<null> =>
    undoably(host, undo, [id], () => snooze(host, id, wish)),
  join: ({ id, into }: { readonly id: RentalId; readonly into: RentalId }): Result<null> =>
    undoably(host, undo, [id, into], () => joinRentals(host, id, into)),
  split: ({
    id,
    providerOrderId,
  }: {
    readonly id: RentalId;
    readonly providerOrderId: ProviderOrderId;
  }): Result<null> => undoably(host, undo, [id], () => splitOrder(host, id, providerOrderId)),
  /**
   * Carries out the decision of a notification's button, and takes its reminders out of the inbox. What is no longer possible is left
   * alone.
   */
  decideOnRing: ({
    subject,
    decision,
  }: {
    readonly subject: RingSubject;
    readonly decision: RingDecision;
  }): Result<null> => undoably(host, undo, [subject.rentalId], () => applyRingDecision(host, subject, decision)),
});
