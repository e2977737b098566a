import { isVaultFailure, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { Questions } from '../../program/program.ts';
import type { QueuedProgram } from '../../program/queue/queued-program.ts';
import type { Reader, Running } from '../../program/running/running.ts';
import { tellTrouble } from './damaged-lines.ts';
import { failedResult, type CommandResult, type ExitStatus } from './output.ts';
import { ResultWriter } from './result-writer.ts';
import { enteredKeySentence, failureSentence, type Terminal } from './terminal.ts';

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

/**
 * The result of a command that writes it as it is made. A failure takes its place while nothing is out; later it is said beside what was
 * written, which ends there. What a whole result lacks is said behind it.
 */
export const writtenResult = async (
  terminal: Terminal,
  write: (out: ResultWriter) => Promise<Result<unknown>>,
): Promise<CommandResult> => {
  const out = new ResultWriter(terminal.streams);
  const result = await write(out);
  if (result.ok) {
    out.flush();
    // Whoever closed the pipe wanted no more, and nothing is said to them.
    const lacking = out.isEnded ? [] : out.lacking;
    for (const sentence of lacking) terminal.streams.err(sentence);
    return { exit: lacking.length === 0 ? 0 : 1, json: null, text: '', isWritten: true };
  }
  const refused = refusalResult(result.failure, terminal);
  if (!out.hasWritten) return refused;
  terminal.streams.err(refused.text);
  return { ...refused, isWritten: true };
};

/** Opens the store for writing, works, and closes it whatever comes of it. */
export const withRunning = async (
  terminal: Terminal,
  work: (running: Running) => Promise<CommandResult>,
): Promise<CommandResult> => {
  const opened = terminal.openRunning();
  return opened.ok ? workOn(opened.value, terminal, work) : refusalResult(opened.failure, terminal);
};

const workOn = async (
  running: Running,
  terminal: Terminal,
  work: (running: Running) => Promise<CommandResult>,
): Promise<CommandResult> => {
  const { life } = running;
  if (life.setAside !== null) terminal.streams.err(failureSentence(life.setAside, terminal));
  life.followTroubles((trouble) => tellTrouble(trouble, terminal));
  try {
    return await work(running);
  } finally {
    await life.stop();
  }
};

/** The wishes of a command: carried out here, or by the process that holds the store. */
export type Wishing = QueuedProgram;

/** Carries out a wish: over the store itself, or, while another process holds it, through its queue. */
export const withWishes = async (
  terminal: Terminal,
  work: (program: Wishing) => Promise<CommandResult>,
): Promise<CommandResult> => {
  const running = terminal.openRunning();
  if (running.ok) return workOn(running.value, terminal, ({ program }) => work(program));
  const queued = running.failure.code === 'store.locked' ? terminal.openQueued() : running;
  if (!queued.ok) return refusalResult(queued.failure, terminal);
  if (queued.value === null) return refusalResult(running.failure, terminal);
  try {
    return await work(queued.value.program);
  } finally {
    queued.value.close();
  }
};

/** What a command says that failed as a whole. Without a keychain nothing about accounts is changed, which has an exit status of its own. */
export const refusalResult = (failure: Failure, terminal: Terminal, provider?: string): CommandResult =>
  failedResult(failure, failureSentence(failure, terminal, provider), exitWithout(failure, terminal));

/** What a command says that did not add an account, with the key that was typed for it: nothing of it is kept. */
export const unsavedResult = (failure: Failure, terminal: Terminal, provider: string): CommandResult =>
  failedResult(failure, enteredKeySentence(failure, terminal, provider), exitWithout(failure, terminal));

const exitWithout = (failure: Failure, { arguments: typed }: Terminal): ExitStatus | undefined =>
  typed.command.startsWith('accounts ') && isVaultFailure(failure) ? 4 : undefined;
