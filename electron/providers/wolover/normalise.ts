import type { OrderItem, OrderStatus } from '../../contract/order.ts';
import { providerOrderIdOf, type Instant } from '../../contract/ids.ts';
import { minute, shifted } from '../../contract/instant.ts';
import { toldOf } from '../facts.ts';
import { cut } from '../fields.ts';
import type { ReadOrder } from '../provider.ts';
import { beijingInstant } from '../times.ts';
import { wholeNumber } from '../amounts.ts';
import { estimatedEnd } from './estimate.ts';
import { rowSchema, type WoloverRow } from './schema.ts';
import { unitFor, type DurationUnit, type Units } from './units.ts';

/** An unpaid order lapses, and a frozen machine is destroyed, this long after it began ("30分钟" in the document). */
const half = 30 * minute;

/** Both tables of the document together. 10 is an event, not a state: the order itself runs. */
const statuses: ReadonlyMap<string, OrderStatus> = new Map([
  ['1', 'unpaid'],
  ['2', 'paid'],
  ['3', 'cancelled'],
  ['4', 'cancelled'],
  ['5', 'active'],
  ['6', 'expired'],
  ['7', 'refunded'],
  ['8', 'completed'],
  ['9', 'released'],
  ['10', 'active'],
]);
const frozen = '6';
const renewal = '10';

const productTypes: ReadonlyMap<string, string> = new Map([
  ['1', 'virtual-machine'],
  ['2', 'container'],
  ['3', 'bare-metal'],
]);

/** Reads one row; null when it has no id and can be no order. */
export const normaliseRow = (raw: unknown, units: Units): ReadOrder | null => {
  const parsed = rowSchema.safeParse(raw);
  if (!parsed.success || parsed.data.id === null) return null;
  const row = parsed.data;
  const id = parsed.data.id;
  const word = row.status === null ? null : String(wholeNumber(row.status) ?? row.status);
  const status = (word === null ? undefined : statuses.get(word)) ?? 'unknown';
  const placedAt = beijingInstant(row.createTime);
  const product = row.orderProductVo?.name ?? null;
  const title = cut(product ?? id, 200);
  const unit = unitFor(units, product);
  return {
    providerOrderId: providerOrderIdOf(id),
    orderNumber: null,
    kind: word === renewal ? 'renewal' : 'new',
    status,
    providerStatus: row.status,
    title,
    placedAt,
    paidAt: null,
    cancelledAt: null,
    payBy: status === 'unpaid' && placedAt !== null ? { at: shifted(placedAt, half), basis: 'derived' } : null,
    listPrice: null,
    price: null,
    paid: null,
    items: [itemOf(row, { id, title, status, placedAt, unit })],
    frozenForMs: word === frozen ? half : null,
    ...toldOf([{ value: raw }], missingIn(row, placedAt)),
    listMark: null,
    detailReadAt: null,
  };
};

interface ItemContext {
  readonly id: string;
  readonly title: string;
  readonly status: OrderStatus;
  readonly placedAt: Instant | null;
  readonly unit: DurationUnit | null;
}

const itemOf = (row: WoloverRow, { id, title, status, placedAt, unit }: ItemContext): OrderItem => ({
  id,
  resourceId: null,
  resourceType: row.productType === null ? null : (productTypes.get(row.productType) ?? row.productType),
  region: null,
  title,
  spec: specOf(row.orderProductVo),
  status,
  providerStatus: row.status,
  startsAt: placedAt,
  end: estimatedEnd(placedAt, row.buyDuration, unit),
  price: null,
  billing: row.buyDuration === null ? 'unknown' : 'period',
});

const missingIn = (row: WoloverRow, placedAt: Instant | null): readonly string[] => [
  ...(row.status === null ? ['status'] : []),
  ...(placedAt === null ? ['createTime'] : []),
  ...(wholeNumber(row.buyDuration) === null ? ['buyDuration'] : []),
  ...(row.orderProductVo?.name ? [] : ['orderProductVo.name']),
];

/** `10×RTX 4090 · 16 vCPU · 8 GB RAM · centos 8.2.2004`, as far as the row says. */
const specOf = (product: WoloverRow['orderProductVo']): string | null => {
  if (product === null) return null;
  const card = product.orderGraphicsCardVo?.model ?? product.orderGraphicsCardVo?.type ?? null;
  const cards = product.graphicsCardNum ?? '1';
  const image = product.orderMirrorImageVo;
  const parts = [
    card === null || cards === '0' ? null : `${cards}×${card}`,
    product.vcpu === null ? null : `${product.vcpu} vCPU`,
    product.intMemory === null ? null : `${product.intMemory} GB RAM`,
    image?.name ? [image.name, image.version].filter((part) => part !== null).join(' ') : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : cut(parts.join(' · '), 200);
};
