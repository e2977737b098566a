import { rentalIdOf, type AccountId, type Instant, type ProviderOrderId, type RentalId } from '../model/ids.ts';
import type { OrderItem, SightedOrder } from '../model/order.ts';
import type { Intention, OwnPoints, Rental } from '../model/rental.ts';
import type { End, Release } from '../model/deadline.ts';
import { day, addMs } from '../model/instant.ts';
import type { Money } from '../model/money.ts';
import type { StoredResource } from '../model/resource.ts';
import type { Entry, RentalSources } from './entry.ts';
import { phaseOf, releaseOf, unpaidOf } from './phase.ts';
import { groupOf, groupOfResource, nameOfItem, nameOfResource, rootOf } from './groups.ts';
import { endOf } from './rental-end.ts';
import { separatePurchases, type RootedEntry } from './separate-purchases.ts';
import type { AccountRule } from '../model/account.ts';
import type { RentalWish } from '../model/rental-wish.ts';

/** What the user said that bears on assembling. */
export interface AssemblyWishes {
  /** Whether something was said or told under this id. */
  readonly isSpokenOf: (id: RentalId) => boolean;
  readonly wishOf: (id: RentalId) => RentalWish | null;
  /** The order that the user says a renewal belongs to; null when the user said nothing. */
  readonly joinedInto: (id: ProviderOrderId) => ProviderOrderId | null;
  readonly rule: AccountRule;
}

/** What an account's provider told: what was once ordered, and what is rented now. */
export interface AccountSources {
  readonly orders: readonly SightedOrder[];
  readonly resources: readonly StoredResource[];
}

/**
 * Assembles what one account's provider told into its rentals: purchases and renewals of one resource, and what is listed of it now, make
 * one rental, unless several purchases share its id. Of a part of the sources only these groups are whole, and only they become rentals; see `groupOf`.
 */
export const assemble = (
  account: { readonly id: AccountId; readonly provider: string },
  { orders, resources }: AccountSources,
  wishes: AssemblyWishes,
  groupsWhole: ReadonlySet<string> | null = null,
): readonly Rental[] => {
  const isWhole = (group: string): boolean => groupsWhole === null || groupsWhole.has(group);
  const groups = new Map<string, { readonly entries: RootedEntry[]; readonly resource: StoredResource | null }>();
  for (const resource of [...resources].sort(byKey)) {
    // Products number theirs alike; an order tells of the first that has the id, in whatever sequence they were met.
    const key = groupOfResource(resource);
    if (!isWhole(key)) continue;
    groups.set(groups.has(key) ? `listed ${resource.key}` : key, { entries: [], resource });
  }
  const byId = new Map(orders.map((order) => [order.providerOrderId, order]));
  for (const order of [...orders].sort(byPlacing)) {
    const rootId = rootOf(order.providerOrderId, wishes.joinedInto);
    for (const item of order.items) {
      const key = groupOf(order, item, byId.get(rootId));
      if (!isWhole(key)) continue;
      const group = groups.get(key);
      const entry = { order, item, rootId: byId.has(rootId) ? rootId : order.providerOrderId };
      if (group === undefined) groups.set(key, { entries: [entry], resource: null });
      else group.entries.push(entry);
    }
  }
  return [...groups.values()].flatMap((group) => sourcesOf(group).map((sources) => rentalOf(account, sources, wishes)));
};

/** What is listed names one machine; where only orders tell of an id, several purchases may share it. */
const sourcesOf = ({
  entries,
  resource,
}: {
  readonly entries: readonly RootedEntry[];
  readonly resource: StoredResource | null;
}): readonly RentalSources[] =>
  resource !== null || entries.length < 2
    ? [{ entries, resource }]
    : separatePurchases(entries).map((together) => ({ entries: together, resource: null }));

const byKey = (one: StoredResource, other: StoredResource): number => (one.key < other.key ? -1 : 1);

const byPlacing = (one: SightedOrder, other: SightedOrder): number => {
  if (one.placedAt === other.placedAt) return one.providerOrderId < other.providerOrderId ? -1 : 1;
  // An order that does not say when it was placed is never taken for the first.
  if (one.placedAt === null || other.placedAt === null) return one.placedAt === null ? 1 : -1;
  return one.placedAt < other.placedAt ? -1 : 1;
};

