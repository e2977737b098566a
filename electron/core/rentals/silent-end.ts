import type { DeadlineNote, End } from '../model/deadline.ts';
import type { Rental } from '../model/rental.ts';
import type { Entry } from './entry.ts';
import { presentOf, statusOf } from './phase.ts';
import type { RentalAmongOrders } from './renewal.ts';

/** An end that is none for one of these reasons was not said, or not so that it could be believed; the others say that there is none. */
const silences: ReadonlySet<DeadlineNote> = new Set(['implausible', 'not-stated', 'unit-unknown']);

/** What is over by its provider's word has no end to say either. */
const isGone = ({ phase }: Rental): boolean => phase === 'released' || phase === 'cancelled';

/** Whether an end is none because none was said, or none that could be believed. */
export const isUnsaid = ({ at, note }: End): boolean => at === null && note !== null && silences.has(note);

/** What failed, or was taken back, has no end to say. */
const isOff = (entry: Entry): boolean => ['failed', 'cancelled', 'refunded', 'released'].includes(statusOf(entry));

const isSilent = ({ item }: Entry): boolean => isUnsaid(item.end);

const entriesOf = ({ rental, orders }: RentalAmongOrders): readonly Entry[] =>
  rental.orders.flatMap((id) => {
    const order = orders.get(id);
    return order === undefined ? [] : order.items.map((item) => ({ order, item }));
  });

/**
 * Whether the order, or the resource, that said when a rental ends is still there and does not say it any more. Where nothing else says an end, that is
 * so as long as no order says that there is none; where another order says an earlier one, only if it was this one that set the known end.
 */
export const isSilentOnEnd = (before: RentalAmongOrders, after: RentalAmongOrders): boolean => {
  if (after.rental.listing !== null) return !isGone(after.rental) && isUnsaid(after.rental.end);
  const present = presentOf(entriesOf(after)).filter((entry) => !isOff(entry));
  const silent = present.filter(isSilent);
  if (silent.length === 0) return false;
  if (after.rental.end.at === null) return present.every((entry) => isSilent(entry) || entry.item.end.at !== null);
  const known = before.rental.end;
  if (known.note === 'no-longer-stated') return true;
  const setIt = entriesOf({ rental: after.rental, orders: before.orders }).filter(
    ({ item }) => item.end.at === known.at,
  );
  return silent.some((now) =>
    setIt.some((then) => then.order.providerOrderId === now.order.providerOrderId && then.item.id === now.item.id),
  );
};
