import type { DeadlineKind } from '../../electron/core/model/deadline.ts';
import { JsonNumber, memberText, type JsonObject } from '../../electron/demo/world/json.ts';
import { qiniuRecords, qiniuUnpaid } from '../../electron/demo/world/qiniu-order.ts';
import type { DemoWorld } from '../../electron/demo/world/world.ts';

/**
 * What is rented, read from what the providers show by somebody who knows their documents and nothing of the program: the state of each
 * rental, and the deadline that comes next, as one line.
 */
export type Verdict = string;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A deadline with its instant in epoch milliseconds. */
type Due = readonly [kind: DeadlineKind, atMs: number];

export const verdictOf = (provider: string, state: string, due: Due | null): Verdict =>
  due === null ? `${provider} ${state}` : `${provider} ${state} ${due[0]} ${new Date(due[1]).toISOString()}`;

/** A rental that was delivered and ends at an instant. */
const running = (provider: string, readingsMs: readonly number[], nowMs: number, estimated = false): Verdict => {
  const [firstMs = 0] = readingsMs;
  const ahead = readingsMs.find((atMs) => atMs > nowMs);
  if (ahead === undefined) return verdictOf(provider, estimated ? 'active' : 'expired', null);
  return verdictOf(provider, firstMs - nowMs <= 7 * day ? 'ending' : 'active', ['ends', ahead]);
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const beijing = (text: unknown): number => Date.parse(`${textOf(text).replace(' ', 'T')}+08:00`);

/** So many calendar months later in Beijing; the last day of a month that has no such day. */
const monthsLater = (atMs: number, months: number): number => {
  const local = new Date(atMs + 8 * hour);
  const last = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months + 1, 0)).getUTCDate();
  const date = Math.min(local.getUTCDate(), last);
  const wall = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, date) + ((atMs + 8 * hour) % day);
  return wall - 8 * hour;
};

const wolover = (row: JsonObject, nowMs: number, seenFrozenMs: (id: string) => number): Verdict => {
  const placedMs = beijing(row['createTime']);
  switch (row['status']) {
    case 1:
      return verdictOf('wolover', 'pending', ['pay-by', placedMs + 30 * minute]);
    case 2:
      return verdictOf('wolover', 'pending', ['ends', monthsLater(placedMs, Number(row['buyDuration']))]);
    case 5:
    // Which order a renewal renews is not said: it stands for itself.
    case 10:
      return running('wolover', [monthsLater(placedMs, Number(row['buyDuration']))], nowMs, true);
    case 6:
      return verdictOf('wolover', 'frozen', ['releases', seenFrozenMs(memberText(row, 'id')) + 30 * minute]);
    case 8:
      return verdictOf('wolover', 'expired', null);
    case 9:
      return verdictOf('wolover', 'released', null);
    default:
      return verdictOf('wolover', 'cancelled', null);
  }
};

/** Items of paid orders that are about the same resource are one rental, whose end is the last of theirs. */
const unicloud = (orders: ReturnType<DemoWorld['unicloud']>, nowMs: number): readonly Verdict[] => {
  const endsOf = new Map<string, { endMs: number; metered: boolean }>();
  const renewalsToPay = new Map<string, number>();
  const verdicts: Verdict[] = [];
  for (const { list, detail } of orders) {
    const items = (detail?.['Items'] ?? []) as unknown as readonly JsonObject[];
    if (list['OrderStatus'] === 'PAID')
      for (const item of items) {
        const id = textOf(item['instanceId']);
        const key = id === list['UserId'] ? memberText(item, 'id') : id;
        const endMs = Number(item['productEndTime']);
        const before = endsOf.get(key);
        const metered = item['productStartTime'] === item['productEndTime'];
        endsOf.set(key, { endMs: Math.max(endMs, before?.endMs ?? 0), metered });
      }
    else if (list['OrderStatus'] === 'UNPAID') {
      const lapsesMs = Number(list['CreateTime']) + day;
      if (list['OrderCategory'] === 'RENEW') renewalsToPay.set(textOf(list['InstanceId']), lapsesMs);
      else for (const _item of items) verdicts.push(verdictOf('unicloud', 'pending', ['pay-by', lapsesMs]));
    }
    // What an order is called that lapsed is documented nowhere.
    else for (const _item of items) verdicts.push(verdictOf('unicloud', 'unknown', null));
  }
  for (const [id, { endMs, metered }] of endsOf) {
    const payMs = renewalsToPay.get(id);
    if (metered) verdicts.push(verdictOf('unicloud', 'open-ended', null));
    else if (payMs !== undefined && payMs < endMs)
      verdicts.push(verdictOf('unicloud', endMs - nowMs <= 7 * day ? 'ending' : 'active', ['pay-by', payMs]));
    else verdicts.push(running('unicloud', [endMs], nowMs));
  }
  return verdicts;
};

