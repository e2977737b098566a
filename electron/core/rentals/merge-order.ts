import type { Account } from '../model/account.ts';
import type { Instant } from '../model/ids.ts';
import { later } from '../model/instant.ts';
import { contradictsItself, isLacking, isTakenBack, type StoredOrder } from '../model/order.ts';
import { plainLine, plainOrNull } from '../model/plain-text.ts';
import type { ReadOrder } from '../ports/provider.ts';
import { matchItems } from './match-items.ts';

/** Returns the order as it is to be stored; null when nothing about it is new. Implausible values are left to the round's warnings. */
export const mergeOrder = (
  account: Account,
  before: StoredOrder | null,
  { implausible: _warned, ...read }: ReadOrder,
  at: Instant,
): StoredOrder | null => {
  const isSameStatus =
    before !== null && before.providerStatus === read.providerStatus && before.status === read.status;
  const known = withItems(read, before);
  const after: StoredOrder = {
    ...known,
    ...plainWordsOf(known),
    accountId: account.id,
    finished: isFinished(read),
    missingRounds: 0,
    statusSeenAt: isSameStatus ? before.statusSeenAt : at,
    otherStatusSeenAt: isSameStatus ? before.otherStatusSeenAt : otherSeenAt(before, account.lastSyncedAt),
  };
  return before !== null && sameOrder(before, after) ? null : after;
};

/**
 * Returns the order with its items as they go on from what is known of them, those that it does not show included: every order buys something,
 * and without an item it would be no rental. What has no status of its own has the order's, and so has what an order that is taken back does not show.
 */
const withItems = <Read extends Pick<ReadOrder, 'items' | 'status' | 'providerOrderId'>>(
  read: Read,
  before: StoredOrder | null,
): Read => {
  if (before === null) return read;
  const known = new Set(before.items);
  const items = matchItems(read.providerOrderId, { known: before.items, read: read.items }).map((item) =>
    known.has(item) && (item.providerStatus === null || isTakenBack(read)) ? { ...item, status: read.status } : item,
  );
  return { ...read, items };
};

/**
 * Returns the names of an order and its items as plain text, or its id where a name has nothing visible; its facts stay as they were sent. Done
 * once here, so that what is searched, exported, rung and shown agrees.
 */
const plainWordsOf = (order: Omit<ReadOrder, 'implausible'>): Pick<ReadOrder, 'title' | 'items'> => ({
  title: plainLine(order.title) || plainLine(order.providerOrderId),
  items: order.items.map((item) => ({
    ...item,
    title: plainLine(item.title) || plainLine(item.id),
    ...(item.name === undefined ? {} : { name: plainLine(item.name) || plainLine(item.title) }),
    spec: plainOrNull(item.spec),
    region: plainOrNull(item.region),
    resourceType: plainOrNull(item.resourceType),
  })),
});

/** The last instant at which the provider did not show an order's new status: the round before, or its own last sight if that was later. */
const otherSeenAt = (before: StoredOrder | null, lastSyncedAt: Instant | null): Instant | null => {
  if (before === null || lastSyncedAt === null) return lastSyncedAt ?? before?.statusSeenAt ?? null;
  return later(lastSyncedAt, before.statusSeenAt);
};

/** Nothing more is expected to happen to an order, so its detail is worth reading only once a day. What contradicts itself will be put right. */
const isFinished = (order: ReadOrder): boolean =>
  !contradictsItself(order) &&
  !isLacking(order) &&
  order.status !== 'unpaid' &&
  order.status !== 'paid' &&
  order.status !== 'unknown'
    ? true
    : order.status === 'paid' &&
      order.items.length > 0 &&
      order.items.every((item) => item.providerStatus === null && item.startsAt !== null);

/** Whether two stored orders say the same. */
export const sameOrder = (one: StoredOrder, other: StoredOrder): boolean => orderText(one) === orderText(other);

const orderText = (order: StoredOrder): string => JSON.stringify(order, sortedKeys);

/** A replacer for `JSON.stringify` that sorts the keys of objects, whose order depends on who built them. */
export const sortedKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
