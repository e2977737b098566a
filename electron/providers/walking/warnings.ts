import { contradictsItself, isLacking } from '../../core/model/order.ts';
import type { RoundWarning } from '../../core/model/sync.ts';
import type { WalkedList } from './paging.ts';
import type { ReadOrder, ReadResource } from '../../core/ports/provider.ts';

/** What a walk over pages has to say: stopped before its end, or the list did not stand still. */
export const walkWarnings = (walked: Pick<WalkedList<unknown>, 'settled' | 'unfinished'>): readonly RoundWarning[] => {
  if (walked.unfinished) return [{ code: 'round.unfinished' }];
  return walked.settled ? [] : [{ code: 'round.unsettled' }];
};

/** How many orders state a time or a duration that no order can have, so that it counts as unknown. */
export const implausibleWarning = (orders: readonly Pick<ReadOrder, 'implausible'>[]): readonly RoundWarning[] => {
  const count = orders.filter(({ implausible }) => implausible !== undefined).length;
  return count === 0 ? [] : [{ code: 'order.implausible', count }];
};

/** How many orders say that they are unpaid or taken back while an item of theirs is delivered. */
export const contradictoryWarning = (
  orders: readonly Pick<ReadOrder, 'status' | 'items'>[],
): readonly RoundWarning[] => {
  const count = orders.filter(contradictsItself).length;
  return count === 0 ? [] : [{ code: 'order.contradictory', count }];
};

/**
 * How many orders lack something that the list needs, those without even an id included. One that says something absurd is told of as
 * that alone, whatever else it lacks: the graver of the two, and its page names both. What is merely kept in part lacks nothing.
 */
export const incompleteWarning = (
  orders: readonly Pick<ReadOrder, 'incomplete' | 'cut' | 'implausible'>[],
  unreadable: number,
): readonly RoundWarning[] => {
  const count = orders.filter((order) => isLacking(order) && order.implausible === undefined).length + unreadable;
  return count === 0 ? [] : [{ code: 'order.incomplete', count }];
};

/** The same of resources: how many state an absurd time, and how many lack something or have not even an id. */
export const resourceWarnings = (resources: readonly ReadResource[], unreadable: number): readonly RoundWarning[] => {
  const implausible = resources.filter((resource) => resource.implausible !== undefined).length;
  const incomplete =
    resources.filter((resource) => isLacking(resource) && resource.implausible === undefined).length + unreadable;
  return [
    ...(implausible === 0 ? [] : [{ code: 'resource.implausible', count: implausible } as const]),
    ...(incomplete === 0 ? [] : [{ code: 'resource.incomplete', count: incomplete } as const]),
  ];
};
