import type { Trouble } from '../../core/model/health.ts';
import { t } from '../../core/words/words.ts';
import type { DamagedRow } from '../../core/model/damaged-row.ts';
import { troubleSentence } from './health-lines.ts';
import type { Terminal } from './terminal.ts';

/** What is damaged, what was kept and what to do, in one line. */
export const damagedLine = ({ table, column, name: subject }: DamagedRow): string => {
  switch (table) {
    case 'rental':
      return column === null ? t.damaged_row_rental({ subject }) : t.damaged_row_rental_place({ subject });
    case 'orders':
      return column === null ? t.damaged_row_order({ subject }) : t.damaged_row_order_place({ subject });
    case 'account':
      return column === 'settings'
        ? t.damaged_row_account({ subject })
        : t.damaged_row_account_part({ subject, column: column ?? '' });
    case 'resource':
      return t.damaged_row_resource({ subject });
    case 'round':
    case 'resource_list':
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

/** Says what goes wrong with the bell. Damaged rows are told where the store was opened, each for itself. */
export const tellTrouble = (trouble: Trouble, terminal: Terminal): void => {
  if (trouble.step !== 'row') terminal.streams.err(troubleSentence(trouble, terminal));
};
