import type { Account } from '../contract/account.ts';
import type { Result } from '../contract/failure.ts';
import type { RoundHttp } from '../http/port.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Database } from '../store/database.ts';
import type { Applied } from './apply.ts';

/** Reads the secrets of an account by name. Fails with `vault.*`, or `not-found` when there are none. */
export interface SecretReader {
  read(account: Account): Promise<Result<Readonly<Record<string, Secret>>>>;
}

/** Settings that differ for one round; none differ in an ordinary one. */
export type OneRound = Account['settings'];

/** All that a round needs from outside. */
export interface RoundParts {
  readonly database: Database;
  readonly vault: SecretReader;
  readonly openHttp: (account: Account, signal: AbortSignal) => RoundHttp;
  readonly now: () => number;
  readonly nonce: () => string;
  /** Called in the transaction that applies a round, so that what follows from it is stored with it or not at all. */
  readonly onApplied: (account: Account, applied: Applied) => void;
}
