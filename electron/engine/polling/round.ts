import type { Account } from '../../core/model/account.ts';
import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { Instant } from '../../core/model/ids.ts';
import { instantOf, minute } from '../../core/model/instant.ts';
import type { RoundWarning } from '../../core/model/sync.ts';
import { parkedBy, parkedUntilOf } from '../../core/polling/not-before.ts';
import type { RoundHttp } from '../../core/ports/http.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider, ProviderSession, RoundReading } from '../../core/ports/provider.ts';
import { isNarrowed } from '../../core/ports/declared-settings.ts';
import type { Grant } from '../../edges/secrets/key-item.ts';
import { accountById, noteRoundDone, noteRoundFailed } from '../../edges/store/accounts.ts';
import { storeFailureOf } from '../../edges/store/failures.ts';
import { resourceSizes } from '../../edges/store/resources.ts';
import { applyReading } from './apply.ts';
import { doubtLackingList } from './doubt.ts';
import { knownOrders } from './known-orders.ts';
import { noteLists } from './note-lists.ts';
import { outcomeOf, unread, type RoundResult } from './outcome.ts';
import { roundsUntilVanished } from '../../core/rentals/phase.ts';
import type { OneRound, RoundParts } from './ports.ts';
import { resourcesWithinRoom, unsettledLists, withinRoom } from './room.ts';

/** From then on a round finishes what is in hand, so that a long first sync keeps what it read and goes on in the next round. */
const wrapUpAfterMs = 4.5 * minute;

/**
 * Reads one account, from its secret to its stored orders. Expected failures become data and make the account stale. A round that its own
 * settings limit to some orders says nothing about the rest: it neither confirms the account nor, when the provider refuses it, makes it
 * stale.
 */
export const syncAccount = async (
  account: Account,
  parts: RoundParts,
  signal: AbortSignal,
  oneRound: OneRound = {},
): Promise<RoundResult> => {
  const notYet = parkedFailure(account, parts.now());
  if (notYet !== null) return unread(parts.database, account, notYet);
  // Asked without its settings, an account would be read as something that it is not.
  if (account.damaged) return unread(parts.database, account, { code: 'store.damaged', reason: 'account-row' });
  const grant = await parts.vault.read(account);
  if (!grant.ok) return noteRefusal(parts, account, grant.failure, null);
  parts.secretsRead?.with(grant.value.secrets);
  const http = parts.openHttp(grant.value, signal);
  const startedAt = instantOf(parts.now());
  const settings = { ...account.settings, ...oneRound };
  const isPart = isNarrowedRound(account, oneRound, parts.providers);
  const reading = await readRound({ ...account, settings }, grant.value, http, parts, signal);
  if (!reading.ok) return noteRefusal(parts, account, parkFailure(reading.failure, http, parts.now()), http, isPart);
  return isPart
    ? applyRound(parts, account, partOf(reading.value), http, null)
    : applyRound(parts, account, reading.value, http, startedAt);
};

/** Returns why an account may not be asked now: its provider has said when to come back. Null while it may. */
export const parkedFailure = ({ parkedUntil }: Account, nowMs: number): Failure | null => {
  const retryAt = parkedUntilOf(parkedUntil, nowMs);
  return retryAt === null ? null : { code: 'provider.rate-limited', retryAt };
};

const isNarrowedRound = (account: Account, settings: OneRound, providers: readonly Provider[]): boolean => {
  const provider = providerOf(account.provider, providers);
  return provider !== null && isNarrowed(provider.description, settings);
};

const partOf = (reading: RoundReading): RoundReading => ({
  ...reading,
  settled: false,
  ...(reading.resources === undefined ? {} : { resources: unsettledLists(reading.resources) }),
  warnings: [...reading.warnings, { code: 'round.narrowed' }],
});

/** Whether a failure may be the fault of what only this round asked for. */
const mayConcernPart = ({ code }: Failure): boolean =>
  code === 'provider.refused' || code === 'provider.unexpected-answer' || code === 'input.invalid';

const readRound = async (
  account: Account,
  { baseUrl, secrets }: Grant,
  http: RoundHttp,
  parts: RoundParts,
  signal: AbortSignal,
): Promise<Result<RoundReading>> => {
  const provider = providerOf(account.provider, parts.providers);
  if (provider === null) return failed('input.invalid', { field: 'provider' });
  const budget = parts.budgetOf(account);
  const startedAtMs = parts.now();
  const memory = parts.memoryOf(account);
  const { summaries, known } = knownOrders(parts.database, account, memory, instantOf(startedAtMs));
  const session: ProviderSession = {
    baseUrl,
    settings: account.settings,
    secrets,
    secretsRead: parts.secretsRead,
    http: http.port,
    now: parts.now,
    nonce: parts.nonce,
    known,
    isMissing: (seen) =>
      [...summaries].some(([id, summary]) => summary.missingRounds < roundsUntilVanished && !seen.has(id)),
    memory,
    shouldStop: () => signal.aborted || parts.now() - startedAtMs > wrapUpAfterMs,
    isBudgetSpent: () => http.requests() >= budget,
    onProgress: (progress) => parts.onProgress(account, progress),
  };
  const reading = await provider.readRound(session);
  if (!reading.ok) return reading;
  const within = withinRoom(doubtLackingList(reading.value, summaries), summaries);
  return success(resourcesWithinRoom(within, resourceSizes(parts.database, account.id)));
};

