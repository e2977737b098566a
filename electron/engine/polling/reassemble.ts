import type { Account } from '../../core/model/account.ts';
import {
  type Instant,
  type ProviderOrderId,
  type RentalId,
  type ResourceKey,
  rentalIdOf,
} from '../../core/model/ids.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { StoredOrder } from '../../core/model/order.ts';
import type { RentalWish } from '../../core/model/rental-wish.ts';
import type { KeptRental, Rental } from '../../core/model/rental.ts';
import type { Change } from '../../core/model/sync.ts';
import { type AssemblyWishes, assemble, planAfter } from '../../core/rentals/assemble.ts';
import { diff } from '../../core/rentals/diff.ts';
import { sameOrder, sortedKeys } from '../../core/rentals/merge-order.ts';
import { wasRenewed } from '../../core/rentals/renewal.ts';
import { settleEnd } from '../../core/rentals/settle-end.ts';
import { isSilentOnEnd } from '../../core/rentals/silent-end.ts';
import type { Database } from '../../edges/store/database.ts';
import { listingOfRental, orderKeysOfRental } from '../../edges/store/order-links.ts';
import { orderByKey, orderIdsAfter, sightOfOrder } from '../../edges/store/order-sights.ts';
import { putOrder } from '../../edges/store/put-order.ts';
import { isLogged } from '../../edges/store/reminder-log.ts';
import { rentalKeyOf } from '../../edges/store/rental-keys.ts';
import { accountRuleOf, hasWishes, joinsOfAccount, putWish, wishOfRental } from '../../edges/store/rental-wishes.ts';
import { deleteRental } from '../../edges/store/rentals.ts';
import { resourceOfAccount, resourceTexts, resourcesOfAccount } from '../../edges/store/resources.ts';
import { orderTally } from '../../edges/store/unassembled.ts';
import { applyBalanceWish } from './apply-balance.ts';
import { damagedIds, damagedSources, keptWhole } from './damaged-sources.ts';
import { keepRental } from './keep-rental.ts';
import { type Scope, type ScopeSource, type ScopeStart, type Told, scopeOf } from './scope.ts';

/** What bears on how a part of an account's rentals is assembled. */
export interface Assembly {
  readonly scope: Scope;
  /** What a round saw, whether or not anything of it changed. */
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
const wasSeen = ({ listing, orders }: Rental, { scope, seen }: Assembly): boolean =>
  listing !== null
    ? seen.resources.has(listing.key)
    : orders.some((id) => seen.orders.has(id)) &&
      orders.every((id) => seen.orders.has(id) || scope.after.orders.get(id)?.missingRounds !== 0);

/**
 * Assembles the rentals of a part of an account from its orders and resources after a round or a wish, and stores those that changed. Returns what changed
 * between before and after, all of these rentals, and the ids of those that were stored before.
 */
export const reassemble = (database: Database, account: Account, assembly: Assembly, at: Instant): Reassembly => {
  const { before, after, stored, groups } = assembly.scope;
  const joins = joinsOfAccount(database, account.id);
  const rule = accountRuleOf(database, account.id);
  const wishOf = wishesIn(database, account);
  const sources = { orders: [...after.orders.values()], resources: [...after.resources.values()] };
  const wishes: AssemblyWishes = {
    isSpokenOf: (id) => wishOf(id) !== null || isLogged(database, id),
    wishOf,
    joinedInto: (id) => joins.get(id) ?? null,
    rule,
  };
  const assembled = assemble(account, sources, wishes, groups);
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
      seen: wasSeen(rental, assembly),
      byUser: assembly.byUser,
      rule,
    };
    const { heldEnd, rental: kept } = settleEnd(known, rental, round);
    // While a later end is held, what the user said about the one that is planned still stands.
    const { intention, isMoved } = planAfter(wishOf(rental.id), known?.rental ?? null, kept, round);
    if (isMoved) putWish(database, account.id, rental.id, { intendedFor: kept.end.at });
    const settled = { rental: { ...kept, intention }, heldEnd };
    next.set(rental.id, settled.rental);
    // A listed rental is found by the words of its resource, so it is written anew with them too.
    const hasSameWords = rental.listing === null || sameResource(rental.listing.key, assembly.scope);
    if (known !== null && hasSameWords && sameRental(known, settled)) continue;
    keepRental(database, settled, ownWords(settled.rental, after), epochMsOf(at));
  }
  const over = assembly.isMending === true ? [] : [...stored.keys()].filter((id) => !next.has(id));
  for (const id of over) deleteRental(database, id, epochMsOf(at));
  const changes = diff(
    { ...before, rentals: new Map([...stored].map(([id, each]) => [id, each.rental])) },
    { ...after, rentals: next },
    at,
  );
  return { changes, rentals: next, known: new Set(stored.keys()) };
};

/** Looks up what the user said about rentals of an account; most accounts have none of which anything was said. */
const wishesIn = (database: Database, account: Account): AssemblyWishes['wishOf'] => {
  if (!hasWishes(database, account.id)) return () => null;
  const found = new Map<RentalId, RentalWish | null>();
  return (id) => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const wish = wishOfRental(database, id);
    found.set(id, wish);
    return wish;
  };
};