const rentalOf = (
  account: { readonly id: AccountId; readonly provider: string },
  sources: RentalSources,
  wishes: AssemblyWishes,
): Rental => {
  const { entries, resource } = sources;
  const first = entries[0] ?? null;
  const id = nameOf(account.id, sources, wishes);
  const wish = wishes.wishOf(id);
  const { end, providerEndAt, setBy } = endOf(sources, wish);
  const unpaid = unpaidOf(entries);
  const described = [...entries].reverse();
  const firstKnown = <Value>(pick: (item: OrderItem) => Value | null): Value | null =>
    described.map((entry) => pick(entry.item)).find((value) => value !== null) ?? null;
  return {
    id,
    accountId: account.id,
    provider: account.provider,
    resourceId: resource?.resourceId ?? firstKnown((item) => item.resourceId),
    resourceType: resource?.kind ?? firstKnown((item) => item.resourceType),
    ...titleOf(wish?.label ?? resource?.name ?? firstKnown((item) => item.name ?? null), sources),
    ...(wish === null || wish.tags.length === 0 ? {} : { tags: wish.tags }),
    spec: resource?.spec ?? firstKnown((item) => item.spec),
    region: resource?.region ?? firstKnown((item) => item.region),
    phase: phaseOf(sources),
    openEnded: end.at === null && isBilledByUse(sources),
    startsAt: first?.item.startsAt ?? resource?.startsAt ?? null,
    end,
    providerEndAt,
    periodStartsAt: setBy?.item.startsAt ?? null,
    paidPer: resource?.paidPer ?? null,
    autoRenews: resource?.autoRenews ?? 'unknown',
    chargesAt: resource?.chargesAt ?? null,
    afterwards: resource?.afterwards ?? null,
    balance: null,
    listing: resource === null ? null : { key: resource.key, list: resource.list },
    payBy: unpaid?.order.payBy ?? null,
    payBySeenAt: unpaid?.order.statusSeenAt ?? null,
    releases: releaseOf(sources) ?? keptRelease(end, wishes.rule),
    lastPrice: setBy === null ? null : lastPriceOf(setBy),
    intention: intentionFor(wish, end.at),
    snooze: wish?.snooze ?? null,
    mutedUntil: wish?.mutedUntil ?? null,
    ownPoints: ownPointsOf(wish, wishes.rule),
    orders: [...new Set(entries.map((entry) => entry.order.providerOrderId))],
  };
};

/** A name stands before the provider's words, which are kept beside it: they say what the thing is. */
const titleOf = (name: string | null, { entries, resource }: RentalSources): Pick<Rental, 'title' | 'words'> => {
  // The title of a listed thing that has a name is that name.
  const words = entries[0]?.item.title ?? (resource?.name === null ? resource.title : '');
  return name === null ? { title: words } : { title: name, words };
};

/**
 * Returns the id of a rental. It is named by its first item, so that it stays the same when it is renewed or its resource becomes known, and
 * by the resource where there is none. Where something older is read later, what was said and told of the rental keeps its name.
 */
const nameOf = (
  accountId: AccountId,
  { entries, resource }: RentalSources,
  { isSpokenOf }: AssemblyWishes,
): RentalId => {
  const names = [
    ...entries.map(({ order, item }) => nameOfItem(order, item)),
    ...(resource === null ? [] : [nameOfResource(resource)]),
  ].map((name) => rentalIdOf(`${accountId}:${name}`));
  const [first] = names;
  if (first === undefined) throw new Error('a rental has an item or a resource');
  return (names.length > 1 ? names.find(isSpokenOf) : undefined) ?? first;
};

const isBilledByUse = ({ entries, resource }: RentalSources): boolean =>
  resource?.end.note === 'billed-by-use' || entries.some(({ item }) => item.billing === 'use');

/** Returns what was paid for a period: the whole order where it bought nothing else, since an item may only have its list price. */
const lastPriceOf = ({ order, item }: Entry): Money | null =>
  order.items.length === 1 ? (order.paid ?? item.price) : (item.price ?? order.paid);

/** An intention was about one end; a renewal, or an end that moved, makes it void. */
const intentionFor = (wish: RentalWish | null, endAt: Instant | null): Intention =>
  wish !== null && wish.intendedFor === endAt ? wish.intention : 'undecided';

/**
 * Returns what is meant to happen with a rental after a round or a word of the user. A correction of the end, or its taking back, leaves
 * it as it was said (`isMoved`: it is about another end now); a renewal, or a provider that moves the end, makes it void.
 */
export const planAfter = (
  wish: RentalWish | null,
  before: Rental | null,
  after: Rental,
  { byUser, renewed }: { readonly byUser: boolean; readonly renewed: boolean },
): { readonly intention: Intention; readonly isMoved: boolean } => {
  const isSame =
    before !== null &&
    before.orders.length === after.orders.length &&
    before.orders.every((id) => after.orders.includes(id));
  if (wish === null || !byUser || renewed || !isSame || wish.intendedFor !== before.end.at)
    return { intention: intentionFor(wish, after.end.at), isMoved: false };
  return { intention: wish.intention, isMoved: wish.intendedFor !== after.end.at };
};

const ownPointsOf = (wish: RentalWish | null, rule: AccountRule): OwnPoints | null => {
  if (wish !== null && wish.pointsMs !== null) return { of: 'rental', pointsMs: wish.pointsMs };
  return rule.pointsMs === null ? null : { of: 'account', pointsMs: rule.pointsMs };
};

/** Where no provider says how long data is kept, the user may know. Nothing is counted from an estimated end. */
export const keptRelease = ({ at, earliestAt, basis }: End, { daysKept }: AccountRule): Release | null => {
  if (daysKept === null || at === null || basis === 'estimated') return null;
  return {
    at: addMs(earliestAt ?? at, daysKept * day),
    surelyAt: addMs(at, daysKept * day),
    basis: 'corrected',
    note: 'from-user-setting',
  };
};
