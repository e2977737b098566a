import type { Account } from '../../core/model/account.ts';
import type { Result } from '../../core/model/failure.ts';
import type { SecretsRead } from '../../core/model/secrets-read.ts';
import type { RoundHttp } from '../../core/ports/http.ts';
import type { HttpRecipient } from '../../edges/http/recipient.ts';
import type { Provider } from '../../core/ports/provider.ts';
import type { AccountId } from '../../core/model/ids.ts';
import type { Vault } from '../../edges/secrets/vault.ts';
import type { Grant } from '../../edges/secrets/key-item.ts';
import type { Database } from '../../edges/store/database.ts';
import type { RoundProgress } from '../../core/model/sync.ts';
import type { AppliedReading } from './apply.ts';

/** Reads the secrets of an account with the one address that they may be sent to. Fails as a vault does. */
interface SecretReader {
  read(account: Account): Promise<Result<Grant>>;
}

/** Settings that differ for one round, by the declared names. */
export type OneRound = Account['settings'];

/** All that a round needs from outside. */
export interface RoundParts {
  readonly database: Database;
  /** Those that accounts may belong to. */
  readonly providers: readonly Provider[];
  readonly vault: SecretReader;
  /** The network of one round: it leads to the address that the key is for, and to no other. */
  readonly openHttp: (recipient: HttpRecipient, signal: AbortSignal) => RoundHttp;
  /** The keys of all accounts that rounds and tests have read; without it a response is cleaned of its own account's keys only. */
  readonly secretsRead?: SecretsRead | undefined;
  readonly now: () => number;
  readonly nonce: () => string;
  /** An account's own object, the same in each of its rounds while the program runs: pages are remembered by it. */
  readonly memoryOf: (account: Account) => object;
  /** How many requests a round may make before it leaves what is not urgent for later. */
  readonly budgetOf: (account: Account) => number;
  readonly onProgress: (account: Account, progress: RoundProgress) => void;
  /** Milliseconds from any beginning, by which long work lets others have the thread; without it a round is applied in one go. */
  readonly stopwatch?: (() => number) | undefined;
  /** Called in the transaction that applies a round, so that what follows from it is stored with it or not at all. */
  readonly onApplied: (account: Account, applied: AppliedReading) => void;
}

/** What a test request needs from outside. */
export interface RequestParts extends Pick<RoundParts, 'providers' | 'openHttp' | 'secretsRead' | 'now' | 'nonce'> {
  readonly vault: Vault;
}

/** What adding, testing and removing accounts needs from outside. */
export interface RegistrationParts extends RequestParts {
  readonly database: Database;
  readonly newAccountId: () => AccountId;
}
