import { createHash } from 'node:crypto';
import { day, hour } from '../../electron/core/model/instant.ts';
import type { DemoProvider } from '../../electron/demo/exchange.ts';
import { alibabaProducts, alibabaRow } from '../../electron/demo/world/alibaba-instance.ts';
import { beijingText } from '../../electron/demo/world/calendar.ts';
import type { JsonObject } from '../../electron/demo/world/json.ts';
import { qiniuOrder, type QiniuOrder } from '../../electron/demo/world/qiniu-order.ts';
import { unicloudOrder, type UnicloudOrder } from '../../electron/demo/world/unicloud-order.ts';
import { tianjin } from '../../electron/demo/world/unicloud-products.ts';
import { vastaiRow } from '../../electron/demo/world/vastai-instance.ts';
import { vastaiMachines } from '../../electron/demo/world/vastai-machines.ts';
import { woloverRow } from '../../electron/demo/world/wolover-order.ts';
import { woloverMachines } from '../../electron/demo/world/wolover-products.ts';
import type { DemoWorld } from '../../electron/demo/world/world.ts';
import { emptyWorld } from '../fakes/empty-world.ts';
import { oneOf, wholeBetween } from '../fakes/random.ts';
import { demoProviders } from './providers.ts';

/** A renewal is for so long. */
const periodMs = 30 * day;
const woloverStatuses = [5, 5, 5, 2, 6] as const;

/** One order or machine, as far as it changes. */
interface Lease {
  readonly number: number;
  readonly createdAt: number;
  endsAt: number;
  /** Periods paid for. */
  periods: number;
  variant: number;
  isListed: boolean;
}

/**
 * Five providers whose lists change in every round and never grow: what ends is renewed, what goes comes back as what it was. What a
 * program keeps in memory of them must therefore not grow either.
 */
export class SoakWorld {
  readonly #random: () => number;
  readonly #leases: Readonly<Record<DemoProvider, Lease[]>>;
  #nowMs: number;
  /** Changes made so far. */
  moves = 0;

  constructor(random: () => number, nowMs: number, leasesEach: number) {
    this.#random = random;
    this.#nowMs = nowMs;
    const leases = (): Lease[] =>
      Array.from({ length: leasesEach }, (_, number) => ({
        number,
        createdAt: nowMs - wholeBetween(random, 1, 29 * 24) * hour,
        endsAt: nowMs + wholeBetween(random, 1, 30 * 24) * hour,
        periods: 1,
        variant: 0,
        isListed: true,
      }));
    this.#leases = { wolover: leases(), unicloud: leases(), qiniu: leases(), alibaba: leases(), vastai: leases() };
  }

  /** Time goes on: what ended a while ago is renewed, and a few other things happen. */
  moveTo(nowMs: number): void {
    this.#nowMs = nowMs;
    for (const leases of Object.values(this.#leases)) for (const lease of leases) this.#renewIfOver(lease);
    for (let left = wholeBetween(this.#random, 0, 3); left > 0; left -= 1) this.#moveOne();
  }

  get world(): DemoWorld {
    const told =
      <Told>(provider: DemoProvider, tell: (lease: Lease) => Told | null) =>
      (): readonly Told[] =>
        this.#leases[provider]
          .filter(({ isListed }) => isListed)
          .map(tell)
          .filter((one) => one !== null);
    const instances = told('vastai', (lease) => this.#vastai(lease));
    return {
      wolover: told('wolover', (lease) => this.#wolover(lease)),
      unicloud: told('unicloud', (lease) => this.#unicloud(lease)),
      qiniu: told('qiniu', (lease) => this.#qiniu(lease)),
      alibaba: told('alibaba', (lease) => this.#alibaba(lease)),
      vastai: (at) => ({ ...emptyWorld.vastai(at), instances: instances() }),
    };
  }

  #renewIfOver(lease: Lease): void {
    if (lease.endsAt > this.#nowMs - 2 * hour) return;
    lease.periods += 1;
    lease.endsAt += periodMs;
    this.moves += 1;
  }

  #moveOne(): void {
    const leases = this.#leases[oneOf(this.#random, demoProviders)];
    const place = wholeBetween(this.#random, 0, leases.length - 1);
    const lease = leases[place];
    if (lease === undefined) return;
    const kind = oneOf(this.#random, ['variant', 'variant', 'listed', 'place'] as const);
    if (kind === 'variant') lease.variant += 1;
    if (kind === 'listed') lease.isListed = !lease.isListed;
    if (kind === 'place') leases.push(...leases.splice(place, 1));
    this.moves += 1;
  }

  #wolover({ createdAt, periods, number, variant }: Lease): JsonObject {
    const product = woloverMachines.training05;
    const row = woloverRow({ createdAt, months: periods, product, paidAt: createdAt, lowBits: number }, this.#nowMs);
    return { ...row, status: woloverStatuses[variant % woloverStatuses.length] ?? 5 };
  }

  #unicloud({ createdAt, endsAt, number, variant }: Lease): UnicloudOrder {
    const instanceId = `machine-${String(number)}`;
    const item = { category: 'ECS', sku: 'sku', description: null, price: 1_750 + (variant % 2), instanceId };
    return unicloudOrder(
      {
        ...{ createdAt, paidAt: createdAt, payType: 'YEAR_MONTH', renews: null, note: null, promotionRule: null },
        ...{ coupon: 0, promotion: 0, region: tianjin, serial: number },
        items: [{ ...item, startsAt: createdAt, endsAt }],
      },
      this.#nowMs,
    );
  }

  #qiniu({ createdAt, endsAt, number, variant }: Lease): QiniuOrder {
    const item = { orderType: 'create', resourceType: 'instance', region: 'cn-qingdao', price: 1_625 } as const;
    const resourceId = `machine-${String(number)}`;
    const outcome = variant % 4 === 3 ? 'failed' : 'success';
    return qiniuOrder(
      {
        hash: createHash('md5')
          .update(`order ${String(number)}`)
          .digest('hex'),
        ...{ createdAt, paidAt: createdAt, deliveredAt: createdAt, discount: 0, timeText: beijingText },
        items: [{ ...item, resourceId, outcome, startsAt: createdAt, expireText: beijingText(endsAt) }],
      },
      this.#nowMs,
    );
  }

  #alibaba({ createdAt, endsAt, number, variant }: Lease): JsonObject | null {
    return alibabaRow(
      {
        ...{ id: `x-${String(number)}`, product: alibabaProducts.host, region: 'cn-hangzhou', renewals: [] },
        ...{ createdAt, deliveredAt: createdAt, endsAt, renewsForMonths: 1 },
        renewStatus: variant % 2 === 0 ? 'ManualRenewal' : 'NotRenewal',
      },
      this.#nowMs,
    );
  }

  #vastai({ createdAt, endsAt, number, variant }: Lease): JsonObject {
    const story = { key: number, label: `worker-${String(number)}`, machine: vastaiMachines.pairSweden, endsAt };
    const stopped = variant % 2 === 1 ? { stoppedAt: this.#nowMs - hour } : {};
    return vastaiRow({ ...story, ...stopped, rentedAt: createdAt }, this.#nowMs, true);
  }
}
