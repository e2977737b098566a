import { deadlinesOf } from '../deadlines/deadlines.ts';
import type { Instant } from '../model/ids.ts';
import { epochMsOf } from '../model/instant.ts';
import type { OrderItem, OrderStatus, SightedOrder } from '../model/order.ts';
import type { Rental } from '../model/rental.ts';
import type { RentalPhase } from '../model/rental-phase.ts';
import type { StoredResource } from '../model/resource.ts';
import type { Change, ChangeKind } from '../model/sync.ts';
import type { Entry } from './entry.ts';
import { phaseOfResource } from './listed-resource.ts';
import { counts, statusOf } from './phase.ts';
import { wasRenewed, type RentalAmongOrders } from './renewal.ts';

/** The orders, resources and rentals of one account at one time. */
export interface Picture {
  readonly orders: ReadonlyMap<string, SightedOrder>;
  readonly resources: ReadonlyMap<string, StoredResource>;
  readonly rentals: ReadonlyMap<string, Rental>;
}

const byStatus: Readonly<Partial<Record<OrderStatus, ChangeKind>>> = {
  expired: 'expired',
  completed: 'expired',
  released: 'released',
  refunded: 'refunded',
  failed: 'failed',
};

/** Returns what a round changed, from what was stored before and after it, in the order of the orders. */
export const diff = (before: Picture, after: Picture, at: Instant): readonly Change[] => {
  const rentalsOfOrder = new Map<string, Rental[]>();
  for (const rental of after.rentals.values()) {
    for (const id of rental.orders) rentalsOfOrder.set(id, [...(rentalsOfOrder.get(id) ?? []), rental]);
  }
  const changes: Change[] = [];
  for (const [id, order] of after.orders) {
    const known = before.orders.get(id) ?? null;
    if (known !== order) changes.push(...orderChanges(known, order, rentalsOfOrder.get(id) ?? [], at));
  }
  // What an order or an end has told is not told once more of the resource.
  const wordsOf = ({ rentalId, kind }: Change): string => `${kind} ${rentalId}`;
  const told = new Set(changes.map(wordsOf));
  for (const [id, rental] of after.rentals) {
    const known = before.rentals.get(id);
    const ofRental =
      known === undefined
        ? []
        : rentalChanges({ rental: known, orders: before.orders }, { rental, orders: after.orders }, at);
    for (const change of ofRental) told.add(wordsOf(change));
    const ofResource = resourceChanges(rental, known?.phase ?? null, before, after);
    changes.push(...ofResource.filter((change) => !told.has(wordsOf(change))), ...ofRental);
  }
  return changes;
};

const orderChanges = (
  before: SightedOrder | null,
  after: SightedOrder,
  rentals: readonly Rental[],
  at: Instant,
): readonly Change[] => {
  const change = (kind: ChangeKind, rental: Rental): Change => ({
    kind,
    rentalId: rental.id,
    providerOrderId: after.providerOrderId,
    before: before?.providerStatus ?? null,
    after: after.providerStatus,
  });
  if (before === null || before.items.length === 0) {
    return rentals.flatMap((rental) => kindsAtFirstSight(after).map((kind) => change(kind, rental)));
  }
  const paid =
    after.status === 'paid' && before.status !== 'paid' ? rentals.map((rental) => change('paid', rental)) : [];
  const ofItems = after.items.flatMap((item) => {
    const known = before.items.find(({ id }) => id === item.id);
    const rental = rentalOfItem(after, item, rentals);
    if (known === undefined || rental === null) return [];
    const kind = itemChange({ order: before, item: known }, { order: after, item }, at);
    return kind === null ? [] : [change(kind, rental)];
  });
  return [...paid, ...ofItems];
};

