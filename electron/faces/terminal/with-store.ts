import { success, type Result } from '../../core/model/failure.ts';
import type { Database } from '../../edges/store/database.ts';
import type { Terminal } from './terminal.ts';

/** Opens the store for reading, works on it (null: there is none yet), and closes it whatever comes of that: its copy may lie in a temporary folder. */
export const withStore = <Value>(
  { openStore }: Pick<Terminal, 'openStore'>,
  work: (database: Database | null) => Value,
): Result<Value> => {
  const opened = openStore();
  if (!opened.ok) return opened;
  try {
    return success(work(opened.value?.database ?? null));
  } finally {
    opened.value?.close();
  }
};
