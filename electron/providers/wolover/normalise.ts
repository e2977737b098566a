import { noEnd, type End } from '../../core/model/deadline.ts';
import type { OrderItem, OrderStatus } from '../../core/model/order.ts';
import { providerOrderIdOf, type Instant } from '../../core/model/ids.ts';
import { minute, addMs } from '../../core/model/instant.ts';
import { toldOf } from '../reading/facts.ts';
import { cut } from '../../core/model/cut.ts';
import type { ReadOrder } from '../../core/ports/provider.ts';
import { absurdAmong, beijingTime, placingTime, type SaidTime } from '../reading/order-times.ts';
import { plainDecimal, wholeNumber } from '../reading/amounts.ts';
import { estimatedEnd, isAbsurdDuration } from './estimate.ts';
import { rowOf, type WoloverRow } from './schema.ts';
import { unitFor, type Units } from './units.ts';

/** An unpaid order lapses, and a frozen machine is destroyed, this long after it began ("30分钟" in the document). */
const graceMs = 30 * minute;

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
const frozenStatus = '6';
const renewalStatus = '10';

const productTypes: ReadonlyMap<string, string> = new Map([
  ['1', 'virtual-machine'],
  ['2', 'container'],
  ['3', 'bare-metal'],
]);

/** Reads one row at an instant; null when it has no id and can be no order. */
export const normaliseRow = (raw: unknown, units: Units, nowMs: number): ReadOrder | null => {
  const row = rowOf(raw);
  if (row === null || row.id === null) return null;
  const { id } = row;
  const word = row.status === null ? null : String(wholeNumber(row.status) ?? row.status);
  const status = (word === null ? undefined : statuses.get(word)) ?? 'unknown';
  const placed = placingTime(beijingTime(row.createTime), nowMs);
  const placedAt = placed.at;
  const product = row.orderProductVo?.name ?? null;
  const title = cut(product ?? id, 200);
  const unit = unitFor(units, product);
  const estimated = estimatedEnd(placedAt, row.buyDuration, unit);
  const absurd = [
    ...absurdAmong({ createTime: placed }),
    ...(isAbsurdDuration(row.buyDuration, estimated) ? ['buyDuration'] : []),
  ];
  return {
    providerOrderId: providerOrderIdOf(id),
    orderNumber: null,
    kind: word === renewalStatus ? 'renewal' : 'new',
    status,
    providerStatus: row.status,
    title,
    placedAt,
    paidAt: null,
    cancelledAt: null,
    payBy: status === 'unpaid' && placedAt !== null ? { at: addMs(placedAt, graceMs), basis: 'derived' } : null,
    listPrice: null,
    price: null,
    paid: null,
    items: [itemOf(row, { id, title, status, placed, estimated })],
    frozenForMs: word === frozenStatus ? graceMs : null,
    ...toldOf([{ value: raw }], missingIn(row, placedAt, absurd), absurd),
    listFingerprint: null,
    detailReadAt: null,
  };
};

type Product = NonNullable<WoloverRow['orderProductVo']>;

interface ItemContext {
  readonly id: string;
  readonly title: string;
  readonly status: OrderStatus;
  readonly placed: SaidTime;
  readonly estimated: End;
}

const itemOf = (row: WoloverRow, { id, title, status, placed, estimated }: ItemContext): OrderItem => ({
  id,
  resourceId: null,
  resourceType: row.productType === null ? null : (productTypes.get(row.productType) ?? row.productType),
  region: null,
  title,
  spec: specOf(row.orderProductVo),
  status,
  providerStatus: row.status,
  startsAt: placed.at,
  end: placed.isAbsurd ? noEnd('implausible') : estimated,
  price: null,
  billing: row.buyDuration === null ? 'unknown' : 'period',
});

const missingIn = (row: WoloverRow, placedAt: Instant | null, absurd: readonly string[]): readonly string[] => [
  ...(row.status === null ? ['status'] : []),
  ...(placedAt === null ? ['createTime'] : []),
  ...(row.buyDuration === null || absurd.includes('buyDuration') ? ['buyDuration'] : []),
  ...(row.orderProductVo?.name ? [] : ['orderProductVo.name']),
];

/** `10×RTX 4090 24 GB · 16 vCPU 酷睿i5 · 8 GB RAM · 50 GB disk · centos 8.2.2004`, as far as the row says. */
const specOf = (product: Product | null): string | null => {
  if (product === null) return null;
  const image = product.orderMirrorImageVo;
  const parts = [
    cardsOf(product),
    joinParts([withUnit(product.vcpu, 'vCPU'), product.cpuModel]),
    withUnit(product.intMemory, 'GB', 'RAM'),
    withUnit(product.systemDisk, 'GB', 'disk'),
    image?.name ? joinParts([image.name, image.version]) : null,
  ];
  const spec = parts.filter((part) => part !== null).join(' · ');
  return spec === '' ? null : cut(spec, 200);
};

const cardsOf = ({ graphicsCardNum, orderGraphicsCardVo: card }: Product): string | null => {
  const name = card?.model ?? card?.type ?? null;
  if (name === null || (graphicsCardNum !== null && isNone(graphicsCardNum))) return null;
  const memory = card?.memory ?? null;
  // Some models are named after their memory.
  const isNamed = memory !== null && name.replaceAll(/\s/g, '').includes(`${memory}G`);
  const count = graphicsCardNum === null ? '' : `${graphicsCardNum}×`;
  return joinParts([`${count}${name}`, isNamed ? null : withUnit(memory, 'GB')]);
};

/** A size with what it counts; null where there is none. What is no bare number has a unit of its own. */
const withUnit = (size: string | null, unit: string, of: string | null = null): string | null => {
  if (size === null || isNone(size)) return null;
  return joinParts([size, plainDecimal(size) === null ? null : unit, of]);
};

/** Nothing is what a machine has none of. */
const isNone = (size: string): boolean => {
  const decimal = plainDecimal(size);
  return decimal !== null && !(Number(decimal) > 0);
};

const joinParts = (parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join(' ') || null;
