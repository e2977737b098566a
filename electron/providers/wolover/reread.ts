import type { Order, StoredOrder } from '../../core/model/order.ts';
import { productNameOf } from '../../core/model/product-values.ts';
import type { ReadOrder, RereadableOrder } from '../../core/ports/provider.ts';
import { noEnd, type End } from '../../core/model/deadline.ts';
import { beijingTime } from '../reading/order-times.ts';
import { estimatedEnd } from './estimate.ts';
import { ownUnitFor, unitFor, unitsOf } from './units.ts';

/** What was bought with a stored order, as its row said. */
export interface Bought {
  readonly product: string | null;
  readonly duration: string | null;
}

const said = ({ facts }: Pick<Order, 'facts'>, path: string): string | null =>
  facts.find((fact) => fact.path === path)?.value ?? null;

/** What a product is called now. */
const productOf = (order: Pick<Order, 'facts'>): string | null => productNameOf(said(order, 'orderProductVo.name'));

/** Reads what was bought from the facts that are kept of a row. A product that is called otherwise since is what it was sold as. */
export const boughtWith = (order: Pick<Order, 'facts' | 'soldAs'>): Bought => ({
  product: order.soldAs ?? productOf(order),
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
  const end = hasAbsurdPlacing(order) ? noEnd('implausible') : endFor(order, settings);
  return { ...order, items: order.items.map((item) => ({ ...item, end })) };
};

/**
 * The end by the unit of what was bought. Where only the name that the product has now has a unit of its own, nobody knows whether that is
 * meant for what was sold under another name: the earlier end counts.
 */
const endFor = (order: RereadableOrder, settings: Readonly<Record<string, string>>): End => {
  const units = unitsOf(settings);
  const { product, duration } = boughtWith(order);
  const end = estimatedEnd(order.placedAt, duration, unitFor(units, product));
  const ownOfNow = ownUnitFor(units, productOf(order));
  if (ownUnitFor(units, product) !== null || ownOfNow === null) return end;
  const ofNow = estimatedEnd(order.placedAt, duration, ownOfNow);
  return end.at === null || (ofNow.at !== null && ofNow.at < end.at) ? ofNow : end;
};

/** The order as it goes on from what was stored: a product that is renamed, or not named any more, keeps the unit that it was sold by. */
export const asKnown = (
  read: ReadOrder,
  before: StoredOrder,
  settings: Readonly<Record<string, string>>,
): ReadOrder => {
  const { product } = boughtWith(before);
  return product === null || product === productOf(read) ? read : reread({ ...read, soldAs: product }, settings);
};
