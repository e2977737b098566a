import type { Account } from '../contract/account.ts';
import type { End } from '../contract/deadline.ts';
import { providerOrderIdOf, rentalIdOf, type Instant, type ProviderOrderId, type RentalId } from '../contract/ids.ts';
import { epochMsOf } from '../contract/instant.ts';
import type { Rental } from '../contract/rental.ts';
import type { Change } from '../contract/sync.ts';
import type { RoundReading } from '../providers/provider.ts';
import { hadCompleteRound } from '../store/accounts.ts';
import { insertChange } from '../store/changes.ts';
import type { Database } from '../store/database.ts';
import { orderMarks, ordersOfAccount, putOrder, setMissingRounds, type StoredOrder } from '../store/orders.ts';
import { deleteRental, ordersWithHeldEnd, putRental, rentalsOfAccount } from '../store/rentals.ts';
import { isLogged } from '../store/reminder-log.ts';
import { factTexts } from '../store/search.ts';
import { accountRuleOf, joinsOfAccount, putWish, wishesOfAccount } from '../store/wishes.ts';
import { assemble, planAfter } from './assemble.ts';
import { diff } from './diff.ts';
import { roundsUntilVanished } from './phase.ts';
import { wasRenewed } from './renewal.ts';
import { settleEnd, type KeptRental } from './settle-end.ts';
import { sameOrder, sighted, sortedKeys } from './sighted.ts';

/** What a round left behind. */
export interface Applied {
  readonly changes: readonly Change[];
  readonly rentals: ReadonlyMap<string, Rental>;
  /** Rentals met while the account had not been read whole yet: what happened to them before is no news. */
  readonly fresh: ReadonlyMap<string, Rental>;
  /** Changes of orders that were met so late in an account's first rounds that their rental was known already: no news either. */
  readonly history: ReadonlySet<Change>;
}

const nothingNew: Applied = { changes: [], rentals: new Map(), fresh: new Map(), history: new Set() };

