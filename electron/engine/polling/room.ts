import type { Order } from '../../core/model/order.ts';
import type { ReadOrder, ReadResource, ResourcesReading, RoundReading } from '../../core/ports/provider.ts';
import { orderBodyOf, shortenedTo, storedBytes } from '../../edges/store/order-size.ts';

/** What one account may take up. */
interface Room {
  readonly orders: number;
  readonly bytes: number;
}

/** As much as 150,000 orders of the usual size, each with the rental that is made of it; as many resources besides. */
const accountRoom: Room = { orders: 150_000, bytes: 1_073_741_824 };

/** Returns the bytes that every known order may take up, even where there is no room: together no more than twice the bound. */
const usual = (room: Room): number => room.bytes / room.orders;

/** What a stored order or resource takes up, in bytes. */
export interface StoredSize {
  readonly bytes: number;
}

/** One row that was read, with its bytes as it is to be stored. */
interface Fitting<Row> {
  readonly row: Row;
  readonly bytes: number;
}

/** How rows of one kind are told apart and shortened; null where one does not fit into so many bytes. */
interface Kind<Row> {
  readonly keyOf: (row: Row) => string;
  readonly fit: (row: Row, most: number, mayShorten: boolean) => Fitting<Row> | null;
}

/**
 * A reading without the orders for which an account has no room: endless pages, each of them within its bounds, must not fill the disk,
 * today or in a hundred rounds. Nothing that is stored gives way, and what a known order says is always taken: where there is no room for
 * its growth, its facts are kept in part. Where something was left out, the round is not whole, and says why.
 */
export const withinRoom = (
  reading: RoundReading,
  stored: ReadonlyMap<string, StoredSize>,
  room: Room = accountRoom,
): RoundReading => {
  const orders = fittingOf(reading.orders, stored, room, orderKind);
  if (orders.length === reading.orders.length) return orders === reading.orders ? reading : { ...reading, orders };
  return {
    ...reading,
    orders,
    settled: false,
    interruptedBy: reading.interruptedBy ?? { code: 'provider.unexpected-answer', detail: 'too-many-orders' },
  };
};

/** The same of resources: lists of which something was left out are not settled. */
export const resourcesWithinRoom = (
  reading: RoundReading,
  stored: ReadonlyMap<string, StoredSize>,
  room: Room = accountRoom,
): RoundReading => {
  const read = reading.resources;
  if (read === undefined) return reading;
  const resources = fittingOf(read.resources, stored, room, resourceKind);
  if (resources.length === read.resources.length)
    return resources === read.resources ? reading : { ...reading, resources: { ...read, resources } };
  return {
    ...reading,
    settled: false,
    resources: { ...unsettledLists(read), resources },
    interruptedBy: reading.interruptedBy ?? { code: 'provider.unexpected-answer', detail: 'too-many-resources' },
  };
};

/** The same lists, of which none proves that anything is gone. */
export const unsettledLists = ({ lists, ...read }: ResourcesReading): ResourcesReading => ({
  ...read,
  lists: lists.map(({ list, outcome }) => ({ list, outcome: outcome === 'settled' ? 'unsettled' : outcome })),
});

/** Returns the rows for which there is room; the very list where all of them fit as they are. */
const fittingOf = <Row>(
  rows: readonly Row[],
  stored: ReadonlyMap<string, StoredSize>,
  room: Room,
  { keyOf, fit }: Kind<Row>,
): readonly Row[] => {
  let count = stored.size;
  let taken = 0;
  for (const { bytes } of stored.values()) taken += bytes;
  const fitting = rows.flatMap((row) => {
    const known = stored.get(keyOf(row));
    const left = room.bytes - taken;
    // Of what is known, what it says now is worth more than its facts: those give way, so that it takes up no more than it did.
    const most = known === undefined ? left : Math.max(known.bytes, usual(room), left + known.bytes);
    const one = known === undefined && count >= room.orders ? null : fit(row, most, known !== undefined);
    if (one === null) return [];
    if (known === undefined) count += 1;
    taken += one.bytes - (known?.bytes ?? 0);
    return [one.row];
  });
  return fitting.length === rows.length && fitting.every((row, index) => row === rows[index]) ? rows : fitting;
};

const orderKind: Kind<ReadOrder> = {
  keyOf: ({ providerOrderId }) => providerOrderId,
  fit: (order, most, mayShorten) => fitRow(order, orderBodyOf(order), most, mayShorten),
};

const resourceKind: Kind<ReadResource> = {
  keyOf: ({ key }) => key,
  fit: (resource, most, mayShorten) => {
    const { facts: _facts, implausible: _warned, ...body } = resource;
    return fitRow(resource, body, most, mayShorten);
  },
};

/** Returns the row, shortened where that is allowed, and the bytes that it takes up; null where it does not fit. */
const fitRow = <Row extends Pick<Order, 'facts' | 'incomplete' | 'cut'>>(
  row: Row,
  body: Pick<Order, 'incomplete' | 'cut'>,
  most: number,
  mayShorten: boolean,
): Fitting<Row> | null => {
  const { facts } = row;
  const bytes = storedBytes(body, facts);
  if (bytes <= most) return { row, bytes };
  const kept = mayShorten ? shortenedTo(most, body, facts) : null;
  return kept === null
    ? null
    : { row: { ...row, ...kept.body, facts: kept.facts }, bytes: storedBytes(kept.body, kept.facts) };
};
