import type { Account } from '../../core/model/account.ts';
import type { End } from '../../core/model/deadline.ts';
import { type Instant, type ProviderOrderId, type RentalId } from '../../core/model/ids.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { KeptRental, Rental } from '../../core/model/rental.ts';
import type { Change } from '../../core/model/sync.ts';
import type { Database } from '../../edges/store/database.ts';
import { ordersOfAccount, putOrder } from '../../edges/store/orders.ts';
import type { StoredOrder } from '../../core/model/order.ts';
import { deleteRental, rentalsOfAccount } from '../../edges/store/rentals.ts';
import { keepRental } from './keep-rental.ts';
import { isLogged } from '../../edges/store/reminder-log.ts';
import { factTexts } from '../../edges/store/search.ts';
import { accountRuleOf, joinsOfAccount, putWish, wishesOfAccount } from '../../edges/store/rental-wishes.ts';
import { assemble, planAfter } from '../../core/rentals/assemble.ts';
import { diff } from '../../core/rentals/diff.ts';
import { wasRenewed } from '../../core/rentals/renewal.ts';
import { settleEnd } from '../../core/rentals/settle-end.ts';
import { isSilentOnEnd } from '../../core/rentals/silent-end.ts';
import { sameOrder, sortedKeys } from '../../core/rentals/merge-order.ts';

/** The orders of an account before and after a round, and those that the round saw. */
export interface Sight {
  readonly before: ReadonlyMap<ProviderOrderId, StoredOrder>;
  readonly after: ReadonlyMap<ProviderOrderId, StoredOrder>;
  readonly seen: ReadonlySet<ProviderOrderId>;
  /** No round, but a word of the user. */
  readonly byUser: boolean;
  /** Rows are missing or damaged: nothing is taken away for the want of them. */
  readonly isMending?: boolean;
}

/** What assembling anew found. */
export interface Reassembly {
  readonly changes: readonly Change[];
  readonly rentals: ReadonlyMap<string, Rental>;
  readonly known: ReadonlySet<RentalId>;
}

/** Whether a round answered for a rental: it saw what is listed of it. */
const wasSeen = (rental: Rental, { after, seen }: Sight): boolean =>
  rental.orders.some((id) => seen.has(id)) &&
  rental.orders.every((id) => seen.has(id) || after.get(id)?.missingRounds !== 0);

/**
 * Assembles an account's rentals from its orders after a round or a wish, and stores those that changed. Returns what changed between the
 * orders before and after, all rentals, and the ids of those that were stored before.
 */
export const reassemble = (database: Database, account: Account, sight: Sight, at: Instant): Reassembly => {
  const { before, after } = sight;
  const wishes = wishesOfAccount(database, account.id);
  const joins = joinsOfAccount(database, account.id);
  const rule = accountRuleOf(database, account.id);
  const stored = new Map(rentalsOfAccount(database, account.id).map((each) => [each.rental.id, each]));
  const assembled = assemble(account, [...after.values()], {
    isSpokenOf: (id) => wishes.has(id) || isLogged(database, id),
    wishOf: (id) => wishes.get(id) ?? null,
    joinedInto: (id) => joins.get(id) ?? null,
    rule,
  });
  const staysWhole = keptWhole(stored, damagedOrders(database, account));
  const next = new Map<RentalId, Rental>(
    [...stored].flatMap(([id, { rental }]) => (staysWhole(rental) ? [[id, rental]] : [])),
  );
  for (const rental of assembled) {
    if (staysWhole(rental)) continue;
    const known = stored.get(rental.id) ?? null;
    const round = {
      renewed: known !== null && wasRenewed({ rental: known.rental, orders: before }, { rental, orders: after }),
      silent: known !== null && isSilentOnEnd({ rental: known.rental, orders: before }, { rental, orders: after }),
      seen: wasSeen(rental, sight),
      byUser: sight.byUser,
      rule,
    };
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
    keepRental(database, settled, textsOf(account, settled.rental, after), epochMsOf(at));
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

/** Assembles an account's rentals anew from its stored orders, after the user joined, corrected or named something. */
export const reassembleAccount = (database: Database, account: Account, at: Instant, isMending = false): void => {
  database.transaction(() => {
    const orders = new Map(ordersOfAccount(database, account.id).map((order) => [order.providerOrderId, order]));
    reassemble(database, account, { before: orders, after: orders, seen: new Set(), byUser: true, isMending }, at);
  });
};

/** Assembles an account's rentals again where one of them is damaged. Returns whether one was. */
export const mendRentals = (database: Database, account: Account, at: Instant): boolean => {
  rentalsOfAccount(database, account.id);
  const isDamaged = damagedIds(database, account, 'rental').size > 0;
  if (isDamaged) reassembleAccount(database, account, at, true);
  return isDamaged;
};

const damagedIds = (database: Database, { id }: Account, table: 'orders' | 'rental'): ReadonlySet<string> =>
  new Set(database.damaged.all.filter((row) => row.table === table && row.accountId === id).map((row) => row.id));

/** Returns the ids of an account's orders whose rows are damaged. */
export const damagedOrders = (database: Database, account: Account): ReadonlySet<string> =>
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
