import type { DamagedRow } from '../../core/model/damaged-row.ts';
import type { Failure, Result } from '../../core/model/failure.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider } from '../../core/ports/provider.ts';
import { enteredKeyFacts, enteredKeyText } from '../../core/words/entered-key.ts';
import { failureFacts, failureText, otherCauseText } from '../../core/words/failure.ts';
import type { LocaleSetting } from '../../core/words/instants.ts';
import { keyOf, sentenceOf, t } from '../../core/words/words.ts';
import type { DemoSession } from '../../program/demo/session.ts';
import type { Diagnosed } from '../../program/health/diagnostics.ts';
import type { DoctorReport } from '../../program/health/doctor.ts';
import type { BackupPlace } from '../../program/backups.ts';
import type { NetworkQuestions } from '../../program/network.ts';
import type { Queued, Reader, Running } from '../../program/running/running.ts';
import type { ChannelHealth } from '../../core/model/reminder.ts';
import type { Arguments } from './arguments.ts';
import type { Streams } from './output.ts';

/** What the commands of the terminal program share. */
export interface Terminal {
  readonly arguments: Arguments;
  /** The program's own. */
  readonly version: string;
  readonly clock: { now(): number };
  readonly localeSetting: LocaleSetting;
  readonly providers: readonly Provider[];
  /** Secrets come from the environment, so none is asked for. */
  readonly vaultIsMemory: boolean;
  readonly streams: Streams;
  /** How wide the terminal is that the result is read in; absent where it goes to a file or another program. */
  readonly columns?: number;
  /** Whether the result is shown in colours; absent where it goes to a file or another program. */
  readonly hasColours?: boolean;
  readonly readLines: (count: number) => Promise<readonly string[]>;
  /** The program over the store, for writing; `store.locked` while another writer holds it. */
  readonly openRunning: () => Result<Running>;
  /** What can be asked of the store; null when there is none yet. */
  readonly openReader: () => Result<Reader | null>;
  /** The program of a second process, while another one holds the store; null when there is no store yet. */
  readonly openQueued: () => Result<Queued | null>;
  readonly startDemo: () => Promise<Result<DemoSession>>;
  /** Looks at everything that the bell depends on, and calls `met` for each row that cannot be read. */
  readonly doctor: (met: (row: DamagedRow) => void) => Promise<DoctorReport>;
  /** The newest lines of the app's log, and the folder of the user whose log it is. */
  readonly logged: () => Pick<Diagnosed, 'logLines' | 'home'>;
  readonly network: NetworkQuestions;
  readonly data: BackupPlace;
  readonly channels: TerminalChannels;
  /** Resolves when the user asks the program to stop; until it is called, a signal ends the program at once. */
  readonly untilStopped: () => Promise<void>;
}

/** The ways of the terminal program to tell of a reminder. */
export interface TerminalChannels {
  readonly health: () => Promise<readonly ChannelHealth[]>;
  /** Loads what showing something needs. */
  readonly warmUp: () => Promise<void>;
}

/** What happened, in the user's language; some failures mean something else here than in the window. */
const terminalFailureText = (failure: Failure): string =>
  (failure.reason === undefined ? sentenceOf(keyOf('cli_failure', failure.code)) : null) ?? failureText(failure);

/** What happened at the provider of this id, and what else may be behind it: a text each. */
export const providerFailureTexts = (
  failure: Failure,
  id: string,
  providers: readonly Provider[],
): readonly string[] => {
  const other = otherCauseText(failure, providerOf(id, providers)?.description);
  return [terminalFailureText(failure), ...(other === null ? [] : [other])];
};

/** A failure in the user's language, with the safe facts beside it; of an account, whose provider's id is given. */
export const failureSentence = (
  failure: Failure,
  { clock, localeSetting, providers }: Pick<Terminal, 'clock' | 'localeSetting' | 'providers'>,
  provider = '',
): string =>
  [...providerFailureTexts(failure, provider, providers), ...failureFacts(failure, clock.now(), localeSetting)].join(
    '\n  ',
  );

/** The same of a key that was just entered and is kept nowhere. */
export const enteredKeySentence = (
  failure: Failure,
  { clock, localeSetting, providers }: Pick<Terminal, 'clock' | 'localeSetting' | 'providers'>,
  provider: string,
): string => {
  const other = otherCauseText(failure, providerOf(provider, providers)?.description);
  return [
    enteredKeyText(failure) ?? terminalFailureText(failure),
    ...(other === null ? [] : [other]),
    ...(failure.field ? [t.failure_fact_field({ field: failure.field })] : []),
    ...enteredKeyFacts(failure, clock.now(), localeSetting),
  ].join('\n  ');
};
