import type { Account } from '../../core/model/account.ts';
import type { ProviderOrderId, RentalId, ResourceKey } from '../../core/model/ids.ts';
import type { Order, SightedOrder } from '../../core/model/order.ts';
import type { KeptRental, Rental } from '../../core/model/rental.ts';
import type { StoredResource } from '../../core/model/resource.ts';
import {
  groupOf,
  groupOfResource,
  nameOfItem,
  nameOfResource,
  resourceIdOfGroup,
  rootOf,
} from '../../core/rentals/groups.ts';
import type { Database } from '../../edges/store/database.ts';
import { orderKeysOfResource, rentalKeysOfListing, rentalKeysOfOrder } from '../../edges/store/order-links.ts';
import { type KeyedSight, sightByKey, sightOfOrder } from '../../edges/store/order-sights.ts';
import { rentalByKey } from '../../edges/store/rental-keys.ts';
import { joinsOfAccount } from '../../edges/store/rental-wishes.ts';
import { resourceOfAccount, resourcesOfId } from '../../edges/store/resources.ts';
import { type OrderTally, assembledIn } from '../../edges/store/unassembled.ts';
import type { ChangedResources, ResourceChange } from './changed-resources.ts';
import { type LoadedOrder, asAssembled, asStored } from './loaded-order.ts';

/** What is known of some of an account's orders and resources at one time. */
export interface Told {
  readonly orders: ReadonlyMap<ProviderOrderId, SightedOrder>;
  readonly resources: ReadonlyMap<ResourceKey, StoredResource>;
}

/** What some orders, resources and rentals of an account bear on: all that has to be assembled together, and nothing else. */
export interface Scope {
  readonly before: Told;
  readonly after: Told;
  readonly stored: ReadonlyMap<RentalId, KeptRental>;
  /** Groups of which all orders and resources are here; see `groupOf`. */
  readonly groups: ReadonlySet<string>;
  /** Keys of the orders in it of which rentals have yet to be made. */
  readonly unassembled: readonly number[];
  /** Orders in it whose row could not be read before it was written anew. */
  readonly wereDamaged: ReadonlySet<ProviderOrderId>;
  /** Those of the changed resources that are in it. */
  readonly resourceChanges: readonly ResourceChange[];
}

/** Where a scope begins, by the keys of rows. */
export interface ScopeStart {
  readonly orders?: readonly number[];
  readonly resources?: readonly ResourceKey[];
  readonly rentals?: readonly number[];
}

/** What a scope is looked for in. */
export interface ScopeSource {
  readonly database: Database;
  readonly account: Account;
  readonly tally: OrderTally;
  /** Left out where no reading precedes. */
  readonly resourceChanges?: ChangedResources;
  /** Orders of which rentals have yet to be made are left as they were: what the user says now is about what they see. */
  readonly isAsAssembled: boolean;
}

/** Returns what the given orders, resources and rentals bear on. */
export const scopeOf = (source: ScopeSource, start: ScopeStart): Scope => new ScopeSearch(source).find(start);

/**
 * An order that changed may belong to other rentals than before. All groups that it is and was part of are assembled anew, and all of the
 * rentals that it was part of; what else is changed among them is looked at in the same way.
 */
class ScopeSearch {
  readonly #source: ScopeSource;
  readonly #assembledOf: ReturnType<typeof assembledIn>;
  readonly #joins: ReadonlyMap<ProviderOrderId, ProviderOrderId>;
  readonly #orders = new Map<ProviderOrderId, LoadedOrder>();
  readonly #resources = new Map<ResourceKey, ResourceChange>();
  readonly #stored = new Map<RentalId, KeptRental>();
  readonly #groups = new Set<string>();
  readonly #touched = new Set<number>();
  readonly #queue: number[] = [];

  constructor(source: ScopeSource) {
    this.#source = source;
    this.#assembledOf = assembledIn(source.database, source.tally);
    this.#joins = joinsOfAccount(source.database, source.account.id);
  }

