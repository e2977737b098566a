import type { AccountId, ProviderOrderId, ResourceKey } from '../../core/model/ids.ts';
import type { Fact } from '../../core/model/order.ts';
import type { ReadOrder, ReadResource, RoundReading } from '../../core/ports/provider.ts';
import type { Database } from '../../edges/store/database.ts';
import { countOrders } from '../../edges/store/orders.ts';
import { orderBytes } from '../../edges/store/order-sights.ts';
import { orderTally } from '../../edges/store/unassembled.ts';
import { orderBodyOf, resourceBodyOf, shortenedTo, storedBytes } from '../../edges/store/stored-size.ts';

/** What one account may take up: as much as 150,000 orders of the usual size, each with the rental that is made of it. */
const accountRoom = { orders: 150_000, bytes: 1_073_741_824 } as const;

/** The same of what is rented now, which every round reads and compares whole: far more than anybody rents, and seconds of work. */
const resourceRoom = { resources: 10_000, bytes: 67_108_864 } as const;

/** What is stored of one kind of thing, and what it takes up, in bytes. */
export interface Taken<Id> {
  readonly count: number;
  readonly bytes: number;
  /** Of one of them; undefined where it is not stored. */
  readonly bytesOf: (id: Id) => number | undefined;
}

/** Orders that there is room for, shortened where that is needed and allowed, and the others. */
export interface FittedOrders {
  readonly kept: readonly ReadOrder[];
  readonly leftOut: readonly ReadOrder[];
}

/**
 * The orders for which an account has room: endless pages, each of them within its bounds, must not fill the disk, today or in a hundred
 * rounds. Nothing that is stored gives way, and what a known order says is always taken: where there is no room for its growth, its facts
 * are kept in part.
 */
export const fitOrders = (
  orders: readonly ReadOrder[],
  taken: Taken<ProviderOrderId>,
  room: { readonly orders: number; readonly bytes: number } = accountRoom,
): FittedOrders => fitAll(orders, taken, { count: room.orders, bytes: room.bytes }, orderKind);

/** A round in which something was left out is not whole, and says why. */
export const withoutRoom = (reading: RoundReading): RoundReading => ({
  ...reading,
  settled: false,
  interruptedBy: reading.interruptedBy ?? { code: 'provider.unexpected-answer', detail: 'too-many-orders' },
});

/** More than an order may take up (see `toldOf` and `itemsWithin`), in bytes. */
const maxOrderBytes = 2_097_152;

/** The room of one account, kept up to date while a round fills it. */
export class OrderRoom {
  readonly #database: Database;
  readonly #accountId: AccountId;
  #count: number;
  #bytes: number;

  constructor(database: Database, accountId: AccountId) {
    this.#database = database;
    this.#accountId = accountId;
    this.#count = countOrders(database, accountId);
    this.#bytes = orderTally(database, accountId).bytes;
  }

  /** How many orders the account has. */
  get count(): number {
    return this.#count;
  }

