import { rentalKeysWithHeldEnd } from '../../edges/store/rental-keys.ts';
import type { Account } from '../../core/model/account.ts';
import {
  type Instant,
  type ProviderOrderId,
  type RentalId,
  type ResourceKey,
  providerOrderIdOf,
  rentalIdOf,
} from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Change } from '../../core/model/sync.ts';
import { hadCompleteRound } from '../../edges/store/accounts.ts';
import { insertChange } from '../../edges/store/changes.ts';
import type { Database } from '../../edges/store/database.ts';
import { rentalByKey } from '../../edges/store/rental-keys.ts';
import { putResource } from '../../edges/store/resources.ts';
import {
  type OrderTally,
  changedOrderKeys,
  newOrderKeys,
  noteAssembled,
  orderTally,
  putOrderTally,
} from '../../edges/store/unassembled.ts';
import { ChangedResources, type ResourceChange } from './changed-resources.ts';
import { type DamagedSources, damagedSources } from './damaged-sources.ts';
import { mendRentals, reassemble } from './reassemble.ts';
import { type Scope, type ScopeStart, scopeOf } from './scope.ts';

/** What one slice of a round left behind of rentals. */
export interface AppliedSlice {
  readonly changes: readonly Change[];
  readonly rentals: ReadonlyMap<string, Rental>;
  /** Rentals met while the account had not been read whole yet: what happened to them before is no news. */
  readonly fresh: ReadonlyMap<string, Rental>;
  /** Changes of orders that were met so late in an account's first rounds that their rental was known already: no news either. */
  readonly history: ReadonlySet<Change>;
}

/** What a round saw and changed, whole, whether or not anything of it is new. */
export interface RoundSight {
  readonly orders: ReadonlySet<ProviderOrderId>;
  readonly resources: ReadonlySet<ResourceKey>;
  /** Resources that are to be stored with the rentals that are made of them. */
  readonly resourceChanges: ReadonlyMap<ResourceKey, ResourceChange>;
}

/** What is known where no round precedes: what an earlier one stored, and was ended before it made rentals of. */
export const nothingSighted: RoundSight = { orders: new Set(), resources: new Set(), resourceChanges: new Map() };

/** How many orders, resources or held ends a slice begins with: some milliseconds of work. */
const sliceSize = 100;

/** Called in the transaction of a slice, so that what follows from it is stored with it or not at all. */
type OnApplied = (slice: AppliedSlice) => void;

/**
 * Makes rentals of an account's orders and resources that were stored and changed since that was last done, slice by slice, each in a transaction of
 * its own: whoever runs it may look elsewhere in between, or stop, and go on another day. Returns how many changes were found.
 */
export function* followUp(
  parts: { readonly database: Database; readonly onApplied: OnApplied },
  account: Account,
  sight: RoundSight,
  at: Instant,
): Generator<number, void> {
  const work = new FollowUp(parts.database, account, sight, at);
  for (;;) {
    const slice = parts.database.transaction(() => {
      const next = work.next();
      if (next !== null) parts.onApplied(next);
      return next;
    });
    if (slice === null) return;
    yield slice.changes.length;
  }
}

class FollowUp {
  readonly #database: Database;
  readonly #account: Account;
  readonly #sight: RoundSight;
  readonly #at: Instant;
  readonly #resources: ChangedResources;
  /** A held end that this round itself began to hold is no second opinion. */
  readonly #held: number[];
  readonly #assembled = new Set<RentalId>();

  constructor(database: Database, account: Account, sight: RoundSight, at: Instant) {
    this.#database = database;
    this.#account = account;
    this.#sight = sight;
    this.#at = at;
    this.#resources = new ChangedResources(sight.resourceChanges);
    this.#held = sight === nothingSighted ? [] : [...rentalKeysWithHeldEnd(database, account.id)];
  }

