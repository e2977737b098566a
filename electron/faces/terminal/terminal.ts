import type { Clock } from '../../edges/system/clock.ts';
import type { Place } from '../../core/words/instants.ts';
import type { Failure, Result } from '../../core/model/failure.ts';
import { failureFacts, failureText } from '../../core/words/failure.ts';
import { keyOf, sentenceOf } from '../../core/words/words.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RequestParts } from '../../engine/polling/ports.ts';
import type { FindProxy } from '../../edges/http/find-proxy.ts';
import type { Vault } from '../../edges/secrets/vault.ts';
import type { OpenStore } from '../../edges/store/open.ts';
import type { Arguments } from './arguments.ts';
import type { Streams } from './output.ts';

/** What the commands of the terminal program share. */
export interface Terminal {
  readonly arguments: Arguments;
  readonly version: string;
  readonly clock: Clock;
  readonly place: Place;
  readonly dataDir: string;
  readonly storePath: string;
  readonly vault: Vault;
  /** Secrets come from the environment, so none is asked for. */
  readonly vaultIsMemory: boolean;
  /** The file of extra certificates that the environment names, where the keys come from it too. */
  readonly environmentCa?: string | null;
  readonly streams: Streams;
  /** How wide the terminal is that the answer is read in; absent where it goes to a file or another program. */
  readonly columns?: number;
  readonly readLines: (count: number) => Promise<readonly string[]>;
  /** The engine over the store, for writing; `store.locked` while another writer holds it. */
  readonly openEngine: () => Result<Engine>;
  /** The store for reading; null when there is none yet. */
  readonly openStore: () => Result<OpenStore | null>;
  /** What a test request needs, without a store to write to. */
  readonly requestParts: RequestParts;
  /** Where the proxy setting `system` leads here. */
  readonly systemProxies: FindProxy;
  /** Resolves when the user asks the program to stop; until it is called, a signal ends the program at once. */
  readonly untilStopped: () => Promise<void>;
}

/** What happened, in the user's language; some failures mean something else here than in the window. */
export const terminalFailureText = (failure: Failure): string =>
  (failure.reason === undefined ? sentenceOf(keyOf('cli_failure', failure.code)) : null) ?? failureText(failure);

/** A failure in the user's language, with the safe facts beside it. */
export const failureSentence = (failure: Failure, { clock, place }: Pick<Terminal, 'clock' | 'place'>): string =>
  [terminalFailureText(failure), ...failureFacts(failure, clock.now(), place)].join('\n  ');
