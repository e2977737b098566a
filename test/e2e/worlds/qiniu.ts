import { createHash } from 'node:crypto';
import { beijingText, dayMs, hourMs, minuteMs } from '../../../electron/demo/world/calendar.ts';
import { qiniuOrder, type QiniuOrder } from '../../../electron/demo/world/qiniu-order.ts';
import { startDemoServers, type DemoOptions, type DemoServers } from '../../../electron/demo/servers.ts';

/** A machine rented at Qiniu. Instants are epoch milliseconds; without a start it was rented a month before its end. */
export interface Machine {
  readonly name: string;
  readonly endsAt: number;
  readonly startsAt?: number;
}

/** What its rental is called in a language: its kind, and the last four characters of its id. */
export const titleOf = (name: string, locale: 'en' | 'zh-CN' = 'en'): string =>
  `${locale === 'en' ? 'Instance' : '云主机'} · ${name.slice(-4)}`;

/** The order that such a machine was rented with, as the provider tells it at an instant. */
export function orderFor({ name, endsAt, startsAt = endsAt - 30 * dayMs }: Machine, at: Date): QiniuOrder {
  const story = {
    hash: createHash('md5').update(name).digest('hex'),
    createdAt: startsAt - hourMs,
    paidAt: startsAt - 30 * minuteMs,
    deliveredAt: startsAt,
    discount: 0,
    timeText: beijingText,
    items: [
      {
        orderType: 'create',
        resourceType: 'instance',
        resourceId: name,
        region: 'cn-qingdao',
        price: 1_625,
        outcome: 'success',
        startsAt,
        expireText: beijingText(endsAt),
      },
    ],
  } as const;
  return qiniuOrder(story, at.getTime());
}

/** Providers at which these machines are rented, and nothing else. */
export function startQiniu(machines: readonly Machine[], options: Partial<DemoOptions> = {}): Promise<DemoServers> {
  const qiniu = (at: Date) => machines.map((machine) => orderFor(machine, at));
  return startDemoServers({
    now: () => new Date(),
    ...options,
    world: { wolover: () => [], unicloud: () => [], qiniu, ...options.world },
  });
}