const applyRound = (
  parts: RoundParts,
  account: Account,
  reading: RoundReading,
  http: RoundHttp,
  /** Null: only a part was read, which confirms nothing. */
  startedAt: Instant | null,
): RoundResult => {
  const { database } = parts;
  const at = instantOf(parts.now());
  const interruptedBy = reading.interruptedBy === null ? null : parkFailure(reading.interruptedBy, http, parts.now());
  // The user may have removed the account while its provider was asked.
  const current = accountById(database, account.id);
  if (current === null) return unread(database, account, { code: 'cancelled' });
  try {
    const { changes, refused } = database.transaction(() => {
      const applied = applyReading(
        database,
        account,
        { ...reading, orders: ordersFor(account, current, reading, parts.providers) },
        at,
      );
      parts.onApplied(account, applied);
      const refused = noteLists(database, account, reading.resources?.lists ?? [], { startedAt: startedAt ?? at, at });
      // A row was read somewhere in the round, so it confirms no more than what was true when the round began.
      if (interruptedBy === null && startedAt !== null) {
        noteRoundDone(database, account.id, startedAt, isWhole(reading));
      } else if (interruptedBy !== null) noteFailure(parts, account, interruptedBy, startedAt === null);
      return { ...applied, refused };
    });
    const synced = interruptedBy === null && startedAt !== null ? { ...account, lastSyncedAt: startedAt } : account;
    const outcome = outcomeOf(parts, synced, interruptedBy, http.requests(), changes, [
      ...warningsOf(reading, http),
      ...refused,
    ]);
    return { ...outcome, changes };
  } catch (error) {
    return unread(database, account, storeFailureOf(error));
  }
};

/** Returns the orders by the settings of now, which the user may have changed during the round. */
const ordersFor = (
  asked: Account,
  { provider, settings }: Account,
  { orders }: RoundReading,
  providers: readonly Provider[],
): RoundReading['orders'] => {
  const isSame = JSON.stringify(settings) === JSON.stringify(asked.settings);
  const reread = isSame ? undefined : providerOf(provider, providers)?.reread;
  return reread === undefined ? orders : orders.map((order) => reread(order, settings));
};

/** Parks a failure. Of requests sent together, another one may have been told to come back later than the failed one. */
const parkFailure = (failure: Failure, http: RoundHttp, nowMs: number): Failure =>
  parkedBy(failure, http.notBeforeMs(), nowMs);

const isWhole = (reading: RoundReading): boolean =>
  !reading.warnings.some((warning) => warning.code === 'round.unfinished');

const warningsOf = (reading: RoundReading, http: RoundHttp): readonly RoundWarning[] => [
  ...reading.warnings,
  ...wireWarnings(http),
];

/** Returns the warnings that the responses themselves give rise to, whatever the round's outcome. */
const wireWarnings = (http: RoundHttp): readonly RoundWarning[] => {
  const skewMs = http.clockSkewMs();
  return [
    ...(http.hasDamagedText() ? [{ code: 'answer.damaged-text' } as const] : []),
    ...(skewMs === null ? [] : [{ code: 'account.clock-skewed', skewMs } as const]),
  ];
};

/** Notes a failure of an account, except a stop, which says nothing about it. */
const noteFailure = ({ database, now }: RoundParts, account: Account, failure: Failure, isPart: boolean): void => {
  if (failure.code === 'cancelled' || (isPart && mayConcernPart(failure))) return;
  noteRoundFailed(database, account.id, instantOf(now()), failure);
};

/** A clock that is off may be why a signature was refused. */
const noteRefusal = (
  parts: RoundParts,
  account: Account,
  failure: Failure,
  http: RoundHttp | null,
  isPart = false,
): RoundResult => {
  const { database } = parts;
  try {
    if (accountById(database, account.id) !== null) noteFailure(parts, account, failure, isPart);
  } catch (error) {
    return unread(database, account, storeFailureOf(error));
  }
  return {
    ...outcomeOf(parts, account, failure, http?.requests() ?? 0, [], http === null ? [] : wireWarnings(http)),
    changes: [],
  };
};