  next(): AppliedSlice | null {
    mendRentals(this.#database, this.#account, this.#at);
    const tally = orderTally(this.#database, this.#account.id);
    // A round has begun to store others meanwhile: it goes on with these too.
    if (!tally.walkEnded) return null;
    return (
      this.#ofOrders(changedOrderKeys(this.#database, this.#account.id, sliceSize), tally) ??
      this.#ofNewOrders(tally) ??
      this.#ofResources(tally) ??
      this.#ofHeldEnds(tally)
    );
  }

  #ofOrders(orders: readonly number[], tally: OrderTally): AppliedSlice | null {
    return orders.length === 0 ? null : this.#apply({ orders }, orders, tally);
  }

  #ofNewOrders(tally: OrderTally): AppliedSlice | null {
    const keys = newOrderKeys(this.#database, this.#account.id, tally, sliceSize);
    const last = keys.at(-1);
    if (last === undefined) return null;
    return this.#apply({ orders: keys }, keys, tally, last);
  }

  #ofResources(tally: OrderTally): AppliedSlice | null {
    const resources = this.#resources.some(sliceSize);
    return resources.length === 0 ? null : this.#apply({ resources }, [], tally);
  }

  #ofHeldEnds(tally: OrderTally): AppliedSlice | null {
    const rentals = this.#held.splice(0, sliceSize).filter((key) => {
      const kept = rentalByKey(this.#database, key);
      return kept !== null && !this.#assembled.has(kept.rental.id);
    });
    if (rentals.length > 0) return this.#apply({ rentals }, [], tally);
    return this.#held.length === 0 ? null : this.#ofHeldEnds(tally);
  }

  /** Assembles what a start bears on; rentals of these orders, and of all others that were met, are made then. */
  #apply(
    start: ScopeStart,
    orders: readonly number[],
    tally: OrderTally,
    assembledTo = tally.assembledTo,
  ): AppliedSlice {
    const database = this.#database;
    const wasDamaged = isOfDamaged(damagedSources(database, this.#account));
    const scope = scopeOf(
      { database, account: this.#account, tally, resourceChanges: this.#resources, isAsAssembled: false },
      start,
    );
    for (const { after } of scope.resourceChanges) {
      putResource(database, after);
      this.#resources.stored(after.key);
    }
    const {
      changes: found,
      rentals,
      known,
    } = reassemble(database, this.#account, { scope, seen: this.#sight, byUser: false }, this.#at);
    for (const id of rentals.keys()) this.#assembled.add(rentalIdOf(id));
    const reached = { ...tally, assembledTo };
    if (assembledTo !== tally.assembledTo) putOrderTally(database, this.#account.id, reached);
    noteAssembled(database, [...orders, ...scope.unassembled], reached);
    // What takes the place of a damaged row was there before.
    const changes = found.filter(
      (change) => !wasDamaged(change, rentals.get(change.rentalId)) && !isOfOrders(change, scope.wereDamaged),
    );
    return this.#told(changes, { rentals, known, scope });
  }

  #told(
    changes: readonly Change[],
    {
      rentals,
      known,
      scope,
    }: {
      readonly rentals: ReadonlyMap<string, Rental>;
      readonly known: ReadonlySet<RentalId>;
      readonly scope: Scope;
    },
  ): AppliedSlice {
    const isFirst = !hadCompleteRound(this.#database, this.#account.id);
    const fresh = new Map(isFirst ? [...rentals].filter(([, rental]) => !known.has(rental.id)) : []);
    const isNew = ({ providerOrderId }: Change): boolean =>
      providerOrderId !== null && !scope.before.orders.has(providerOrderIdOf(providerOrderId));
    const history = new Set(isFirst ? changes.filter(isNew) : []);
    const news = changes.filter((change) => !history.has(change) && !fresh.has(rentalIdOf(change.rentalId)));
    for (const change of news) insertChange(this.#database, this.#account.id, change, this.#at);
    return { changes, rentals, fresh, history };
  }
}

const isOfDamaged =
  ({ orders, resources }: DamagedSources) =>
  ({ kind, providerOrderId }: Change, rental: Rental | undefined): boolean =>
    orders.has(providerOrderId ?? '') ||
    (kind === 'placed' && rental?.listing !== null && resources.has(rental?.listing.key ?? ''));

const isOfOrders = ({ providerOrderId }: Change, orders: ReadonlySet<ProviderOrderId>): boolean =>
  providerOrderId !== null && orders.has(providerOrderIdOf(providerOrderId));
