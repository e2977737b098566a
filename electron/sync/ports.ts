import type { Account } from '../contract/account.ts';
import type { Result } from '../contract/failure.ts';
import type { RoundHttp } from '../http/port.ts';
import type { HttpRecipient } from '../http/recipient.ts';
import type { Provider } from '../providers/provider.ts';
import type { Grant } from '../secrets/key-item.ts';
import type { Database } from '../store/database.ts';
import type { RoundProgress } from '../contract/sync.ts';
import type { Applied } from './apply.ts';

/** Reads the secrets of an account with the one address that they may be sent to. Fails as a vault does. */
export interface SecretReader {
  read(account: Account): Promise<Result<Grant>>;
}

/** Settings that differ for one round; none differ in an ordinary one. */
export type OneRound = Account['settings'];

/** All that a round needs from outside. */
export interface RoundParts {
  readonly database: Database;
  /** Those that accounts may belong to. */
  readonly providers: readonly Provider[];
  readonly vault: SecretReader;
  /** The network of one round: it leads to the address that the key is for, and to no other. */
  readonly openHttp: (recipient: HttpRecipient, signal: AbortSignal) => RoundHttp;
  readonly now: () => number;
  readonly nonce: () => string;
  /** An account's own object, the same in each of its rounds while the program runs: pages are remembered by it. */
  readonly memoryOf: (account: Account) => object;
  /** How many requests a round may make before it leaves what is not urgent for later. */
  readonly budgetOf: (account: Account) => number;
  readonly onProgress: (account: Account, progress: RoundProgress) => void;
  /** Called in the transaction that applies a round, so that what follows from it is stored with it or not at all. */
  readonly onApplied: (account: Account, applied: Applied) => void;
}