/** Frozen data cannot wait, even where nobody saw it run; nor can a purchase that came to nothing between two rounds. */
const kindsAtFirstSight = (order: SightedOrder): readonly ChangeKind[] => {
  const statuses = order.items.map((item) => statusOf({ order, item }));
  return [
    'placed',
    ...(order.frozenForMs === null ? [] : (['expired'] as const)),
    ...(['failed', 'refunded'] as const).filter((kind) => statuses.includes(kind)),
  ];
};

const rentalOfItem = (order: SightedOrder, item: OrderItem, rentals: readonly Rental[]): Rental | null =>
  rentals.find(({ id }) => id.endsWith(`:${order.providerOrderId}/${item.id}`)) ??
  rentals.find(({ resourceId }) => resourceId !== null && resourceId === item.resourceId) ??
  rentals[0] ??
  null;

/** By the item's own word: an order can go on while one of its items fails. */
const itemChange = (before: Entry, after: Entry, at: Instant): ChangeKind | null => {
  const [was, is] = [statusOf(before), statusOf(after)];
  if (isDelivered(after, at) && !isDelivered(before, at)) {
    if (was === 'expired' || was === 'completed') return 'renewed';
    // What a renewal or a change brings is not delivered: it is there already.
    return after.order.kind === 'renewal' || after.order.kind === 'change' ? null : 'delivered';
  }
  // Cancelled in time or not, nobody paid: what was bought with it never was.
  if (was === 'unpaid' && is === 'cancelled') return 'lapsed';
  return was === is ? null : (byStatus[is] ?? null);
};

const isDelivered = (entry: Entry, at: Instant): boolean =>
  statusOf(entry) === 'active' || (statusOf(entry) === 'paid' && counts(entry) && (entry.item.startsAt ?? at) <= at);

/**
 * A resource that was never listed before is placed by being met, unless orders told of it: then it goes on from what they said. One that
 * is gone was released, whatever its end.
 */
const resourceChanges = (
  { id, listing }: Rental,
  phaseBefore: RentalPhase | null,
  before: Picture,
  after: Picture,
): readonly Change[] => {
  const is = listing === null ? undefined : after.resources.get(listing.key);
  if (is === undefined) return [];
  const was = before.resources.get(is.key);
  if (was === is) return [];
  const kind = resourceChange(was === undefined ? phaseBefore : phaseOfResource(was), phaseOfResource(is));
  return kind === null
    ? []
    : [
        {
          ...{ kind, rentalId: id, providerOrderId: null },
          ...{ before: was?.providerState ?? null, after: is.providerState },
        },
      ];
};

const resourceChange = (was: RentalPhase | null, is: RentalPhase): ChangeKind | null => {
  if (was === null) return 'placed';
  if (was === is) return null;
  switch (is) {
    case 'delivered':
      // It may have been there all along.
      if (was === 'unknown' || was === 'vanished' || was === 'paid') return null;
      return was === 'expired' || was === 'frozen' ? 'renewed' : 'delivered';
    case 'expired':
    case 'released':
      return is;
    default:
      return null;
  }
};

const rentalChanges = (before: RentalAmongOrders, after: RentalAmongOrders, at: Instant): readonly Change[] => {
  const [was, is] = [before.rental, after.rental];
  const facts = { rentalId: is.id, providerOrderId: null, before: was.end.at, after: is.end.at };
  if (is.phase === 'vanished' && was.phase !== 'vanished')
    return [{ kind: 'vanished', ...facts, ...(isAwaited(was, at) ? { silences: true } : {}) }];
  if (was.end.at === is.end.at || is.end.at === null) return [];
  const isLater = was.end.at !== null && is.end.at > was.end.at;
  // Where a resource tells its end, no order has to.
  const isRenewed = isLater && (is.listing !== null || wasRenewed(before, after));
  return [{ kind: isRenewed ? 'renewed' : 'endMoved', ...facts }];
};

/** Whether a deadline of a rental lies ahead. */
const isAwaited = (rental: Rental, at: Instant): boolean =>
  deadlinesOf(rental).some(({ surelyMs }) => surelyMs > epochMsOf(at));
