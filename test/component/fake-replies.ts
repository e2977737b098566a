import { usualPointsOf } from '../../electron/core/deadlines/usual-points.ts';
import { noAccountRule } from '../../electron/core/model/account.ts';
import type { AccountView, PointsExample, RentalDetail } from '../../electron/contract/views.ts';
import { accountIdOf, reminderIdOf, rentalIdOf, type Instant } from '../../electron/core/model/ids.ts';
import { day, hour, instantOf, minute } from '../../electron/core/model/instant.ts';
import type { PointClass } from '../../electron/core/model/point-class.ts';
import type { InboxEntry, ReminderView } from '../../electron/core/model/reminder.ts';
import { fakeNow } from './fake-rentals.ts';

const at = (fromNowMs: number): Instant => instantOf(Date.parse(fakeNow) + fromNowMs);

const account: AccountView = {
  id: accountIdOf('a-qiniu'),
  label: '公司账号',
  provider: 'qiniu',
  baseUrl: 'https://api-qvm.qiniu.com',
  settings: {},
  secretHint: 'k7Qz',
  allowHttp: false,
  addedAt: at(-90 * day),
  intervalMs: 10 * minute,
  requestsPerHour: 6_000,
  paused: false,
  lastSyncedAt: at(-4 * minute),
  staleSince: null,
  failure: null,
  parkedUntil: null,
  syncing: false,
  progress: null,
  orders: 212,
  resources: 0,
  rentals: 96,
  live: 12,
  nextDeadlineAt: at(10 * day),
  nextRoundAt: at(6 * minute),
  rule: noAccountRule,
  balance: null,
};

/** One account in order, one over plain http without a unit, one whose key is rejected. */
export const fakeAccounts: readonly AccountView[] = [
  account,
  {
    ...account,
    id: accountIdOf('a-wolover'),
    label: '实验室',
    provider: 'wolover',
    baseUrl: 'http://203.0.113.20:8090',
    allowHttp: true,
    settings: { durationUnit: 'unknown' },
    secretHint: '9f3e',
    rule: { pointsMs: [2 * day, 6 * hour], mutedUntil: null, daysKept: 7 },
    lastSyncedAt: at(-2 * minute),
    orders: 148,
    rentals: 88,
  },
  {
    ...account,
    id: accountIdOf('a-unicloud'),
    label: 'Team cloud',
    provider: 'unicloud',
    baseUrl: 'https://api.unicloud.com',
    secretHint: '',
    lastSyncedAt: at(-26 * hour),
    staleSince: at(-26 * hour + 10 * minute),
    failure: {
      code: 'account.key-rejected',
      status: 401,
      providerCode: 'InvalidAccessKeyId.NotFound',
      providerMessage: 'Specified access key is not found.',
      requestId: '7C2D5A21-90B1',
    },
    orders: 41,
    rentals: 30,
    nextRoundAt: null,
  },
];

const reminder: ReminderView = {
  id: reminderIdOf('m-1'),
  rentalId: rentalIdOf('r-2'),
  account: '实验室',
  title: 'A100×8 预训练集群节点七号（华北二区）',
  deadline: 'ends',
  deadlineAt: at(95 * minute),
  basis: 'estimated',
  pointMs: 0,
  fireAt: at(95 * minute),
  rule: '28d',
  channels: ['native', 'inbox'],
  state: 'planned',
  reason: null,
  attempts: 0,
  shownAt: null,
};

/** Reminders of today, tomorrow and later. */
export const fakeUpcoming: readonly ReminderView[] = [
  {
    ...reminder,
    id: reminderIdOf('m-0'),
    rentalId: rentalIdOf('r-1'),
    title: '4090×1 微调机',
    deadline: 'releases',
    pointMs: 5 * minute,
    fireAt: at(10 * minute),
    rule: 'frozen',
    basis: 'derived',
  },
  reminder,
  {
    ...reminder,
    id: reminderIdOf('m-2'),
    rentalId: rentalIdOf('r-4'),
    title: 'node-7',
    account: 'Team cloud',
    basis: 'stated',
    pointMs: 2 * hour,
    fireAt: at(5 * hour + 40 * minute),
    rule: '7d',
  },
  {
    ...reminder,
    id: reminderIdOf('m-3'),
    rentalId: rentalIdOf('r-5'),
    title: '数据盘 500 GB',
    account: 'Team cloud',
    deadline: 'pay-by',
    basis: 'stated',
    pointMs: 15 * minute,
    fireAt: at(19 * hour + 45 * minute),
    rule: 'pay-by',
  },
  {
    ...reminder,
    id: reminderIdOf('m-6'),
    rentalId: rentalIdOf('r-6'),
    title: '推理服务-线上',
    basis: 'stated',
    pointMs: day,
    fireAt: at(21 * hour),
    state: 'suppressed',
    reason: 'let-lapse',
  },
  {
    ...reminder,
    id: reminderIdOf('m-4'),
    rentalId: rentalIdOf('r-3'),
    title: '训练机-02',
    account: '公司账号',
    basis: 'stated',
    pointMs: 2 * hour,
    fireAt: at(25 * hour),
  },
  {
    ...reminder,
    id: reminderIdOf('m-5'),
    rentalId: rentalIdOf('r-0'),
    title: '训练机-03',
    account: '公司账号',
    basis: 'stated',
    pointMs: 7 * day,
    fireAt: at(5 * day),
  },
];

