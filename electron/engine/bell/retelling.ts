import { isDeletedAtEnd } from '../../core/deadlines/deadlines.ts';
import { toldOf } from '../../core/reminders/changes.ts';
import type { ReminderText, ReminderTexts } from '../../core/reminders/texts.ts';
import type { WaitingReminder } from './waiting.ts';

/** Returns the texts that a waiting reminder has now: it may have been claimed hours ago. */
export const textNow = (
  { entry, account, rental, deadline }: WaitingReminder,
  texts: ReminderTexts,
  nowMs: number,
): ReminderText => {
  const asClaimed = { heading: entry.heading, body: entry.body };
  if (account === null || rental === null || deadline === null || entry.rule === 'test') return asClaimed;
  switch (entry.rule) {
    case 'change':
      // The others say what happened, which stays as it was.
      return entry.deadline === 'releases'
        ? texts.forChange(toldOf('frozen', rental, entry.claimedAt), account, nowMs)
        : asClaimed;
    case 'cannot-confirm':
      return texts.forUnconfirmed(rental, deadline, account, nowMs);
    default:
      return texts.forPoint({ rental, deadline, pointMs: entry.pointMs, fireAt: entry.fireAt }, account, nowMs);
  }
};

/**
 * Returns the key of a reminder. Reminders with the same key have the same texts and are shown as one: points of one deadline, those of
 * the end and the release of what is deleted at its end, and that data froze.
 */
export const sameWordsKey = ({ entry, rental }: WaitingReminder): string => {
  const { id, rule, rentalId, deadline, deadlineAt } = entry;
  if (rule === 'test' || rule === 'cannot-confirm' || (rule === 'change' && deadline !== 'releases')) return id;
  const isOneWithRelease = deadline === 'ends' && rental !== null && isDeletedAtEnd(rental);
  return `${rentalId} ${isOneWithRelease ? 'releases' : deadline} ${deadlineAt}`;
};
