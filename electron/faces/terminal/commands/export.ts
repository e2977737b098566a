import { exportFormats } from '../../../core/model/export-format.ts';
import { readDuration, UsageError } from '../arguments.ts';
import { nouns, writeExport } from '../export-writers.ts';
import type { CommandResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { askQuestions, writtenResult } from '../with-program.ts';

/**
 * `export [rentals|orders|reminders] --format csv|json|ics`: what the store holds, to the standard output, whatever `--json` says. Without a
 * noun: orders as CSV, orders and rentals as JSON, what is to come as a calendar.
 */
export const exportCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const { format, upcoming } = terminal.arguments.options;
  const noun = nouns.find((each) => each === terminal.arguments.words[0]) ?? null;
  const wanted = exportFormats.find((each) => each === format);
  if (wanted === undefined) throw new UsageError(`--format ${format ?? ''}`.trim(), exportFormats);
  if (upcoming !== undefined && noun !== 'reminders') throw new UsageError('--upcoming', ['export reminders']);
  const withinMs = upcoming === undefined ? null : readDuration(upcoming, 'upcoming');
  return writtenResult(terminal, (out) =>
    askQuestions(terminal, (questions) => writeExport(noun, wanted, { here: terminal, questions, withinMs, out })),
  );
};
