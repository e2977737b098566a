import { t } from '../contract/words/words.ts';
import type { DamagedRow } from '../store/damaged-rows.ts';

/** What is damaged, what was kept and what to do, in one line. */
export const damagedLine = ({ table, name: subject }: DamagedRow): string => {
  switch (table) {
    case 'rental':
      return t.damaged_row_rental({ subject });
    case 'orders':
      return t.damaged_row_order({ subject });
    case 'account':
      return t.damaged_row_account({ subject });
    case 'round':
      return t.damaged_row_round({ subject });
    case 'rental_wish':
      return t.damaged_row_wish({ subject });
    case 'account_rule':
      return t.damaged_row_rule({ subject });
    case 'reminder_log':
    case 'change':
    case 'deadline_move':
      return t.damaged_row_history({ subject });
  }
};
