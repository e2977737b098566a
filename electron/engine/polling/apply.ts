import type { Account } from '../../core/model/account.ts';
import { providerOrderIdOf, rentalIdOf, type Instant, type ProviderOrderId } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Change } from '../../core/model/sync.ts';
import type { RoundReading } from '../../core/ports/provider.ts';
import { hadCompleteRound } from '../../edges/store/accounts.ts';
import { insertChange } from '../../edges/store/changes.ts';
import type { Database } from '../../edges/store/database.ts';
import { orderSummaries, ordersOfAccount, putOrder, setMissingRounds } from '../../edges/store/orders.ts';
import type { StoredOrder } from '../../core/model/order.ts';
import { ordersWithHeldEnd } from '../../edges/store/rentals.ts';
import { roundsUntilVanished } from '../../core/rentals/phase.ts';
import { sameOrder, mergeOrder } from '../../core/rentals/merge-order.ts';
import { damagedOrders, mendRentals, reassemble } from './reassemble.ts';

/** What a round left behind. */
export interface AppliedReading {
  readonly changes: readonly Change[];
  readonly rentals: ReadonlyMap<string, Rental>;
  /** Rentals met while the account had not been read whole yet: what happened to them before is no news. */
  readonly fresh: ReadonlyMap<string, Rental>;
  /** Changes of orders that were met so late in an account's first rounds that their rental was known already: no news either. */
  readonly history: ReadonlySet<Change>;
}

const nothingNew: AppliedReading = { changes: [], rentals: new Map(), fresh: new Map(), history: new Set() };

/** Applies what a round read, all or nothing. Rows that did not change are not written. */
export const applyReading = (
  database: Database,
  account: Account,
  reading: RoundReading,
  at: Instant,
): AppliedReading =>
  database.transaction(() => {
    if (saysNothingNew(database, account, reading)) return nothingNew;
    mendRentals(database, account, at);
    const stored = new Map(ordersOfAccount(database, account.id).map((order) => [order.providerOrderId, order]));
    const damaged = damagedOrders(database, account);
    const next = new Map(stored);
    for (const order of reading.orders) {
      const merged = mergeOrder(account, stored.get(order.providerOrderId) ?? null, order, at);
      if (merged !== null) next.set(order.providerOrderId, merged);
    }
    const seen = new Set([...reading.unchanged, ...reading.orders.map((order) => order.providerOrderId)]);
    countMissing(next, seen, reading.settled);
    writeOrders(database, stored, next);
    const rewritten = [...next].some(([id, order]) => stored.get(id) !== order);
    if (!rewritten && !hasHeldEnds(database, account)) return nothingNew;
    // Only what was read anew is evidence: an order whose detail was left alone says nothing about its end.
    const read = new Set(reading.orders.map((order) => order.providerOrderId));
    const {
      changes: found,
      rentals,
      known,
    } = reassemble(database, account, { before: stored, after: next, seen: read, byUser: false }, at);
    // What takes the place of a damaged row was there before.
    const changes = found.filter(({ providerOrderId }) => !damaged.has(providerOrderId ?? ''));
    const isFirst = !hadCompleteRound(database, account.id);
    const fresh = new Map(isFirst ? [...rentals].filter(([, rental]) => !known.has(rental.id)) : []);
    const history = new Set(isFirst ? changes.filter((change) => isOfNewOrder(change, stored)) : []);
    const news = changes.filter((change) => !history.has(change) && !fresh.has(rentalIdOf(change.rentalId)));
    for (const change of news) insertChange(database, account.id, change, at);
    return { changes, rentals, fresh, history };
  });

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

const hasHeldEnds = (database: Database, account: Account): boolean => ordersWithHeldEnd(database, account.id).size > 0;

/** Every order is as it was stored, none came or went: then not even the stored orders have to be read. */
const saysNothingNew = (database: Database, account: Account, reading: RoundReading): boolean => {
  if (reading.orders.length > 0 || hasHeldEnds(database, account)) return false;
  const seen = new Set(reading.unchanged);
  return [...orderSummaries(database, account.id)].every(([id, { missingRounds }]) =>
    seen.has(id) ? missingRounds === 0 : !reading.settled || missingRounds >= roundsUntilVanished,
  );
};