const sameResource = (key: ResourceKey, { before, after }: Scope): boolean =>
  before.resources.get(key) === after.resources.get(key);

const sameRental = (one: KeptRental, other: KeptRental): boolean =>
  JSON.stringify([one.rental, one.heldEnd], sortedKeys) === JSON.stringify([other.rental, other.heldEnd], sortedKeys);

/** Of an order with more items not all that is visible of them may be in its text. */
const maxItemsOfText = 20;

/** What is visible of a rental beside what its orders are found by: the name and the tags that its user gave it, and what is listed of it. */
const ownWords = (rental: Rental, { orders, resources }: Told): readonly string[] => {
  const said = new Set(
    rental.orders.flatMap((id) => {
      const order = orders.get(id);
      if (order === undefined || order.items.length > maxItemsOfText) return [];
      const ofItems = order.items.flatMap((item) => [
        item.title,
        item.spec,
        item.region,
        item.resourceId,
        item.resourceType,
      ]);
      return [order.title, ...ofItems];
    }),
  );
  const resource = rental.listing === null ? undefined : resources.get(rental.listing.key);
  return [
    rental.title,
    ...(rental.tags ?? []),
    rental.spec,
    rental.region,
    rental.resourceId,
    rental.resourceType,
    ...(resource === undefined ? [] : resourceTexts(resource)),
  ].filter((text): text is string => text !== null && !said.has(text));
};

/** The same of a rental that is stored, from what is stored with it. */
export const wordsOfRental = (database: Database, rental: Rental): readonly string[] => {
  if (rental.balance !== null) return [];
  const { accountId, listing } = rental;
  const orders = rental.orders.flatMap((id) => sightOfOrder(database, accountId, id)?.order ?? []);
  const resource = listing === null ? null : resourceOfAccount(database, accountId, listing.key);
  return ownWords(rental, {
    orders: new Map(orders.map((order) => [order.providerOrderId, order])),
    resources: new Map(resource === null ? [] : [[resource.key, resource]]),
  });
};

/** Assembles rentals of an account anew from what is stored, after the user joined, corrected or named something. */
export const reassembleRentals = (
  database: Database,
  account: Account,
  start: ScopeStart,
  at: Instant,
  isMending = false,
): void => {
  database.transaction(() => {
    const scope = scopeOf(standingSource(database, account), start);
    reassemble(database, account, { scope, seen: nothingSeen, byUser: true, isMending }, at);
    applyBalanceWish(database, account, at);
  });
};

const nothingSeen = { orders: new Set<ProviderOrderId>(), resources: new Set<ResourceKey>() };

/** What rentals were made of so far: what a round has stored since is left to what follows from it. */
const standingSource = (database: Database, account: Account): ScopeSource => ({
  database,
  account,
  tally: orderTally(database, account.id),
  isAsAssembled: true,
});

/** So many orders are looked at together where all rentals of an account are assembled anew. */
const ordersAtOnce = 200;

/** Assembles all rentals of an account anew, after a wish that bears on each of them. */
export const reassembleAccount = (database: Database, account: Account, at: Instant, isMending = false): void => {
  database.transaction(() => {
    for (const orders of keysOfOrders(database, account))
      reassembleRentals(database, account, { orders }, at, isMending);
    for (const { key } of resourcesOfAccount(database, account.id))
      reassembleRentals(database, account, { resources: [key] }, at, isMending);
    applyBalanceWish(database, account, at);
  });
};

function* keysOfOrders(database: Database, { id }: Account): Generator<readonly number[]> {
  let last = 0;
  for (;;) {
    const keys = orderIdsAfter(database, id, last, ordersAtOnce).map(({ key }) => key);
    if (keys.length === 0) return;
    yield keys;
    last = keys.at(-1) ?? last;
  }
}

/** Assembles the rentals of an account again that are known to be damaged. Returns whether there was one. */
export const mendRentals = (database: Database, account: Account, at: Instant): boolean => {
  const damaged = damagedIds(database, account, 'rental');
  if (damaged.size === 0) return false;
  const keys = [...damaged].flatMap((id) => rentalKeyOf(database, rentalIdOf(id)) ?? []);
  const orders = keys.flatMap((key) => orderKeysOfRental(database, key));
  const resources = keys.flatMap((key) => listingOfRental(database, key) ?? []);
  reassembleRentals(database, account, { orders, resources }, at, true);
  return true;
};

/** Rewrites the stored orders that say something else under changed settings, and assembles the account's rentals anew. */
export const rereadOrders = (
  database: Database,
  account: Account,
  reread: (order: StoredOrder) => StoredOrder,
  at: Instant,
): void => {
  for (const keys of keysOfOrders(database, account)) {
    for (const key of keys) {
      const order = orderByKey(database, key);
      if (order === null) continue;
      const now = reread(order);
      if (!sameOrder(order, now)) putOrder(database, now, { key, order });
    }
  }
  reassembleAccount(database, account, at);
};
