import type { Account } from '../../core/model/account.ts';
import type { End } from '../../core/model/deadline.ts';
import type { Instant, ProviderOrderId, RentalId, ResourceKey } from '../../core/model/ids.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { KeptRental, Rental } from '../../core/model/rental.ts';
import type { Change } from '../../core/model/sync.ts';
import type { Database } from '../../edges/store/database.ts';
import { ordersOfAccount, putOrder } from '../../edges/store/orders.ts';
import type { StoredOrder } from '../../core/model/order.ts';
import type { StoredResource } from '../../core/model/resource.ts';
import { resourcesOfAccount, resourceTexts } from '../../edges/store/resources.ts';
import { deleteRental, rentalsOfAccount } from '../../edges/store/rentals.ts';
import { applyBalanceWish } from './apply-balance.ts';
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

/** All that is stored of what an account's provider told. */
export interface Told {
  readonly orders: ReadonlyMap<ProviderOrderId, StoredOrder>;
  readonly resources: ReadonlyMap<ResourceKey, StoredResource>;
}

/** What is stored of an account before and after a round, and what of it the round saw. */
export interface Sight {
  readonly before: Told;
  readonly after: Told;
  readonly seen: { readonly orders: ReadonlySet<ProviderOrderId>; readonly resources: ReadonlySet<ResourceKey> };
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
const wasSeen = ({ listing, orders }: Rental, { after, seen }: Sight): boolean =>
  listing !== null
    ? seen.resources.has(listing.key)
    : orders.some((id) => seen.orders.has(id)) &&
      orders.every((id) => seen.orders.has(id) || after.orders.get(id)?.missingRounds !== 0);

/** Returns an account's stored orders. */
export const storedOrders = (database: Database, { id }: Account): Told['orders'] =>
  new Map(ordersOfAccount(database, id).map((order) => [order.providerOrderId, order]));

/** Returns an account's stored resources. */
export const storedResources = (database: Database, { id }: Account): Told['resources'] =>
  new Map(resourcesOfAccount(database, id).map((resource) => [resource.key, resource]));

/**
 * Assembles an account's rentals from its orders and resources after a round or a wish, and stores those that changed. Returns what changed
 * between before and after, all rentals, and the ids of those that were stored before.
 */
export const reassemble = (database: Database, account: Account, sight: Sight, at: Instant): Reassembly => {
  const { before, after } = sight;
  const wishes = wishesOfAccount(database, account.id);
  const joins = joinsOfAccount(database, account.id);
  const rule = accountRuleOf(database, account.id);
  const stored = new Map(rentalsOfAccount(database, account.id).map((each) => [each.rental.id, each]));
  const sources = { orders: [...after.orders.values()], resources: [...after.resources.values()] };
  const assembled = assemble(account, sources, {
    isSpokenOf: (id) => wishes.has(id) || isLogged(database, id),
    wishOf: (id) => wishes.get(id) ?? null,
    joinedInto: (id) => joins.get(id) ?? null,
    rule,
  });
  const staysWhole = keptWhole(stored, damagedSources(database, account));
  const next = new Map<RentalId, Rental>(
    [...stored].flatMap(([id, { rental }]) => (staysWhole(rental) ? [[id, rental]] : [])),
  );
  for (const rental of assembled) {
    if (staysWhole(rental)) continue;
    const known = stored.get(rental.id) ?? null;
    const round = {
      renewed: known !== null && wasRenewed({ rental: known.rental, ...before }, { rental, ...after }),
      silent: known !== null && isSilentOnEnd({ rental: known.rental, ...before }, { rental, ...after }),
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
    // A rental is found by the words of its orders and its resource, so it is written anew with them too.
    if (
      known !== null &&
      saysTheSame(rental, sight) &&
      sameRental(known.rental, known.heldEnd, settled.rental, settled.heldEnd)
    )
      continue;
    keepRental(database, settled, textsOf(account, settled.rental, after), epochMsOf(at));
  }
  const over = sight.isMending === true ? [] : [...stored.keys()].filter((id) => !next.has(id));
  for (const id of over) deleteRental(database, id, epochMsOf(at));
  const changes = diff(
    { ...before, rentals: new Map([...stored].map(([id, each]) => [id, each.rental])) },
    { ...after, rentals: next },
    at,
  );
  return { changes, rentals: next, known: new Set(stored.keys()) };
};

/** Whether what a rental is made of is as it was. */
const saysTheSame = ({ orders, listing }: Rental, { before, after }: Sight): boolean =>
  orders.every((id) => before.orders.get(id) === after.orders.get(id)) &&
  (listing === null || before.resources.get(listing.key) === after.resources.get(listing.key));

/** Orders and resources of an account whose rows are damaged. */
export interface DamagedSources {
  readonly orders: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
}

/** Returns the ids of an account's orders, and the keys of its resources, whose rows are damaged. */
export const damagedSources = (database: Database, account: Account): DamagedSources => ({
  orders: damagedIds(database, account, 'orders'),
  resources: damagedIds(database, account, 'resource'),
});

/**
 * Whether a rental stays as it is stored: its resource or one of its orders is damaged, or it shares one of them with such a one. What the
 * others make of it would be a shorter one, or none, until the damaged one is read anew.
 */
const keptWhole = (
  stored: ReadonlyMap<RentalId, KeptRental>,
  damaged: DamagedSources,
): ((rental: Rental) => boolean) => {
  const isDamaged = ({ orders, listing }: Rental): boolean =>
    orders.some((id) => damaged.orders.has(id)) || (listing !== null && damaged.resources.has(listing.key));
  const damagedRentals = [...stored.values()].filter(({ rental }) => isDamaged(rental));
  const touched = new Set<string>([...damaged.orders, ...damagedRentals.flatMap(({ rental }) => rental.orders)]);
  const ids = new Set(damagedRentals.map(({ rental }) => rental.id));
  const listed = new Set(damagedRentals.map(({ rental }) => rental.listing?.key));
  return ({ id, orders, listing }) =>
    ids.has(id) || orders.some((orderId) => touched.has(orderId)) || (listing !== null && listed.has(listing.key));
};

const sameRental = (one: Rental, oneHeld: End | null, other: Rental, otherHeld: End | null): boolean =>
  JSON.stringify([one, oneHeld], sortedKeys) === JSON.stringify([other, otherHeld], sortedKeys);

/** A rental is found by everything that is visible of its orders, resource and account too. */
const textsOf = (account: Account, rental: Rental, { orders, resources }: Told): readonly string[] => [
  account.label,
  account.provider,
  ...resourceWords(rental.listing === null ? undefined : resources.get(rental.listing.key)),
  ...rental.orders.flatMap((id) => {
    const order = orders.get(id);
    if (order === undefined) return [];
    return [id, order.orderNumber ?? '', order.title, ...factTexts(order)];
  }),
];

const resourceWords = (resource: StoredResource | undefined): readonly string[] =>
  resource === undefined ? [] : resourceTexts(resource);

/** Assembles an account's rentals anew from what is stored, after the user joined, corrected or named something. */
export const reassembleAccount = (database: Database, account: Account, at: Instant, isMending = false): void => {
  database.transaction(() => {
    const told = { orders: storedOrders(database, account), resources: storedResources(database, account) };
    const seen = { orders: new Set<ProviderOrderId>(), resources: new Set<ResourceKey>() };
    reassemble(database, account, { before: told, after: told, seen, byUser: true, isMending }, at);
    applyBalanceWish(database, account, at);
  });
};

/** Assembles an account's rentals again where one of them is damaged. Returns whether one was. */
export const mendRentals = (database: Database, account: Account, at: Instant): boolean => {
  rentalsOfAccount(database, account.id);
  const isDamaged = damagedIds(database, account, 'rental').size > 0;
  if (isDamaged) reassembleAccount(database, account, at, true);
  return isDamaged;
};

const damagedIds = (
  database: Database,
  { id }: Account,
  table: 'orders' | 'rental' | 'resource',
): ReadonlySet<string> =>
  new Set(database.damaged.all.filter((row) => row.table === table && row.accountId === id).map((row) => row.id));

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
