import type { SightedOrder } from '../../core/model/order.ts';
import type { Assembled } from '../../edges/store/unassembled.ts';

/** An order of a scope: as rentals know it, and as it is stored. */
export interface LoadedOrder {
  readonly key: number;
  readonly before: SightedOrder | null;
  readonly after: SightedOrder;
  readonly assembled: Assembled;
}

/** An order as it is stored, and what was made rentals of it. */
export const asStored = (key: number, after: SightedOrder, assembled: Assembled): LoadedOrder => {
  const { was } = assembled;
  const before = was === 'same' ? after : was === 'new' || was === 'damaged' ? null : was;
  return { key, before, after, assembled };
};

/** The same as its rentals know it; null where it has none yet. */
export const asAssembled = (key: number, stored: SightedOrder, { was }: Assembled): LoadedOrder | null => {
  if (was === 'new') return null;
  const order = was === 'same' || was === 'damaged' ? stored : was;
  return { key, before: order, after: order, assembled: { was: 'same' } };
};
