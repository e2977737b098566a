import type { ProviderOrderId } from '../model/ids.ts';
import { day, epochMsOf, hour } from '../model/instant.ts';
import type { Entry } from './entry.ts';
import { statusOf } from './phase.ts';

/** An item of a group, with the order that the user says it belongs to: its own where nothing was said. */
export interface RootedEntry extends Entry {
  readonly rootId: ProviderOrderId;
}

/** How far the start of a renewal may lie from the end, or the start, of what it prolongs. */
const nearMs = 3 * day + hour;

/** What came to nothing bought no machine. */
const isOff = (entry: Entry): boolean => ['failed', 'cancelled', 'refunded'].includes(statusOf(entry));

const isPurchase = (entry: RootedEntry): boolean =>
  entry.rootId === entry.order.providerOrderId && (entry.item.kind ?? entry.order.kind) === 'new' && !isOff(entry);

/**
 * Returns the entries under one resource's id as they belong together, oldest first. An id that several purchases share does not name one
 * machine: it is a tenant's, or what stands where there is none. Joined, only the latest of their ends would ring, so each is kept apart as
 * if no id were stated, with what evidently renews it.
 */
export const separatePurchases = (entries: readonly RootedEntry[]): readonly (readonly Entry[])[] => {
  const purchases = purchasesOf(entries.filter(isPurchase));
  if (purchases.length < 2) return [entries];
  const units: RootedEntry[][] = purchases.map((each) => [...each]);
  const others = entries.filter((entry) => !isPurchase(entry));
  const isJoined = ({ rootId, order }: RootedEntry): boolean => rootId !== order.providerOrderId;
  for (const entry of others.filter((each) => !isJoined(each)))
    place(entry, isOff(entry) ? null : renewedBy(entry, units), units);
  for (const entry of others.filter(isJoined)) {
    const into = units.find((unit) => unit.some(({ order }) => order.providerOrderId === entry.rootId));
    place(entry, into ?? null, units);
  }
  return units.map((unit) => inPlacing(unit, entries).map(withoutId));
};

const place = (entry: RootedEntry, into: RootedEntry[] | null, units: RootedEntry[][]): void => {
  if (into === null) units.push([entry]);
  else into.push(entry);
};

const inPlacing = (unit: readonly RootedEntry[], entries: readonly RootedEntry[]): readonly RootedEntry[] =>
  unit.length < 2 ? unit : entries.filter((entry) => unit.includes(entry));

/** Purchases, each with its parts: a server and its disk may be bought at once and share an id, but two of a kind are two things. */
const purchasesOf = (entries: readonly RootedEntry[]): readonly (readonly RootedEntry[])[] => {
  const byOrder = new Map<string, RootedEntry[]>();
  for (const entry of entries) {
    const id = entry.order.providerOrderId;
    byOrder.set(id, [...(byOrder.get(id) ?? []), entry]);
  }
  return [...byOrder.values()].flatMap((bought) => (areParts(bought) ? [bought] : bought.map((entry) => [entry])));
};

const areParts = (bought: readonly Entry[]): boolean =>
  new Set(bought.map(({ item }) => item.resourceType)).size === bought.length &&
  new Set(bought.map(({ item }) => item.end.at)).size === 1;

/** Returns the one purchase that an order goes on from, by its dates; null where several may be meant, or none. */
const renewedBy = (entry: RootedEntry, units: readonly RootedEntry[][]): RootedEntry[] | null => {
  const fitting = units
    .filter((unit) => isOfKind(entry, unit) && isEarlier(unit, entry))
    .map((unit) => ({ unit, ms: distanceMs(entry, unit) }))
    .filter(({ ms }) => ms <= nearMs)
    .sort((one, other) => one.ms - other.ms);
  const [nearest, next] = fitting;
  return nearest === undefined || next?.ms === nearest.ms ? null : nearest.unit;
};

const isOfKind = ({ item }: Entry, unit: readonly Entry[]): boolean =>
  item.resourceType === null ||
  unit.some((each) => (each.item.resourceType ?? item.resourceType) === item.resourceType);

const isEarlier = ([first]: readonly Entry[], { order }: Entry): boolean =>
  first === undefined ||
  first.order.placedAt === null ||
  order.placedAt === null ||
  first.order.placedAt <= order.placedAt;

/** How far an order's period begins from an end, or the start, of a purchase and its renewals. Without one, whether it was placed during it. */
const distanceMs = ({ order, item }: Entry, unit: readonly Entry[]): number => {
  const ends = unit.flatMap((each) => each.item.end.at ?? []).map(epochMsOf);
  const starts = unit.flatMap((each) => each.item.startsAt ?? []).map(epochMsOf);
  if (item.startsAt !== null) {
    const startMs = epochMsOf(item.startsAt);
    return Math.min(...[...ends, ...starts].map((ms) => Math.abs(ms - startMs)));
  }
  if (order.placedAt === null) return Number.POSITIVE_INFINITY;
  const placedMs = epochMsOf(order.placedAt);
  return placedMs >= Math.min(...starts) && placedMs <= Math.max(...ends) ? 0 : Number.POSITIVE_INFINITY;
};

const withoutId = ({ order, item }: RootedEntry): Entry => ({
  order,
  item: { ...item, resourceId: null, end: item.end.at === null ? item.end : { ...item.end, note: 'shared-id' } },
});
