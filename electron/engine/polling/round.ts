import type { Account } from '../../core/model/account.ts';
import { type Failure, type Result, failed, success } from '../../core/model/failure.ts';
import type { Instant } from '../../core/model/ids.ts';
import { instantOf, minute } from '../../core/model/instant.ts';
import type { RoundWarning } from '../../core/model/sync.ts';
import { parkedBy, parkedUntilOf } from '../../core/polling/not-before.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { RoundHttp } from '../../core/ports/http.ts';
import type { ProviderSession, RoundReading } from '../../core/ports/provider.ts';
import type { Grant } from '../../edges/secrets/key-item.ts';
import { accountById, noteRoundDone, noteRoundFailed } from '../../edges/store/accounts.ts';
import { storeFailureOf } from '../../edges/store/failures.ts';
import { indexTexts } from '../../edges/store/order-text.ts';
import { resourceSizes } from '../../edges/store/resources.ts';
import { Breather } from './breather.ts';
import { balanceWarnings } from './apply-balance.ts';
import { namedAsKnown } from './apply-resources.ts';
import { type AppliedReading, applySteps } from './apply.ts';
import { doubtLackingList } from './doubt.ts';
import { KnownOrders } from './known-orders.ts';
import { mendDerived, wasLookedThrough } from './mend-derived.ts';
import { isNarrowedRound, mayConcernPart, partOf } from './narrowed-round.ts';
import { asKnownBy, ordersFor } from './orders-as-set.ts';
import { noteLists } from './note-lists.ts';
import { OrderIntake } from './order-intake.ts';
import { type RoundResult, outcomeOf, unread } from './outcome.ts';
import type { OneRound, RoundParts } from './ports.ts';
import { mendRentals } from './reassemble.ts';
import { resourcesWithinRoom } from './room.ts';

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
  const breather = new Breather(parts.stopwatch);
  try {
    await careForRows(parts, account, breather);
    const intake = new OrderIntake(parts.database, account, undefined, asKnownBy(parts, account));
    const taking = { intake, breather, signal };
    const reading = await readRound({ ...account, settings }, grant.value, http, parts, taking);
    if (!reading.ok) return noteRefusal(parts, account, parkFailure(reading.failure, http, parts.now()), http, isPart);
    return isPart
      ? await applyRound(parts, account, partOf(reading.value), http, null, taking)
      : await applyRound(parts, account, reading.value, http, startedAt, taking);
  } catch (error) {
    return unread(parts.database, account, storeFailureOf(error));
  }
};

/** Returns why an account may not be asked now: its provider has said when to come back. Null while it may. */
export const parkedFailure = ({ parkedUntil }: Account, nowMs: number): Failure | null => {
  const retryAt = parkedUntilOf(parkedUntil, nowMs);
  return retryAt === null ? null : { code: 'provider.rate-limited', retryAt };
};

/** What a round has stored while it was read. */
interface RoundIntake {
  readonly intake: OrderIntake;
  readonly breather: Breather;
  readonly signal: AbortSignal;
}

const readRound = async (
  account: Account,
  { baseUrl, secrets }: Grant,
  http: RoundHttp,
  parts: RoundParts,
  { intake, breather, signal }: RoundIntake,
): Promise<Result<RoundReading>> => {
  const provider = providerOf(account.provider, parts.providers);
  if (provider === null) return failed('input.invalid', { field: 'provider' });
  const budget = parts.budgetOf(account);
  const startedAtMs = parts.now();
  const { known, isMissing } = new KnownOrders(parts.database, account);
  const session: ProviderSession = {
    baseUrl,
    settings: account.settings,
    secrets,
    secretsRead: parts.secretsRead,
    http: http.port,
    now: parts.now,
    nonce: parts.nonce,
    known,
    isMissing,
    memory: parts.memoryOf(account),
    shouldStop: () => signal.aborted || parts.now() - startedAtMs > wrapUpAfterMs,
    isBudgetSpent: () => http.requests() >= budget,
    onProgress: (progress) => parts.onProgress(account, progress),
    keep: async (orders) => {
      // A page was taken apart just now.
      await breather.rest();
      const current = accountById(parts.database, account.id);
      if (current !== null) intake.take(ordersFor(account, current, orders, parts.providers), instantOf(parts.now()));
      await breather.rest();
    },
  };
  const reading = await provider.readRound(session);
  if (!reading.ok || reading.value.resources === undefined) return reading;
  const named = namedAsKnown(parts.database, account.id, reading.value);
  return success(resourcesWithinRoom(named, resourceSizes(parts.database, account.id)));
};

