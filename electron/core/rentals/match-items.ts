import type { OrderItem } from '../model/order.ts';

/** Items of an order as they were known and as they are read now. */
interface Sides {
  readonly known: readonly OrderItem[];
  readonly read: readonly OrderItem[];
}

/**
 * Returns the items of an order as they go on from what was known of them. An item without an id of its own is called by its place
 * (`<order>-1`), and a response may show the same items in another sequence: so each is known again by its resource, else by what it is,
 * what it costs and its dates, and by its place only where nothing else tells it from another. What the order shows no more is kept as it
 * was: it was bought, and its end still comes.
 */
export const matchItems = (orderId: string, sides: Sides): readonly OrderItem[] => {
  const { known, read } = sides;
  if (known.length === 0) return read;
  if (isOneOfSameName(sides)) return read.map((item) => goneOn(item, known[0] ?? item));
  const pairs = new Map<OrderItem, OrderItem>();
  const isWhole = known.length === read.length;
  for (const isSame of [...likenesses(orderId), ...(isWhole ? [anything] : [])]) {
    const open = known.filter((item) => !pairs.has(item));
    const taken = new Set(pairs.values());
    pairUp(
      open,
      read.filter((item) => !taken.has(item)),
      isSame,
      pairs,
    );
  }
  const matched = new Set(pairs.values());
  const ids = new Set(known.map(({ id }) => id));
  const goingOn = known.map((item) => {
    const now = pairs.get(item);
    return now === undefined ? item : goneOn(now, item);
  });
  const added = read.filter((item) => !matched.has(item)).map((item) => withFreeId(item, ids));
  return [...goingOn, ...added].slice(0, Math.max(known.length, maxItems));
};

/** What an item is read as, under the name that it is known by, and of the resource that it was of where it leaves that out. */
const goneOn = (read: OrderItem, known: OrderItem): OrderItem => {
  const resourceId = read.resourceId ?? known.resourceId;
  return read.id === known.id && read.resourceId === resourceId ? read : { ...read, id: known.id, resourceId };
};

/** Nearly all orders buy one thing. */
const isOneOfSameName = ({ known, read }: Sides): boolean =>
  known.length === 1 && read.length === 1 && known[0]?.id === read[0]?.id;

/** As many as before are the same ones, whatever they are called now: an order buys what it bought. */
const anything: IsSame = () => true;

/** More items than any real order has: a response that calls them otherwise each time must not heap them up. */
const maxItems = 1_000;

type IsSame = (known: OrderItem, read: OrderItem) => boolean;

/** By what an item is known again, the surest first. */
const likenesses = (orderId: string): readonly IsSame[] => {
  const isNumbered = ({ id }: OrderItem): boolean => id.startsWith(`${orderId}-`);
  // An id of its own is an item's name, and no other item's.
  const mayBe: IsSame = (known, read) =>
    mayBeSame(known, read) && (known.id === read.id || isNumbered(known) || isNumbered(read));
  const by =
    (...parts: readonly (keyof typeof said)[]): IsSame =>
    (known, read) =>
      mayBe(known, read) && parts.every((part) => said[part](known) === said[part](read));
  return [
    (known, read) => known.id === read.id && !isNumbered(read),
    (known, read) => known.resourceId !== null && known.resourceId === read.resourceId && by('type')(known, read),
    by('type', 'spec', 'region', 'price', 'start', 'end', 'status'),
    by('type', 'spec', 'region', 'price', 'start', 'end'),
    by('type', 'spec', 'region', 'price', 'start'),
    by('type', 'spec', 'region', 'price', 'end'),
    by('type', 'spec', 'region', 'price'),
    by('type', 'spec', 'start', 'end'),
    by('type', 'price'),
    by('type', 'spec'),
    by('type', 'start'),
    by('type', 'end'),
    by('type'),
    mayBe,
  ];
};

const said = {
  type: ({ resourceType }: OrderItem) => resourceType,
  spec: ({ spec }: OrderItem) => spec,
  region: ({ region }: OrderItem) => region,
  price: ({ price }: OrderItem) => price?.amount ?? null,
  start: ({ startsAt }: OrderItem) => startsAt,
  end: ({ end }: OrderItem) => end.at,
  status: ({ providerStatus }: OrderItem) => providerStatus,
} as const;

/** What names another resource is another thing, unless it was not there yet: its id may be stated for the first time. */
const mayBeSame: IsSame = (known, read) =>
  known.resourceId === null ||
  read.resourceId === null ||
  known.resourceId === read.resourceId ||
  known.startsAt === null;

/** Pairs those that are alike; of several alike the one at the same place, then in their sequence. */
const pairUp = (
  known: readonly OrderItem[],
  read: readonly OrderItem[],
  isSame: IsSame,
  pairs: Map<OrderItem, OrderItem>,
): void => {
  const open = new Set(read);
  const byId = new Map(read.map((item) => [item.id, item]));
  const take = (item: OrderItem, now: OrderItem): void => {
    pairs.set(item, now);
    open.delete(now);
  };
  for (const item of known) {
    const sameName = byId.get(item.id);
    if (sameName !== undefined && isSame(item, sameName)) take(item, sameName);
  }
  for (const item of known) {
    if (pairs.has(item)) continue;
    for (const now of open) {
      if (!isSame(item, now)) continue;
      take(item, now);
      break;
    }
  }
};

const withFreeId = (item: OrderItem, taken: Set<string>): OrderItem => {
  let { id } = item;
  for (let number = 2; taken.has(id); number += 1) id = `${item.id}-${String(number)}`;
  taken.add(id);
  return id === item.id ? item : { ...item, id };
};