/** Applies what a round read, all or nothing. Rows that did not change are not written. */
export const applyReading = (database: Database, account: Account, reading: RoundReading, at: Instant): Applied =>
  database.transaction(() => {
    if (saysNothingNew(database, account, reading)) return nothingNew;
    mendRentals(database, account, at);
    const stored = new Map(ordersOfAccount(database, account.id).map((order) => [order.providerOrderId, order]));
    const damaged = damagedOrders(database, account);
    const next = new Map(stored);
    for (const order of reading.orders) {
      const merged = sighted(account, stored.get(order.providerOrderId) ?? null, order, at);
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

/** Assembles an account's rentals anew from its stored orders, after the user joined, corrected or named something. */
export const reassembleAccount = (database: Database, account: Account, at: Instant, isMending = false): void => {
  database.transaction(() => {
    const orders = new Map(ordersOfAccount(database, account.id).map((order) => [order.providerOrderId, order]));
    reassemble(database, account, { before: orders, after: orders, seen: new Set(), byUser: true, isMending }, at);
  });
};

/** Assembles an account's rentals anew where one of them is damaged; tells whether that was so. */
export const mendRentals = (database: Database, account: Account, at: Instant): boolean => {
  rentalsOfAccount(database, account.id);
  const isDamaged = damagedIds(database, account, 'rental').size > 0;
  if (isDamaged) reassembleAccount(database, account, at, true);
  return isDamaged;
};

const damagedIds = (database: Database, { id }: Account, table: 'orders' | 'rental'): ReadonlySet<string> =>
  new Set(database.damaged.all.filter((row) => row.table === table && row.accountId === id).map((row) => row.id));

const damagedOrders = (database: Database, account: Account): ReadonlySet<string> =>
  damagedIds(database, account, 'orders');

/** Rewrites the stored orders that say something else under changed settings, and assembles the account's rentals anew. */
export const rereadOrders = (
  database: Database,
  account: Account,
  reread: (order: StoredOrder) => StoredOrder,
  at: Instant,
): void => {
  for (const order of ordersOfAccount(database, account.id)) {
    const now = reread(order);
    if (!sameOrder(order, now)) putOrder(database, now);
  }
  reassembleAccount(database, account, at);
};

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
  return [...orderMarks(database, account.id)].every(([id, { missingRounds }]) =>
    seen.has(id) ? missingRounds === 0 : !reading.settled || missingRounds >= roundsUntilVanished,
  );
};

/** The orders of an account before and after a round, and those that the round saw. */
interface Sight {
  readonly before: ReadonlyMap<ProviderOrderId, StoredOrder>;
  readonly after: ReadonlyMap<ProviderOrderId, StoredOrder>;
  readonly seen: ReadonlySet<ProviderOrderId>;
  /** No round, but a word of the user. */
  readonly byUser: boolean;
  /** Rows are missing or damaged: nothing is taken away for the want of them. */
  readonly isMending?: boolean;
}

/** Whether a round answered for a rental: it saw what is listed of it. */
const wasSeen = (rental: Rental, { after, seen }: Sight): boolean =>
  rental.orders.some((id) => seen.has(id)) &&
  rental.orders.every((id) => seen.has(id) || after.get(id)?.missingRounds !== 0);

const reassemble = (
  database: Database,
  account: Account,
  sight: Sight,
  at: Instant,
): Omit<Applied, 'fresh' | 'history'> & { readonly known: ReadonlySet<RentalId> } => {
  const { before, after } = sight;
  const wishes = wishesOfAccount(database, account.id);
  const joins = joinsOfAccount(database, account.id);
  const stored = new Map(rentalsOfAccount(database, account.id).map((each) => [each.rental.id, each]));
  const assembled = assemble(account, [...after.values()], {
    isSpokenOf: (id) => wishes.has(id) || isLogged(database, id),
    wishOf: (id) => wishes.get(id) ?? null,
    joinedInto: (id) => joins.get(id) ?? null,
    rule: accountRuleOf(database, account.id),
  });
  const staysWhole = keptWhole(stored, damagedOrders(database, account));
  const next = new Map<RentalId, Rental>(
    [...stored].flatMap(([id, { rental }]) => (staysWhole(rental) ? [[id, rental]] : [])),
  );
  for (const rental of assembled) {
    if (staysWhole(rental)) continue;
    const known = stored.get(rental.id) ?? null;
    const renewed = known !== null && wasRenewed({ rental: known.rental, orders: before }, { rental, orders: after });
    const round = { renewed, seen: wasSeen(rental, sight), byUser: sight.byUser };
    const { heldEnd, rental: kept } = settleEnd(known, rental, round);
    // While a later end is held, what the user said about the one that is planned still stands.
    const { intention, isMoved } = planAfter(wishes.get(rental.id) ?? null, known?.rental ?? null, kept, round);
    if (isMoved) putWish(database, account.id, rental.id, { intendedFor: kept.end.at });
    const settled = { rental: { ...kept, intention }, heldEnd };
    next.set(rental.id, settled.rental);
    // A rental is found by the words of its orders, so it is written anew with them too.
    const sameOrders = rental.orders.every((id) => before.get(id) === after.get(id));
    if (known !== null && sameOrders && sameRental(known.rental, known.heldEnd, settled.rental, settled.heldEnd))
      continue;
    putRental(database, settled.rental, settled.heldEnd, textsOf(account, settled.rental, after), epochMsOf(at));
  }
  const over = sight.isMending === true ? [] : [...stored.keys()].filter((id) => !next.has(id));
  for (const id of over) deleteRental(database, id);
  const changes = diff(
    { orders: before, rentals: new Map([...stored].map(([id, each]) => [id, each.rental])) },
    { orders: after, rentals: next },
    at,
  );
  return { changes, rentals: next, known: new Set(stored.keys()) };
};

/**
 * Whether a rental stays as it is stored: one of its orders is damaged, or it shares an order with such a one. What the other orders
 * make of it would be a shorter one, or none, until the damaged one is read anew.
 */
const keptWhole = (
  stored: ReadonlyMap<RentalId, KeptRental>,
  damaged: ReadonlySet<string>,
): ((rental: Rental) => boolean) => {
  const touched = new Set<string>(damaged);
  for (const { rental } of stored.values()) {
    if (rental.orders.some((id) => damaged.has(id))) for (const id of rental.orders) touched.add(id);
  }
  return ({ orders }) => orders.some((id) => touched.has(id));
};

const sameRental = (one: Rental, oneHeld: End | null, other: Rental, otherHeld: End | null): boolean =>
  JSON.stringify([one, oneHeld], sortedKeys) === JSON.stringify([other, otherHeld], sortedKeys);

/** A rental is found by everything that is visible of its orders and account too. */
const textsOf = (
  account: Account,
  rental: Rental,
  orders: ReadonlyMap<ProviderOrderId, StoredOrder>,
): readonly string[] => [
  account.label,
  account.provider,
  ...rental.orders.flatMap((id) => {
    const order = orders.get(id);
    if (order === undefined) return [];
    return [id, order.orderNumber ?? '', order.title, ...factTexts(order)];
  }),
];
