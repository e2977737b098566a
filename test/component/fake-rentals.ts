import type { Basis, DeadlineKind } from '../../electron/core/model/deadline.ts';
import { accountIdOf, providerOrderIdOf, rentalIdOf, type Instant } from '../../electron/core/model/ids.ts';
import { day, hour, instantOf, minute } from '../../electron/core/model/instant.ts';
import type { SightedOrder } from '../../electron/core/model/order.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';

/** The instant at which the fake world stands still: 18 November 2026, 10:20 in Beijing. */
export const fakeNow: Instant = instantOf(Date.UTC(2026, 10, 18, 2, 20));
const at = (fromNowMs: number): Instant => instantOf(Date.parse(fakeNow) + fromNowMs);

const usual: RentalView = {
  id: rentalIdOf('r-0'),
  account: '公司账号',
  provider: 'qiniu',
  resourceId: 'i-cn-north-1a7f',
  title: '训练机-02',
  tags: [],
  resourceType: 'instance',
  spec: '8 vCPU · 32 GB · 100 GB SSD',
  gpu: null,
  region: '华东-浙江',
  state: 'active',
  startsAt: at(-20 * day),
  end: { at: at(12 * day + 5 * hour), basis: 'stated', note: 'may-be-00:00-beijing-time' },
  releasesAt: null,
  payBy: null,
  nextDeadline: null,
  autoRenews: 'unknown',
  chargesAt: null,
  afterwards: null,
  intention: 'undecided',
  orders: [providerOrderIdOf('602892b7b500000eed4190e932000000')],
  nextReminderAt: at(5 * day),
  noRing: null,
  lastConfirmedAt: at(-4 * minute),
  stale: false,
  price: { amount: '10.10', currency: 'CNY' },
};

const rental = (id: string, change: Partial<RentalView>): RentalView => {
  const whole = { ...usual, id: rentalIdOf(id), ...change };
  return { ...whole, nextDeadline: change.nextDeadline ?? nextOf(whole) };
};

/** As main finds it, by the state: what is over or unknown has none. */
const nextOf = ({ state, payBy, releasesAt, end }: RentalView): RentalView['nextDeadline'] => {
  const ahead = (kind: DeadlineKind, due: { readonly at: Instant | null; readonly basis: Basis } | null) =>
    due !== null && due.at !== null && due.at > fakeNow ? { kind, at: due.at, basis: due.basis } : null;
  if (state === 'released' || state === 'cancelled' || state === 'unknown') return null;
  if (state === 'frozen') return ahead('releases', releasesAt);
  return state === 'pending' ? ahead('pay-by', payBy) : ahead('ends', end);
};
const lab = { account: '实验室', provider: 'wolover', lastConfirmedAt: at(-2 * minute) };
const team = { account: 'Team cloud', provider: 'unicloud', lastConfirmedAt: at(-26 * hour), stale: true };

const special: readonly RentalView[] = [
  rental('r-1', {
    ...lab,
    title: '4090×1 微调机',
    spec: '1×RTX 4090 24 GB · 16 vCPU · 64 GB',
    gpu: { model: 'RTX 4090', count: 1 },
    state: 'frozen',
    end: { at: at(-8 * minute), basis: 'estimated', note: 'from-purchase-duration' },
    releasesAt: { at: at(15 * minute), surelyAt: at(22 * minute), basis: 'derived', note: 'frozen-window' },
  }),
  rental('r-2', {
    ...lab,
    title: 'A100×8 预训练集群节点七号（华北二区）',
    spec: '8×A100 80 GB · 128 vCPU · 1024 GB',
    state: 'ending',
    end: { at: at(95 * minute), basis: 'estimated', note: 'from-purchase-duration' },
  }),
  rental('r-3', { title: '训练机-02', state: 'ending', end: { at: at(27 * hour), basis: 'stated', note: null } }),
  rental('r-4', {
    ...team,
    title: 'node-7',
    spec: '4 vCPU · 16 GB',
    region: '天津',
    state: 'ending',
    end: { at: at(7 * hour + 40 * minute), basis: 'stated', note: null },
  }),
  rental('r-5', {
    ...team,
    title: '数据盘 500 GB',
    spec: null,
    region: '天津',
    state: 'pending',
    end: { at: null, basis: 'none', note: 'not-stated' },
    payBy: { at: at(20 * hour), basis: 'stated' },
  }),
  rental('r-6', {
    ...lab,
    title: '推理服务-线上',
    spec: '2×L40S 48 GB · 32 vCPU · 256 GB',
    state: 'expired',
    end: { at: at(-3 * hour), basis: 'derived', note: null },
  }),
  rental('r-7', {
    ...team,
    title: 'bandwidth-share',
    spec: 'CHARGING_HOURS',
    state: 'open-ended',
    end: { at: null, basis: 'none', note: 'billed-by-use' },
  }),
  rental('r-8', {
    ...lab,
    title: '容器 3090×2',
    spec: '2×RTX 3090 24 GB',
    end: { at: null, basis: 'none', note: 'unit-unknown' },
  }),
  rental('r-9', {
    ...lab,
    title: '裸金属 H800×8',
    spec: '8×H800 80 GB · 192 vCPU · 2048 GB',
    end: { at: at(400 * day), basis: 'corrected', note: 'corrected-by-user' },
  }),
  rental('r-10', {
    ...lab,
    title: 'V100×4 评测机',
    spec: '4×V100 32 GB',
    end: { at: at(-2 * day), basis: 'estimated', note: 'estimate-passed' },
  }),
  rental('r-11', {
    title: '旧博客',
    spec: '1 vCPU · 2 GB',
    state: 'released',
    end: { at: at(-40 * day), basis: 'stated', note: null },
  }),
  rental('r-12', {
    title: '临时跳板机',
    spec: '2 vCPU · 4 GB',
    state: 'cancelled',
    end: { at: null, basis: 'none', note: 'not-stated' },
  }),
];

