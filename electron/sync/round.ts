import type { Account } from '../contract/account.ts';
import { failed, type Failure, type Result } from '../contract/failure.ts';
import type { Instant } from '../contract/ids.ts';
import { epochMsOf, instantOf, minute } from '../contract/instant.ts';
import type { Change, RoundOutcome, RoundWarning } from '../contract/sync.ts';
import type { RoundHttp } from '../http/port.ts';
import type { ProviderSession, RoundReading } from '../providers/provider.ts';
import { providerOf } from '../providers/registry.ts';
import type { Secret } from '../secrets/secret.ts';
import { accountById, noteRoundDone, noteRoundFailed } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { storeFailureOf } from '../store/failures.ts';
import { countOrders, ordersOfAccount, type StoredOrder } from '../store/orders.ts';
import { countRentals, rentalsOfAccount } from '../store/rentals.ts';
import { applyReading } from './apply.ts';
import type { RoundParts } from './ports.ts';

/** What a round answers, and what of it is news. */
export interface RoundResult {
  readonly outcome: RoundOutcome;
  readonly changes: readonly Change[];
}

/** From then on a round finishes what is in hand, so that a long first sync keeps what it read and goes on in the next round. */
const wrapUpAfterMs = 4.5 * minute;

/** One round of one account, from its secret to its stored orders. Expected failures become data and make the account stale. */
export const syncAccount = async (account: Account, parts: RoundParts, signal: AbortSignal): Promise<RoundResult> => {
  const parkedUntilMs = account.parkedUntil === null ? 0 : epochMsOf(account.parkedUntil);
  if (account.parkedUntil !== null && parkedUntilMs > parts.now()) {
    return unread(parts.database, account, { code: 'provider.rate-limited', retryAt: account.parkedUntil });
  }
  const secrets = await parts.vault.read(account);
  if (!secrets.ok) return refused(parts, account, secrets.failure, null);
  const http = parts.openHttp(account, signal);
  const startedAt = instantOf(parts.now());
  const reading = await readRound(account, secrets.value, http, parts, signal);
  if (!reading.ok) return refused(parts, account, parked(reading.failure, http, parts.now()), http);
  return applied(parts, account, reading.value, http, startedAt);
};

const readRound = (
  account: Account,
  secrets: Readonly<Record<string, Secret>>,
  http: RoundHttp,
  parts: RoundParts,
  signal: AbortSignal,
): Promise<Result<RoundReading>> => {
  const provider = providerOf(account.provider);
  if (provider === null) return Promise.resolve(failed('input.invalid', { field: 'provider' }));
  const stored = new Map<string, StoredOrder>(
    ordersOfAccount(parts.database, account.id).map((order) => [order.providerOrderId, order]),
  );
  // The end of a held rental has to be confirmed, so its details are read again.
  const doubtful = new Set(
    rentalsOfAccount(parts.database, account.id).flatMap(({ rental, heldEnd }) =>
      heldEnd === null ? [] : rental.orders,
    ),
  );
  const startedAtMs = parts.now();
  const session: ProviderSession = {
    baseUrl: account.baseUrl,
    settings: account.settings,
    secrets,
    http: http.port,
    now: parts.now,
    nonce: parts.nonce,
    known: (id) => {
      const order = stored.get(id);
      if (order === undefined) return null;
      return {
        listMark: order.listMark,
        detailReadAt: order.detailReadAt,
        finished: order.finished && !doubtful.has(id),
        incomplete: order.incomplete.length > 0,
      };
    },
    shouldStop: () => signal.aborted || parts.now() - startedAtMs > wrapUpAfterMs,
  };
  return provider.readRound(session);
};

