import type { Account } from '../../core/model/account.ts';
import type { Instant, ProviderOrderId } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { RoundReading } from '../../core/ports/provider.ts';
import type { BalanceSight } from '../../core/rentals/balance.ts';
import { roundsUntilVanished } from '../../core/rentals/phase.ts';
import { hadCompleteRound } from '../../edges/store/accounts.ts';
import type { Database } from '../../edges/store/database.ts';
import { countOrders } from '../../edges/store/orders.ts';
import { missingOrders, orderByKey, orderIdsAfter } from '../../edges/store/order-sights.ts';
import { setMissingRounds } from '../../edges/store/put-order.ts';
import { noteOrderBefore, orderTally } from '../../edges/store/unassembled.ts';
import { applyBalance } from './apply-balance.ts';
import { changedResources } from './apply-resources.ts';
import type { ListCompared } from './doubt.ts';
import { followUp, type AppliedSlice } from './follow-up.ts';
import type { OrderIntake } from './order-intake.ts';
import { withoutRoom } from './room.ts';

/** What a slice of a round left behind. */
export interface AppliedReading extends AppliedSlice {
  /** The account's credit; null where nothing was said of it. */
  readonly balance: BalanceSight | null;
}

/** What a round is applied with. */
export interface ApplyParts {
  readonly database: Database;
  /** Holds what was stored while the round was read. */
  readonly intake: OrderIntake;
  /** Called in the transaction of each slice. */
  readonly onApplied: (applied: AppliedReading) => void;
  /** Returns what a reading proves, given how its list compares with what is known. */
  readonly judge: (reading: RoundReading, compared: ListCompared) => RoundReading;
}

/** So many orders are stored at a time. */
const ordersAtOnce = 100;

/** So many ids are compared at a time. */
const idsAtOnce = 2_000;

/**
 * Applies what a round read, slice by slice, each in a transaction of its own. Rows that did not change are not written. Yields the number of changes
 * that each slice found, and returns the reading as it counts: what lacks too much, or found no room, is not settled.
 */
export function* applySteps(
  parts: ApplyParts,
  account: Account,
  read: RoundReading,
  at: Instant,
): Generator<number, RoundReading> {
  const { database, intake, onApplied } = parts;
  for (let from = 0; from < read.orders.length; from += ordersAtOnce) {
    intake.take(read.orders.slice(from, from + ordersAtOnce), at);
    yield 0;
  }
  intake.endWalk();
  yield 0;
  const seen = sightedOrders([intake.seen, intake.leftOut, new Set(read.unchanged)]);
  yield 0;
  const unseen: StoredRow[] = [];
  for (const each of unseenOrders(database, account, seen)) {
    unseen.push(...each);
    yield 0;
  }
  const roomy = intake.leftOut.size > 0 ? withoutRoom(read) : read;
  const reading = parts.judge(roomy, { seen: seen.size, lacking: unseen.length, present: intake.presentBefore });
  yield* countMissing(database, account, { seen, unseen: reading.settled ? unseen : [] });
  const resourceChanges = yield* changedResources(database, account, reading.resources);
  const resources = new Set(reading.resources?.resources.map(({ key }) => key) ?? []);
  const sight = { orders: intake.seen, resources, resourceChanges };
  yield* followUp({ database, onApplied: (slice) => onApplied({ ...slice, balance: null }) }, account, sight, at);
  yield database.transaction(() => {
    const balance = applyBalance(database, account, reading, at);
    if (balance !== null) onApplied(ofBalance(balance, hadCompleteRound(database, account.id)));
    return 0;
  });
  return reading;
}

/** Ids of orders that are in at least one of some sets. */
type SightedOrders = Pick<ReadonlySet<ProviderOrderId>, 'has' | 'size'>;

/** All that a round sighted. The largest set is not copied: it may be of a hundred thousand, and the thread is held meanwhile. */
const sightedOrders = (sets: readonly ReadonlySet<ProviderOrderId>[]): SightedOrders => {
  const [largest = new Set<ProviderOrderId>(), ...smaller] = sets.toSorted((one, other) => other.size - one.size);
  const others = new Set(smaller.flatMap((set) => [...set]).filter((id) => !largest.has(id)));
  return { has: (id) => largest.has(id) || others.has(id), size: largest.size + others.size };
};

/** As of rentals: what an account's first rounds find is no news, unless it presses. */
const ofBalance = (balance: BalanceSight, isLater: boolean): AppliedReading => ({
  changes: [],
  rentals: new Map(),
  history: new Set(),
  fresh: new Map<string, Rental>(isLater ? [] : [[balance.now.id, balance.now]]),
  balance,
});

/** An order that is stored, by the key of its row. */
interface StoredRow {
  readonly key: number;
  readonly missingRounds: number;
}

/** Orders that have not vanished and are not among those seen. Where the numbers say that there are none, none is looked for. */
function* unseenOrders(database: Database, account: Account, seen: SightedOrders): Generator<readonly StoredRow[]> {
  const vanished = [...missingOrders(database, account.id)].filter(
    ([id, { missingRounds }]) => missingRounds >= roundsUntilVanished && !seen.has(id),
  );
  if (countOrders(database, account.id) - vanished.length === seen.size) return;
  for (let last = 0; ;) {
    const ids = orderIdsAfter(database, account.id, last, idsAtOnce);
    const end = ids.at(-1);
    if (end === undefined) return;
    yield ids.filter(({ id, missingRounds }) => missingRounds < roundsUntilVanished && !seen.has(id));
    last = end.key;
  }
}

/** Only a settled round proves that an order is gone, and only two of them in a row make it vanished. */
function* countMissing(
  database: Database,
  account: Account,
  { seen, unseen }: { readonly seen: SightedOrders; readonly unseen: readonly StoredRow[] },
): Generator<number, void> {
  const back = [...missingOrders(database, account.id)].flatMap(([id, { key }]) =>
    seen.has(id) ? [{ key, rounds: 0 }] : [],
  );
  const counted = [...back, ...unseen.map(({ key, missingRounds }) => ({ key, rounds: missingRounds + 1 }))];
  for (let from = 0; from < counted.length; from += ordersAtOnce) {
    database.transaction(() => {
      const tally = orderTally(database, account.id);
      for (const { key, rounds } of counted.slice(from, from + ordersAtOnce)) {
        noteOrderBefore(database, { key, accountId: account.id }, orderByKey(database, key), tally);
        setMissingRounds(database, key, rounds);
      }
    });
    yield 0;
  }
}