const names = ['训练机', '推理机', '开发机', '数据盘', '网关', '数据库', '备份机', '跳板机', '对象存储网关', '评测机'];

/** A believable list, the pressing ones first. */
export const fakeRentals = (count: number): readonly RentalView[] => [
  ...special.slice(0, count),
  ...Array.from({ length: Math.max(0, count - special.length) }, (_, index) =>
    rental(`r-${index + 100}`, {
      ...(index % 3 === 0 ? {} : index % 3 === 1 ? lab : { ...team, title: 'node' }),
      title: `${names[index % names.length] ?? ''}-${String(index + 1).padStart(2, '0')}`,
      end: {
        at: at((3 + index * 2) * day + (index % 24) * hour),
        basis: index % 3 === 1 ? 'estimated' : 'stated',
        note: null,
      },
    }),
  ),
];

/** Two orders behind the one rental that the fake world tells in full. */
export const fakeOrders: readonly SightedOrder[] = [
  {
    accountId: accountIdOf('a-qiniu'),
    providerOrderId: providerOrderIdOf('602892b7b500000eed4190e932000000'),
    orderNumber: '20261029000117',
    kind: 'renewal',
    status: 'active',
    providerStatus: 'complete',
    title: '训练机-02 续费 1 个月',
    placedAt: at(-20 * day),
    paidAt: at(-20 * day + 3 * minute),
    cancelledAt: null,
    payBy: null,
    listPrice: { amount: '1299.00', currency: 'CNY' },
    price: { amount: '1169.10', currency: 'CNY' },
    paid: { amount: '1169.10', currency: 'CNY' },
    items: [
      {
        id: 'item-1',
        resourceId: 'i-cn-north-1a7f',
        resourceType: 'compute',
        region: '华东-浙江',
        title: '训练机-02',
        spec: '8 vCPU · 32 GB',
        status: 'active',
        providerStatus: 'success',
        startsAt: at(-20 * day),
        end: { at: at(27 * hour), basis: 'stated', note: null, earliestAt: null },
        price: { amount: '1169.10', currency: 'CNY' },
        billing: 'period',
      },
    ],
    frozenForMs: null,
    facts: [
      { path: 'order_hash', value: '602892b7b500000eed4190e932000000' },
      { path: 'order_type', value: 'renew' },
      { path: 'status', value: 'complete' },
      { path: 'fee', value: '1299.00' },
      { path: 'c_fee', value: '1169.10' },
      { path: 'items[0].resource_id', value: 'i-cn-north-1a7f' },
      { path: 'items[0].life_start_time', value: '2026-10-29T02:20:00Z' },
      { path: 'items[0].life_expire_time', value: '2026-11-19T05:20:00Z' },
      { path: 'items[0].discount', value: null },
    ],
    incomplete: [],
    statusSeenAt: at(-20 * day),
    otherStatusSeenAt: null,
    missingRounds: 0,
  },
  {
    accountId: accountIdOf('a-qiniu'),
    providerOrderId: providerOrderIdOf('5f1a92b7b500000eed4190e932000001'),
    orderNumber: '20260929000032',
    kind: 'new',
    status: 'active',
    providerStatus: 'complete',
    title: '训练机-02',
    placedAt: at(-50 * day),
    paidAt: at(-50 * day + 9 * minute),
    cancelledAt: null,
    payBy: null,
    listPrice: { amount: '1299.00', currency: 'CNY' },
    price: { amount: '1299.00', currency: 'CNY' },
    paid: { amount: '1299.00', currency: 'CNY' },
    items: [],
    frozenForMs: null,
    facts: [{ path: 'order_type', value: 'create' }],
    incomplete: ['items'],
    statusSeenAt: at(-50 * day),
    otherStatusSeenAt: null,
    missingRounds: 0,
  },
];
