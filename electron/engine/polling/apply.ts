import type { Account } from '../../core/model/account.ts';
import { providerOrderIdOf, rentalIdOf, type Instant, type ProviderOrderId } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Change } from '../../core/model/sync.ts';
import type { RoundReading } from '../../core/ports/provider.ts';
import { hadCompleteRound } from '../../edges/store/accounts.ts';
import { insertChange } from '../../edges/store/changes.ts';
import type { Database } from '../../edges/store/database.ts';
import { orderSummaries, putOrder, setMissingRounds } from '../../edges/store/orders.ts';
import type { StoredOrder } from '../../core/model/order.ts';
import { hasHeldEnd } from '../../edges/store/rentals.ts';
import type { BalanceSight } from '../../core/rentals/balance.ts';
import { roundsUntilVanished } from '../../core/rentals/phase.ts';
import { sameOrder, mergeOrder } from '../../core/rentals/merge-order.ts';
import { applyBalance } from './apply-balance.ts';
import { afterResources, writeResources } from './apply-resources.ts';
import { damagedSources, mendRentals, reassemble, storedOrders, type DamagedSources } from './reassemble.ts';

/** What a round left behind of rentals. */
interface AppliedTold {
  readonly changes: readonly Change[];
  readonly rentals: ReadonlyMap<string, Rental>;
  /** Rentals met while the account had not been read whole yet: what happened to them before is no news. */
  readonly fresh: ReadonlyMap<string, Rental>;
  /** Changes of orders that were met so late in an account's first rounds that their rental was known already: no news either. */
  readonly history: ReadonlySet<Change>;
}

/** What a round left behind. */
export interface AppliedReading extends AppliedTold {
  /** The account's credit; null where nothing was said of it. */
  readonly balance: BalanceSight | null;
}

const nothingNew: AppliedTold = { changes: [], rentals: new Map(), fresh: new Map(), history: new Set() };

/** Applies what a round read, all or nothing. Rows that did not change are not written. */
export const applyReading = (
  database: Database,
  account: Account,
  reading: RoundReading,
  at: Instant,
): AppliedReading =>
  database.transaction(() => {
    const balance = applyBalance(database, account, reading, at);
    const applied = { ...applyTold(database, account, reading, at), balance };
    // As of rentals: what an account's first rounds find is no news, unless it presses.
    if (balance === null || hadCompleteRound(database, account.id)) return applied;
    return { ...applied, fresh: new Map([...applied.fresh, [balance.now.id, balance.now]]) };
  });

const applyTold = (database: Database, account: Account, reading: RoundReading, at: Instant): AppliedTold => {
  const resources = afterResources(database, account, reading.resources);
  if (!resources.isNew && saysNothingNew(database, account, reading)) return nothingNew;
  mendRentals(database, account, at);
  const before = { orders: storedOrders(database, account), resources: resources.before };
  const wasDamaged = isOfDamaged(damagedSources(database, account));
  const after = { orders: ordersAfter(account, before.orders, reading, at), resources: resources.after };
  writeOrders(database, before.orders, after.orders);
  writeResources(database, resources);
  const rewritten = [...after.orders].some(([id, order]) => before.orders.get(id) !== order);
  if (!rewritten && !resources.isNew && !hasHeldEnd(database, account.id)) return nothingNew;
  // Only what was read anew is evidence: an order whose detail was left alone says nothing about its end.
  const seen = {
    orders: new Set(reading.orders.map((order) => order.providerOrderId)),
    resources: resources.seen,
  };
  const sight = { before, after, seen, byUser: false };
  const { changes: found, rentals, known } = reassemble(database, account, sight, at);
  // What takes the place of a damaged row was there before.
  const changes = found.filter((change) => !wasDamaged(change, rentals.get(change.rentalId)));
  const isFirst = !hadCompleteRound(database, account.id);
  const fresh = new Map(isFirst ? [...rentals].filter(([, rental]) => !known.has(rental.id)) : []);
  const history = new Set(isFirst ? changes.filter((change) => isOfNewOrder(change, before.orders)) : []);
  const news = changes.filter((change) => !history.has(change) && !fresh.has(rentalIdOf(change.rentalId)));
  for (const change of news) insertChange(database, account.id, change, at);
  return { changes, rentals, fresh, history };
};

const ordersAfter = (
  account: Account,
  stored: ReadonlyMap<ProviderOrderId, StoredOrder>,
  reading: RoundReading,
  at: Instant,
): ReadonlyMap<ProviderOrderId, StoredOrder> => {
  const next = new Map(stored);
  for (const order of reading.orders) {
    const merged = mergeOrder(account, stored.get(order.providerOrderId) ?? null, order, at);
    if (merged !== null) next.set(order.providerOrderId, merged);
  }
  const seen = new Set([...reading.unchanged, ...reading.orders.map((order) => order.providerOrderId)]);
  countMissing(next, seen, reading.settled);
  return next;
};

const isOfDamaged =
  ({ orders, resources }: DamagedSources) =>
  ({ kind, providerOrderId }: Change, rental: Rental | undefined): boolean =>
    orders.has(providerOrderId ?? '') ||
    (kind === 'placed' && rental?.listing !== null && resources.has(rental?.listing.key ?? ''));

const isOfNewOrder = ({ providerOrderId }: Change, stored: ReadonlyMap<ProviderOrderId, StoredOrder>): boolean =>
  providerOrderId !== null && !stored.has(providerOrderIdOf(providerOrderId));

/** Only a settled round proves that an order is gone, and only two of them in a row make it vanished. */
const countMissing = (
  orders: Map<ProviderOrderId, StoredOrder>,
  seen: ReadonlySet<ProviderOrderId>,
  settled: boolean,
): void => {
  for (const [id, order] of orders) {
    if (seen.has(id)) {
      if (order.missingRounds > 0) orders.set(id, { ...order, missingRounds: 0 });
    } else if (settled && order.missingRounds < roundsUntilVanished) {
      orders.set(id, { ...order, missingRounds: order.missingRounds + 1 });
    }
  }
};

const writeOrders = (
  database: Database,
  before: ReadonlyMap<ProviderOrderId, StoredOrder>,
  after: ReadonlyMap<ProviderOrderId, StoredOrder>,
): void => {
  for (const [id, order] of after) {
    const known = before.get(id);
    if (known === order) continue;
    if (known !== undefined && sameOrder({ ...known, missingRounds: order.missingRounds }, order)) {
      setMissingRounds(database, order.accountId, id, order.missingRounds);
    } else {
      putOrder(database, order);
    }
  }
};

/** Every order is as it was stored, none came or went: then not even the stored orders have to be read. */
const saysNothingNew = (database: Database, account: Account, reading: RoundReading): boolean => {
  if (reading.orders.length > 0 || hasHeldEnd(database, account.id)) return false;
  const seen = new Set(reading.unchanged);
  return [...orderSummaries(database, account.id)].every(([id, { missingRounds }]) =>
    seen.has(id) ? missingRounds === 0 : !reading.settled || missingRounds >= roundsUntilVanished,
  );
};