  /** What all orders of the account take up. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Those of some orders that there is room for. Where there is plenty, none is measured. */
  fit(orders: readonly ReadOrder[]): FittedOrders {
    const isAmple =
      this.#count + orders.length <= accountRoom.orders &&
      this.#bytes + orders.length * maxOrderBytes <= accountRoom.bytes;
    if (isAmple) return { kept: orders, leftOut: [] };
    return fitOrders(orders, {
      count: this.#count,
      bytes: this.#bytes,
      bytesOf: (id) => orderBytes(this.#database, this.#accountId, id),
    });
  }

  /** Notes that an order was written: what its row took up before, undefined where there was none, and what it takes up now. */
  note(before: number | undefined, after: number): void {
    if (before === undefined) this.#count += 1;
    this.#bytes += after - (before ?? 0);
  }
}

/** The same of resources: the lists that show what was left out were not seen whole. */
export const resourcesWithinRoom = (
  reading: RoundReading,
  stored: ReadonlyMap<ResourceKey, { readonly bytes: number }>,
  room: { readonly resources: number; readonly bytes: number } = resourceRoom,
): RoundReading => {
  if (reading.resources === undefined) return reading;
  const { resources, lists } = reading.resources;
  const { kept, leftOut } = fitAll(
    resources,
    takenBy(stored),
    { count: room.resources, bytes: room.bytes },
    resourceKind,
  );
  if (leftOut.length === 0)
    return kept.every((resource, index) => resource === resources[index])
      ? reading
      : { ...reading, resources: { ...reading.resources, resources: kept } };
  const lacking = new Set(leftOut.map(({ list }) => list));
  return {
    ...reading,
    resources: {
      ...reading.resources,
      resources: kept,
      lists: lists.map((read) =>
        read.outcome === 'settled' && lacking.has(read.list) ? { ...read, outcome: 'unsettled' } : read,
      ),
    },
    interruptedBy: reading.interruptedBy ?? { code: 'provider.unexpected-answer', detail: 'too-many-resources' },
  };
};

/** What is taken by things of which each one's size is known. */
export const takenBy = <Id>(sizes: ReadonlyMap<Id, { readonly bytes: number }>): Taken<Id> => ({
  count: sizes.size,
  bytes: [...sizes.values()].reduce((sum, { bytes }) => sum + bytes, 0),
  bytesOf: (id) => sizes.get(id)?.bytes,
});

/** How one kind of thing is told apart and shortened. */
interface Kind<Read, Id> {
  readonly idOf: (read: Read) => Id;
  readonly bytesOf: (read: Read) => number;
  /** With its last facts left out, to so many bytes; null where that is not enough. */
  readonly shorten: (read: Read, most: number) => Read | null;
}

const orderKind: Kind<ReadOrder, ProviderOrderId> = {
  idOf: ({ providerOrderId }) => providerOrderId,
  bytesOf: (order) => storedBytes(orderBodyOf(order), order.facts),
  shorten: (order, most) => withPart(order, shortenedTo(most, orderBodyOf(order), order.facts)),
};

const resourceKind: Kind<ReadResource, ResourceKey> = {
  idOf: ({ key }) => key,
  bytesOf: (resource) => storedBytes(resourceBodyOf(resource), resource.facts),
  shorten: (resource, most) => withPart(resource, shortenedTo(most, resourceBodyOf(resource), resource.facts)),
};

const withPart = <Read extends object>(
  read: Read,
  part: { readonly body: object; readonly facts: readonly Fact[] } | null,
): Read | null => (part === null ? null : { ...read, ...part.body, facts: part.facts });

/** Splits what was read into what there is room for, shortened where that is needed and allowed, and the rest. */
const fitAll = <Read, Id>(
  reads: readonly Read[],
  stored: Taken<Id>,
  room: { readonly count: number; readonly bytes: number },
  { idOf, bytesOf, shorten }: Kind<Read, Id>,
): { readonly kept: readonly Read[]; readonly leftOut: readonly Read[] } => {
  const [kept, leftOut]: [Read[], Read[]] = [[], []];
  // Every known one may take up so many bytes, even where there is no room: together no more than twice the bound.
  const usual = room.bytes / room.count;
  let { count, bytes: taken } = stored;
  for (const read of reads) {
    const known = stored.bytesOf(idOf(read));
    const left = room.bytes - taken;
    // Of a known one what it says now is worth more than its facts: those give way, so that it takes up no more than it did.
    const most = known === undefined ? left : Math.max(known, usual, left + known);
    const mayFit = known !== undefined || count < room.count;
    const fitting = !mayFit ? null : bytesOf(read) <= most ? read : known === undefined ? null : shorten(read, most);
    if (fitting === null) {
      leftOut.push(read);
      continue;
    }
    kept.push(fitting);
    if (known === undefined) count += 1;
    taken += bytesOf(fitting) - (known ?? 0);
  }
  return { kept, leftOut };
};
