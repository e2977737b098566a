import type { Intention, SnoozeChoice } from '../../electron/core/model/rental.ts';
import { t } from '../../electron/core/words/words.ts';

/** What can be said to a reminder of the inbox, beside that it was seen. */
export type InboxDecision = Intention | SnoozeChoice;

/** Says what was said to a reminder; `heading` is the reminder's own. */
export const decisionText = (decision: InboxDecision | 'seen', heading: string): string => {
  switch (decision) {
    case 'seen':
      return t.reminder_decided_seen({ heading });
    case 'renew':
      return t.reminder_decided_renew({ heading });
    case 'let-lapse':
      return t.reminder_decided_let_lapse({ heading });
    case 'undecided':
      return t.reminder_decided_undecided({ heading });
    default:
      return t.reminder_decided_later({ heading });
  }
};