/** An end that is written as midnight in UTC may be one in Beijing, eight hours before. */
const qiniuReadings = (text: string): readonly number[] => {
  const atMs = Date.parse(text);
  return text.endsWith('T00:00:00Z') ? [atMs - 8 * hour, atMs] : [atMs];
};

const qiniu = (orders: ReturnType<DemoWorld['qiniu']>, nowMs: number): readonly Verdict[] => {
  const verdicts: Verdict[] = [];
  const ends = new Map<string, readonly number[]>();
  for (const order of orders) {
    if (qiniuUnpaid(order) === null && qiniuRecords(order).length === 0) continue;
    for (const item of order.items) {
      if (item.status === 'success' && !item.life_expire_time.startsWith('0001')) {
        const readings = qiniuReadings(item.life_expire_time);
        if ((readings.at(-1) ?? 0) > (ends.get(item.resource_id)?.at(-1) ?? 0)) ends.set(item.resource_id, readings);
      } else if (order.status === 'new') {
        // A renewal is paid for before its machine ends, and that comes first here.
        if (item.resource_id === '')
          verdicts.push(verdictOf('qiniu', 'pending', ['pay-by', Date.parse(order.expire_time)]));
      } else if (order.status === 'paid' && item.resource_id === '') verdicts.push(verdictOf('qiniu', 'pending', null));
      else if (item.order_type === 'create')
        verdicts.push(verdictOf('qiniu', order.status === 'refund' ? 'cancelled' : 'unknown', null));
    }
  }
  for (const readings of ends.values()) verdicts.push(running('qiniu', readings, nowMs));
  return verdicts;
};

const alibaba = (row: JsonObject, nowMs: number): Verdict => {
  const [ends, releases, released] = ['EndTime', 'ExpectedReleaseTime', 'ReleaseTime'].map((name) => textOf(row[name]));
  if (row['Status'] === 'Creating') return verdictOf('alibaba', 'pending', null);
  if (ends === undefined || ends === '' || ends > '2090') return verdictOf('alibaba', 'open-ended', null);
  if (released !== '') return verdictOf('alibaba', 'released', null);
  if (Date.parse(ends) > nowMs) return running('alibaba', [Date.parse(ends)], nowMs);
  return verdictOf('alibaba', 'expired', ['releases', Date.parse(releases ?? '')]);
};

const vastai = (row: JsonObject, nowMs: number): Verdict => {
  const end = row['end_date'];
  return end === null
    ? verdictOf('vastai', 'active', null)
    : running('vastai', [Math.floor(Number(end instanceof JsonNumber ? end.text : end) * 1_000)], nowMs);
};

/** What is listed as rented, where a list is all there is: what it shows no more is gone. */
export const listedIn = (world: DemoWorld, nowMs: number): readonly string[] => {
  const at = new Date(nowMs);
  return [
    ...subscriptions(world, at).map((row) => textOf(row['InstanceID'])),
    ...world.vastai(at).instances.map((row) => memberText(row, 'id')),
  ];
};

const subscriptions = (world: DemoWorld, at: Date): readonly JsonObject[] =>
  world.alibaba(at).filter((row) => row['SubscriptionType'] === 'Subscription');

/** Returns a verdict for each rental that the providers show at an instant, in no particular sequence. */
export const verdictsOf = (
  world: DemoWorld,
  nowMs: number,
  seenFrozenMs: (id: string) => number,
): readonly Verdict[] => {
  const at = new Date(nowMs);
  return [
    ...world.wolover(at).map((row) => wolover(row, nowMs, seenFrozenMs)),
    ...unicloud(world.unicloud(at), nowMs),
    ...qiniu(world.qiniu(at), nowMs),
    ...subscriptions(world, at).map((row) => alibaba(row, nowMs)),
    ...world.vastai(at).instances.map((row) => vastai(row, nowMs)),
  ];
};
