import { isVaultFailure, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { Questions } from '../../program/program.ts';
import type { Reader, Running } from '../../program/running.ts';
import { tellTrouble } from './damaged-lines.ts';
import { failedResult, type CommandResult, type ExitStatus } from './output.ts';
import { failureSentence, type Terminal } from './terminal.ts';

/** Opens the store for reading, asks it (null: there is none yet), and closes it whatever comes of that: its copy may lie in a temporary folder. */
export const withReader = async <Value>(
  { openReader }: Pick<Terminal, 'openReader'>,
  work: (reader: Reader | null) => Value | Promise<Value>,
): Promise<Result<Value>> => {
  const opened = openReader();
  if (!opened.ok) return opened;
  try {
    return success(await work(opened.value));
  } finally {
    opened.value?.close();
  }
};

/** The same for a question that can fail. */
export const askQuestions = async <Value>(
  terminal: Pick<Terminal, 'openReader'>,
  work: (questions: Questions | null) => Promise<Result<Value>>,
): Promise<Result<Value>> => {
  const read = await withReader(terminal, (reader) => work(reader?.questions ?? null));
  return read.ok ? read.value : read;
};

/** Opens the store for writing, works, and closes it whatever comes of it. */
export const withRunning = async (
  terminal: Terminal,
  work: (running: Running) => Promise<CommandResult>,
): Promise<CommandResult> => {
  const opened = terminal.openRunning();
  if (!opened.ok) return refusalResult(opened.failure, terminal);
  const { life } = opened.value;
  if (life.setAside !== null) terminal.streams.err(failureSentence(life.setAside, terminal));
  life.followTroubles((trouble) => tellTrouble(trouble, terminal));
  try {
    return await work(opened.value);
  } finally {
    await life.stop();
  }
};

/** What a command says that failed as a whole. Without a keychain nothing about accounts is changed, which has an exit status of its own. */
export const refusalResult = (failure: Failure, terminal: Terminal): CommandResult => {
  const exit: ExitStatus | undefined =
    terminal.arguments.command.startsWith('accounts ') && isVaultFailure(failure) ? 4 : undefined;
  return failedResult(failure, failureSentence(failure, terminal), exit);
};
