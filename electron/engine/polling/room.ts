import type { ProviderOrderId, ResourceKey } from '../../core/model/ids.ts';
import type { Fact } from '../../core/model/order.ts';
import type { ReadOrder, ReadResource, RoundReading } from '../../core/ports/provider.ts';
import { orderBodyOf, resourceBodyOf, shortenedTo, storedBytes } from '../../edges/store/stored-size.ts';

/** What one account may take up: as much as 150,000 orders of the usual size, each with the rental that is made of it. */
const accountRoom = { orders: 150_000, bytes: 1_073_741_824 } as const;

/** The same of what is rented now, which every round reads and compares whole: far more than anybody rents, and seconds of work. */
const resourceRoom = { resources: 10_000, bytes: 67_108_864 } as const;

/** What a stored order or resource takes up, in bytes. */
export interface StoredSize {
  readonly bytes: number;
}

/**
 * A reading without the orders for which an account has no room: endless pages, each of them within its bounds, must not fill the disk,
 * today or in a hundred rounds. Nothing that is stored gives way, and what a known order says is always taken: where there is no room for
 * its growth, its facts are kept in part. Where something was left out, the round is not whole, and says why.
 */
export const withinRoom = (
  reading: RoundReading,
  stored: ReadonlyMap<ProviderOrderId, StoredSize>,
  room: { readonly orders: number; readonly bytes: number } = accountRoom,
): RoundReading => {
  const { kept, leftOut } = fitAll(reading.orders, stored, { count: room.orders, bytes: room.bytes }, orderKind);
  if (leftOut.length === 0)
    return kept.every((order, index) => order === reading.orders[index]) ? reading : { ...reading, orders: kept };
  return {
    ...reading,
    orders: kept,
    settled: false,
    interruptedBy: reading.interruptedBy ?? { code: 'provider.unexpected-answer', detail: 'too-many-orders' },
  };
};

/** The same of resources: the lists that show what was left out were not seen whole. */
export const resourcesWithinRoom = (
  reading: RoundReading,
  stored: ReadonlyMap<ResourceKey, StoredSize>,
  room: { readonly resources: number; readonly bytes: number } = resourceRoom,
): RoundReading => {
  if (reading.resources === undefined) return reading;
  const { resources, lists } = reading.resources;
  const { kept, leftOut } = fitAll(resources, stored, { count: room.resources, bytes: room.bytes }, resourceKind);
  if (leftOut.length === 0)
    return kept.every((resource, index) => resource === resources[index])
      ? reading
      : { ...reading, resources: { resources: kept, lists } };
  const lacking = new Set(leftOut.map(({ list }) => list));
  return {
    ...reading,
    resources: {
      resources: kept,
      lists: lists.map((read) =>
        read.outcome === 'settled' && lacking.has(read.list) ? { ...read, outcome: 'unsettled' } : read,
      ),
    },
    interruptedBy: reading.interruptedBy ?? { code: 'provider.unexpected-answer', detail: 'too-many-resources' },
  };
};

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
  stored: ReadonlyMap<Id, StoredSize>,
  room: { readonly count: number; readonly bytes: number },
  { idOf, bytesOf, shorten }: Kind<Read, Id>,
): { readonly kept: readonly Read[]; readonly leftOut: readonly Read[] } => {
  const [kept, leftOut]: [Read[], Read[]] = [[], []];
  // Every known one may take up so many bytes, even where there is no room: together no more than twice the bound.
  const usual = room.bytes / room.count;
  let count = stored.size;
  let taken = 0;
  for (const { bytes } of stored.values()) taken += bytes;
  for (const read of reads) {
    const known = stored.get(idOf(read));
    const left = room.bytes - taken;
    // Of a known one what it says now is worth more than its facts: those give way, so that it takes up no more than it did.
    const most = known === undefined ? left : Math.max(known.bytes, usual, left + known.bytes);
    const mayFit = known !== undefined || count < room.count;
    const fitting = !mayFit ? null : bytesOf(read) <= most ? read : known === undefined ? null : shorten(read, most);
    if (fitting === null) {
      leftOut.push(read);
      continue;
    }
    kept.push(fitting);
    if (known === undefined) count += 1;
    taken += bytesOf(fitting) - (known?.bytes ?? 0);
  }
  return { kept, leftOut };
};