  find({ orders = [], resources = [], rentals = [] }: ScopeStart): Scope {
    this.#queue.push(...orders);
    for (const key of resources) this.#touchResource(key);
    for (const key of rentals) this.#touchRental(key);
    for (let key = this.#queue.pop(); key !== undefined; key = this.#queue.pop()) this.#touchOrder(key);
    this.#addRentalsOfGroups();
    return this.#scope();
  }

  #scope(): Scope {
    const orders = [...this.#orders];
    const resources = [...this.#resources];
    const { resourceChanges } = this.#source;
    return {
      before: {
        orders: new Map(orders.flatMap(([id, { before }]) => (before === null ? [] : [[id, before]]))),
        resources: new Map(resources.flatMap(([key, { before }]) => (before === null ? [] : [[key, before]]))),
      },
      after: {
        orders: new Map(orders.map(([id, { after }]) => [id, after])),
        resources: new Map(resources.map(([key, { after }]) => [key, after])),
      },
      stored: this.#stored,
      groups: this.#groups,
      unassembled: orders.flatMap(([, { key, assembled }]) => (assembled.was === 'same' ? [] : [key])),
      wereDamaged: new Set(orders.flatMap(([id, { assembled }]) => (assembled.was === 'damaged' ? [id] : []))),
      resourceChanges: resources.flatMap(([key, change]) => (resourceChanges?.get(key) === undefined ? [] : [change])),
    };
  }

  #touchOrder(key: number): void {
    if (this.#touched.has(key)) return;
    this.#touched.add(key);
    const loaded = this.#load(sightByKey(this.#source.database, key));
    if (loaded === null) return;
    this.#addGroupsOf(loaded);
    if (loaded.assembled.was === 'new') return;
    for (const rentalKey of rentalKeysOfOrder(this.#source.database, key)) this.#addRental(rentalKey);
  }

  #touchResource(key: ResourceKey): void {
    const { database, account } = this.#source;
    const resource = this.#loadResource(key);
    if (resource !== null) this.#addGroup(groupOfResource(resource.after));
    for (const rentalKey of rentalKeysOfListing(database, account.id, key)) this.#addRental(rentalKey);
  }

  /** All that a rental is made of counts as touched. */
  #touchRental(rentalKey: number): void {
    const { database, account } = this.#source;
    const kept = rentalByKey(database, rentalKey);
    if (kept === null || kept.rental.balance !== null) return;
    for (const id of kept.rental.orders) {
      const sight = sightOfOrder(database, account.id, id);
      if (sight !== null) this.#queue.push(sight.key);
    }
    if (kept.rental.listing !== null) this.#touchResource(kept.rental.listing.key);
    this.#addRental(rentalKey);
  }

  /** A rental that a touched order or resource was part of, with every group that its orders are part of. */
  #addRental(rentalKey: number): void {
    const { database, account } = this.#source;
    const kept = rentalByKey(database, rentalKey);
    if (kept === null || kept.rental.balance !== null || this.#stored.has(kept.rental.id)) return;
    this.#stored.set(kept.rental.id, kept);
    for (const id of kept.rental.orders) {
      const loaded = this.#orders.get(id) ?? this.#load(sightOfOrder(database, account.id, id));
      if (loaded !== null) this.#addGroupsOf(loaded);
    }
    const listing = kept.rental.listing === null ? null : this.#loadResource(kept.rental.listing.key);
    if (listing !== null) this.#addGroup(groupOfResource(listing.after));
  }

  #addGroupsOf({ before, after }: LoadedOrder): void {
    for (const order of new Set([after, before])) {
      if (order === null) continue;
      for (const item of order.items) this.#addGroup(groupOf(order, item, this.#rootOf(order)));
    }
  }

  #addGroup(group: string): void {
    if (this.#groups.has(group)) return;
    this.#groups.add(group);
    const { database, account, resourceChanges } = this.#source;
    const resourceId = resourceIdOfGroup(group);
    if (resourceId === null) return;
    for (const key of orderKeysOfResource(database, account.id, resourceId)) this.#load(sightByKey(database, key));
    for (const { key } of resourcesOfId(database, account.id, resourceId)) this.#loadResource(key);
    for (const key of resourceChanges?.keysOfId(resourceId) ?? []) this.#loadResource(key);
  }

  /** Rentals of the groups that no touched order was part of: they are assembled anew too. */
  #addRentalsOfGroups(): void {
    const { database, account } = this.#source;
    const groups = new Map<string, string>();
    for (const { after } of this.#orders.values())
      for (const item of after.items) groups.set(nameOfItem(after, item), groupOf(after, item, this.#rootOf(after)));
    for (const { after } of this.#resources.values()) groups.set(nameOfResource(after), groupOfResource(after));
    const isOfGroups = ({ id }: Rental): boolean => this.#groups.has(groups.get(id.slice(account.id.length + 1)) ?? '');
    const keys = [
      ...[...this.#orders.values()].flatMap(({ key }) =>
        this.#touched.has(key) ? [] : rentalKeysOfOrder(database, key),
      ),
      ...[...this.#resources.keys()].flatMap((key) => rentalKeysOfListing(database, account.id, key)),
    ];
    for (const key of new Set(keys)) {
      const kept = rentalByKey(database, key);
      if (kept !== null && isOfGroups(kept.rental)) this.#stored.set(kept.rental.id, kept);
    }
  }

  #rootOf(order: Pick<Order, 'providerOrderId'>): SightedOrder | undefined {
    if (this.#joins.size === 0) return undefined;
    return this.#orders.get(rootOf(order.providerOrderId, (id) => this.#joins.get(id) ?? null))?.after;
  }

  #load(sight: KeyedSight | null): LoadedOrder | null {
    if (sight === null) return null;
    const { isAsAssembled } = this.#source;
    const { key, order } = sight;
    const known = this.#orders.get(order.providerOrderId);
    if (known !== undefined) return known;
    const assembled = this.#assembledOf({ key, accountId: order.accountId });
    const loaded = isAsAssembled ? asAssembled(key, order, assembled) : asStored(key, order, assembled);
    if (loaded === null) return null;
    this.#orders.set(order.providerOrderId, loaded);
    if (loaded.assembled.was !== 'same') this.#queue.push(key);
    if (this.#joins.size > 0) this.#loadJoined(order.providerOrderId);
    return loaded;
  }

  /** What an order is joined to, and what is joined to it, is one rental with it. */
  #loadJoined(id: ProviderOrderId): void {
    const { database, account } = this.#source;
    const joined = [...this.#joins].flatMap(([from, into]) => (from === id ? [into] : into === id ? [from] : []));
    for (const other of joined) if (!this.#orders.has(other)) this.#load(sightOfOrder(database, account.id, other));
  }

  #loadResource(key: ResourceKey): ResourceChange | null {
    const known = this.#resources.get(key);
    if (known !== undefined) return known;
    const { database, account, resourceChanges } = this.#source;
    const change = resourceChanges?.get(key);
    const stored = change === undefined ? resourceOfAccount(database, account.id, key) : null;
    const loaded = change ?? (stored === null ? null : { before: stored, after: stored });
    if (loaded === null) return null;
    this.#resources.set(key, loaded);
    return loaded;
  }
}
