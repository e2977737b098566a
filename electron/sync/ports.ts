import type { Account } from '../contract/account.ts';
import type { Result } from '../contract/failure.ts';
import type { HttpPort } from '../http/port.ts';
import type { ReminderTexts } from '../reminders/ledger.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Database } from '../store/database.ts';

/** The network door of one round, with what it counted. */
export interface CountingHttp {
  readonly port: HttpPort;
  /** Requests sent, repeated attempts included. */
  requests(): number;
  /** Our clock minus the provider's when it is off by more than two minutes, else null. */
  clockSkewMs(): number | null;
}

/** Reads the secrets of an account by name. Fails with `vault.*`, or `not-found` when there are none. */
export interface SecretReader {
  read(account: Account): Promise<Result<Readonly<Record<string, Secret>>>>;
}

/** All that a round needs from outside. */
export interface RoundParts {
  readonly database: Database;
  readonly vault: SecretReader;
  readonly openHttp: (account: Account, signal: AbortSignal) => CountingHttp;
  readonly now: () => number;
  readonly nonce: () => string;
  /** Changes that cannot wait are written into the reminder log with the round itself. */
  readonly texts: ReminderTexts;
}