const applied = (
  parts: RoundParts,
  account: Account,
  reading: RoundReading,
  http: RoundHttp,
  startedAt: Instant,
): RoundResult => {
  const { database } = parts;
  const at = instantOf(parts.now());
  const interruptedBy = reading.interruptedBy === null ? null : parked(reading.interruptedBy, http, parts.now());
  // The user may have removed the account while its provider was asked.
  if (accountById(database, account.id) === null) return unread(database, account, { code: 'cancelled' });
  try {
    const { changes } = database.transaction(() => {
      const applied = applyReading(database, account, reading, at);
      parts.onApplied(account, applied);
      // A row was read somewhere in the round, so it confirms no more than what was true when the round began.
      if (interruptedBy === null) noteRoundDone(database, account.id, startedAt, isWhole(reading));
      else if (interruptedBy.code !== 'cancelled') noteRoundFailed(database, account.id, at, interruptedBy);
      return applied;
    });
    const synced = interruptedBy === null ? { ...account, lastSyncedAt: startedAt } : account;
    const outcome = outcomeOf(parts, synced, interruptedBy, http.requests(), changes, warningsOf(reading, http));
    return { ...outcome, changes };
  } catch (error) {
    return unread(database, account, storeFailureOf(error));
  }
};

/** Of requests that went out together, another one may have been told to come back later than the one that the failure is about. */
const parked = (failure: Failure, http: RoundHttp, nowMs: number): Failure => {
  const notBeforeMs = Math.max(http.notBeforeMs(), failure.retryAt === undefined ? 0 : epochMsOf(failure.retryAt));
  return notBeforeMs <= nowMs ? failure : { ...failure, retryAt: instantOf(notBeforeMs) };
};

const isWhole = (reading: RoundReading): boolean =>
  !reading.warnings.some((warning) => warning.code === 'round.unfinished');

const warningsOf = (reading: RoundReading, http: RoundHttp): readonly RoundWarning[] => [
  ...reading.warnings,
  ...skewWarning(http),
];

const skewWarning = (http: RoundHttp): readonly RoundWarning[] => {
  const skewMs = http.clockSkewMs();
  return skewMs === null ? [] : [{ code: 'account.clock-skewed', skewMs }];
};

/** Being told to stop says nothing about the account. A clock that is off may be why a signature was refused. */
const refused = (parts: RoundParts, account: Account, failure: Failure, http: RoundHttp | null): RoundResult => {
  const { database } = parts;
  try {
    if (failure.code !== 'cancelled' && accountById(database, account.id) !== null)
      noteRoundFailed(database, account.id, instantOf(parts.now()), failure);
  } catch (error) {
    return unread(database, account, storeFailureOf(error));
  }
  return {
    ...outcomeOf(parts, account, failure, http?.requests() ?? 0, [], http === null ? [] : skewWarning(http)),
    changes: [],
  };
};

/** The outcome of a round in which the provider was not asked. */
export const unaskedOutcome = (database: Database, account: Account, failure: Failure | null): RoundOutcome =>
  outcomeOf({ database }, account, failure, 0, [], []).outcome;

const unread = (database: Database, account: Account, failure: Failure): RoundResult => ({
  ...outcomeOf({ database }, account, failure, 0, [], []),
  changes: [],
});

const outcomeOf = (
  parts: Pick<RoundParts, 'database'>,
  account: Account,
  failure: Failure | null,
  requests: number,
  changes: readonly Change[],
  warnings: readonly RoundWarning[],
): { readonly outcome: RoundOutcome } => ({
  outcome: {
    label: account.label,
    provider: account.provider,
    ok: failure === null,
    failure,
    warnings,
    ...countsOf(parts.database, account),
    changes: changes.length,
    requests,
    lastSyncedAt: account.lastSyncedAt,
  },
});

/** Even the outcome of a round that met a damaged store can be told. */
const countsOf = (database: Database, account: Account): Pick<RoundOutcome, 'orders' | 'rentals'> => {
  try {
    return {
      orders: countOrders(database, account.id),
      rentals: countRentals(database, { query: '', state: null, accountId: account.id }),
    };
  } catch (error) {
    storeFailureOf(error);
    return { orders: 0, rentals: 0 };
  }
};
