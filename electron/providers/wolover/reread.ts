import type { Order } from '../../core/model/order.ts';
import { productNameOf } from '../../core/model/product-values.ts';
import type { RereadableOrder } from '../../core/ports/provider.ts';
import { noEnd } from '../../core/model/deadline.ts';
import { beijingTime } from '../reading/order-times.ts';
import { estimatedEnd } from './estimate.ts';
import { unitFor, unitsOf } from './units.ts';

/** What was bought with a stored order, as its row said. */
export interface Bought {
  readonly product: string | null;
  readonly duration: string | null;
}

const said = ({ facts }: Pick<Order, 'facts'>, path: string): string | null =>
  facts.find((fact) => fact.path === path)?.value ?? null;

/** Reads what was bought from the facts that are kept of a row. */
export const boughtWith = (order: Pick<Order, 'facts'>): Bought => ({
  product: productNameOf(said(order, 'orderProductVo.name')),
  duration: said(order, 'buyDuration'),
});

/** Whether an order says when it was placed, and was not believed. */
const hasAbsurdPlacing = (order: Pick<Order, 'placedAt' | 'facts'>): boolean => {
  const { named, isAbsurd } = beijingTime(said(order, 'createTime') || null);
  return order.placedAt === null && (isAbsurd || named !== null);
};

/** An order with the end that an account's units give it now: a unit that the user names counts at once, without a round. */
export const reread = <Known extends RereadableOrder>(
  order: Known,
  settings: Readonly<Record<string, string>>,
): Known => {
  const { product, duration } = boughtWith(order);
  const end = hasAbsurdPlacing(order)
    ? noEnd('implausible')
    : estimatedEnd(order.placedAt, duration, unitFor(unitsOf(settings), product));
  return { ...order, items: order.items.map((item) => ({ ...item, end })) };
};