/** Looks through the store before the first round: what is damaged is read anew, and a single sync has no look at the clock before it. */
const careForRows = async ({ database, now }: RoundParts, account: Account, breather: Breather): Promise<void> => {
  if (!wasLookedThrough(database)) for (const _ of mendDerived(database, now())) await breather.rest();
  database.transaction(() => mendRentals(database, account, instantOf(now())));
};

const applyRound = async (
  parts: RoundParts,
  account: Account,
  read: RoundReading,
  http: RoundHttp,
  /** When the round began; null: only a part was read, which confirms nothing. */
  startedAt: Instant | null,
  { intake, breather, signal }: RoundIntake,
): Promise<RoundResult> => {
  const { database } = parts;
  const at = instantOf(parts.now());
  // The user may have removed the account while its provider was asked.
  const current = accountById(database, account.id);
  if (current === null) return unread(database, account, { code: 'cancelled' });
  const asked = { ...read, orders: ordersFor(account, current, read.orders, parts.providers) };
  const applied = await applySlices(parts, account, asked, at, { intake, breather, signal });
  if (applied === null) return unread(database, account, { code: 'cancelled' });
  const { reading, changes } = applied;
  const interruptedBy = reading.interruptedBy === null ? null : parkFailure(reading.interruptedBy, http, parts.now());
  const kept = database.transaction(() => {
    // A row was read somewhere in the round, so it confirms no more than what was true when the round began.
    if (interruptedBy === null && startedAt !== null) {
      noteRoundDone(database, account.id, startedAt, isWhole(reading));
    } else if (interruptedBy !== null) noteFailure(parts, account, interruptedBy, startedAt === null);
    return [
      ...noteLists(database, account, reading, { startedAt, at }),
      ...balanceWarnings(database, account, reading),
    ];
  });
  while (!signal.aborted && indexTexts(database)) await breather.rest();
  const synced = interruptedBy === null && startedAt !== null ? { ...account, lastSyncedAt: startedAt } : account;
  return outcomeOf(parts, synced, interruptedBy, http.requests(), changes, [...warningsOf(reading, http), ...kept]);
};

/** Applies a reading, and lets others have the thread in between. Null where it was stopped, or the account was removed: the next round goes on. */
const applySlices = async (
  parts: RoundParts,
  account: Account,
  reading: RoundReading,
  at: Instant,
  { intake, breather, signal }: RoundIntake,
): Promise<{ readonly reading: RoundReading; readonly changes: number } | null> => {
  const { database } = parts;
  const onApplied = (applied: AppliedReading): void => parts.onApplied(account, applied);
  const steps = applySteps({ database, intake, onApplied, judge: doubtLackingList }, account, reading, at);
  const startMs = markedNow();
  let changes = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) {
      noteDuration(startMs);
      return { reading: step.value, changes };
    }
    changes += step.value;
    await breather.rest();
    if (signal.aborted || accountById(database, account.id) === null) return null;
  }
};

/** When a round begins to be applied, by the clock of `performance`. Several rounds may be under way, and a mark's name is everybody's. */
const markedNow = (): number => {
  const { startTime } = performance.mark('round.apply');
  performance.clearMarks('round.apply');
  return startTime;
};

/** Notes how long the last round took to be applied, for whoever measures it; one before it is forgotten. */
const noteDuration = (start: number): void => {
  performance.clearMeasures('round.apply');
  performance.measure('round.apply', { start });
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
    ...outcomeOf(parts, account, failure, http?.requests() ?? 0, 0, http === null ? [] : wireWarnings(http)),
  };
};
