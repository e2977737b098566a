import { writeSync } from 'node:fs';

/** The first word that the launcher `leasebell-cli` gives the app's program (build/launcher/leasebell-cli). */
const marker = '--as-terminal-program';

/**
 * Returns the words that the user typed for the terminal program, from the command line that its launcher makes: the marker first, switches of the
 * runtime, `--`, the user's words as they are. Null when the app itself is wanted: the marker in any other place is none.
 */
export const terminalWords = (argv: readonly string[]): readonly string[] | null => {
  if (argv[1] !== marker) return null;
  const end = argv.indexOf('--');
  return end === -1 ? [] : argv.slice(end + 1);
};

/** What tells of bugs that nobody caught: `process`. */
export interface BugSource {
  on(event: 'uncaughtException' | 'unhandledRejection', hear: (error: unknown) => void): unknown;
  exit(code: number): unknown;
}

/** Has a bug that was not caught end the program with 1 and a word, as Node does; Electron would show a dialog, or go on. */
export const endWithBugs = (
  source: BugSource,
  write: (text: string) => void = (text) => void writeSync(2, text),
): void => {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    source.on(event, (error) => {
      write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      source.exit(1);
    });
};