/** What points of a class come to for a rental that ends in ten days, whichever class it is. */
export const fakePointsExample = (of: PointClass, pointsMs: readonly number[] | null): PointsExample => {
  const countsFrom = at(10 * day);
  const points = [...new Set([...(pointsMs ?? usualPointsOf(of)), 0])].filter((pointMs) => pointMs < 10 * day);
  return {
    rentalId: rentalIdOf('r-0'),
    title: '训练机-03',
    basis: 'stated',
    countsFrom,
    reminders: points
      .sort((one, other) => other - one)
      .map((pointMs) => ({
        ...reminder,
        id: reminderIdOf(`p-${String(pointMs)}`),
        title: '训练机-03',
        deadline: of === 'balance' ? 'balance' : 'ends',
        basis: 'stated',
        deadlineAt: countsFrom,
        pointMs,
        fireAt: at(10 * day - pointMs),
        rule: of,
      })),
  };
};

/** Those of the rental whose detail the fake world tells in full, which ends in 27 hours; then one that has rung. */
export const fakeDetailReminders: readonly ReminderView[] = [
  ...[2 * hour, 0].map((pointMs) => ({
    ...reminder,
    id: reminderIdOf(`d-${pointMs}`),
    rentalId: rentalIdOf('r-3'),
    title: '训练机-02',
    account: '公司账号',
    basis: 'stated' as const,
    deadlineAt: at(27 * hour),
    pointMs,
    fireAt: at(27 * hour - pointMs),
  })),
  {
    ...reminder,
    id: reminderIdOf('d-rang'),
    rentalId: rentalIdOf('r-3'),
    deadlineAt: at(27 * hour),
    pointMs: 3 * day,
    fireAt: at(-45 * hour),
    channels: ['native'],
    state: 'shown',
    attempts: 1,
  },
];

/** What became of earlier ones. */
export const fakeLog: readonly ReminderView[] = [
  { ...reminder, id: reminderIdOf('l-1'), pointMs: 2 * hour, fireAt: at(-25 * minute), state: 'shown', attempts: 1 },
  {
    ...reminder,
    id: reminderIdOf('l-2'),
    title: '推理服务-线上',
    pointMs: 2 * hour,
    fireAt: at(-5 * hour),
    channels: [],
    state: 'suppressed',
    reason: 'superseded',
  },
  {
    ...reminder,
    id: reminderIdOf('l-3'),
    title: '推理服务-线上',
    pointMs: 0,
    fireAt: at(-3 * hour),
    channels: ['inbox'],
    state: 'failed',
    reason: 'channel-failed',
    attempts: 4,
  },
  {
    ...reminder,
    id: reminderIdOf('l-4'),
    title: '训练机-02',
    account: '公司账号',
    pointMs: 3 * day,
    fireAt: at(-45 * hour),
    state: 'shown',
    attempts: 1,
  },
];

/** Two that wait. */
export const fakeInbox: readonly InboxEntry[] = [
  {
    id: reminderIdOf('l-1'),
    rentalId: rentalIdOf('r-2'),
    provider: 'wolover',
    intention: 'undecided',
    former: null,
    endAt: null,
    heading: 'A100×8 预训练集群节点七号 还剩 2 小时',
    body: '预计 11月18日 11:55 到期，按购买时长推算，接口未给出到期时间 · Wolover / 实验室',
    deadlineAt: at(95 * minute),
    firedAt: at(-25 * minute),
    later: {
      deadline: 'ends',
      choices: [
        { value: 'hour', ringsAt: at(hour), pointMs: null, heldBy: null },
        { value: 'next-point', ringsAt: at(95 * minute), pointMs: 0, heldBy: null },
      ],
    },
  },
  {
    id: reminderIdOf('l-4'),
    rentalId: rentalIdOf('r-3'),
    provider: 'qiniu',
    intention: 'undecided',
    former: null,
    endAt: null,
    heading: '训练机-02 还剩 3 天',
    body: '11月19日 13:20 到期 · 七牛云 / 公司账号 · 上次续费 ¥1,169.10',
    deadlineAt: at(27 * hour),
    firedAt: at(-45 * hour),
    later: {
      deadline: 'ends',
      choices: [
        { value: 'hour', ringsAt: at(hour), pointMs: null, heldBy: null },
        { value: 'tonight', ringsAt: at(9 * hour + 40 * minute), pointMs: null, heldBy: null },
        { value: 'tomorrow', ringsAt: at(22 * hour + 40 * minute), pointMs: null, heldBy: null },
        { value: 'next-point', ringsAt: at(25 * hour), pointMs: 2 * hour, heldBy: null },
      ],
    },
  },
];

/** What happened to one rental. */
export const fakeChanges: RentalDetail['changes'] = [
  { kind: 'renewed', rentalId: 'r-3', providerOrderId: null, before: null, after: at(27 * hour), at: at(-20 * day) },
  { kind: 'delivered', rentalId: 'r-3', providerOrderId: null, before: null, after: null, at: at(-49 * day) },
  { kind: 'placed', rentalId: 'r-3', providerOrderId: null, before: null, after: null, at: at(-50 * day) },
];
