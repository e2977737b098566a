import { resolve } from 'node:path';
import { dateTime } from '../../../core/words/instants.ts';
import { t } from '../../../core/words/words.ts';
import { MissingError, UsageError } from '../arguments.ts';
import { done, type CommandResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { refusalResult } from '../with-program.ts';

/** `backup FILE`: everything but the keys into a new file, also while another process rings. */
export const backupCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const file = fileOf(terminal);
  const written = await terminal.data.backUp(file);
  return written.ok ? done({ ok: true, file }, t.cli_backed_up({ file })) : refusalResult(written.failure, terminal);
};

/** `restore FILE`: a backup in the place of the data, which no other process may have open then. */
export const restoreCommand = (terminal: Terminal): CommandResult => {
  const file = fileOf(terminal);
  const found = terminal.data.look(file);
  if (!found.ok) return refusalResult(found.failure, terminal);
  const restored = terminal.data.restore(file);
  if (!restored.ok) return refusalResult(restored.failure, terminal);
  const { accounts, rentals, orders, lastSyncedAt } = found.value;
  const time =
    lastSyncedAt === null ? t.cli_doctor_never() : dateTime(lastSyncedAt, terminal.clock.now(), terminal.localeSetting);
  const counts = { accounts: String(accounts), rentals: String(rentals), orders: String(orders) };
  const lines = [
    t.cli_restored({ ...counts, time }),
    ...(restored.value === null ? [] : [t.cli_restored_kept({ file: restored.value })]),
    t.cli_restored_keys(),
  ];
  return done({ ok: true, ...found.value, kept: restored.value }, lines.join('\n'));
};

const fileOf = ({ arguments: { command, words } }: Terminal): string => {
  const [file, ...more] = words;
  if (file === undefined || file === '') throw new MissingError(`${command} FILE`);
  if (more.length > 0) throw new UsageError(more.join(' '));
  return resolve(file);
};
