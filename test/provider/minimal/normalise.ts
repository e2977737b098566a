import { noEnd } from '../../../electron/core/model/deadline.ts';
import { providerOrderIdOf } from '../../../electron/core/model/ids.ts';
import type { OrderStatus } from '../../../electron/core/model/order.ts';
import { yuan } from '../../../electron/providers/reading/amounts.ts';
import { factsOf } from '../../../electron/providers/reading/facts.ts';
import { cut } from '../../../electron/core/model/cut.ts';
import type { ReadOrder } from '../../../electron/core/ports/provider.ts';
import { rfc3339Instant } from '../../../electron/providers/reading/times.ts';
import { leaseSchema } from './schema.ts';

const statuses: ReadonlyMap<string, OrderStatus> = new Map([
  ['awaiting', 'unpaid'],
  ['running', 'active'],
  ['over', 'completed'],
]);

/** Reads one lease; null when it has no id. */
export const normaliseLease = (raw: unknown): ReadOrder | null => {
  const parsed = leaseSchema.safeParse(raw);
  if (!parsed.success || parsed.data.lease === null) return null;
  const { lease, state, host, hostname, flavour, zone, created, until, payBefore, price } = parsed.data;
  const status = statuses.get(state ?? '') ?? 'unknown';
  const placedAt = rfc3339Instant(created);
  const endsAt = rfc3339Instant(until);
  const payBy = status === 'unpaid' ? rfc3339Instant(payBefore) : null;
  const title = cut(hostname ?? lease, 200);
  return {
    providerOrderId: providerOrderIdOf(lease),
    orderNumber: null,
    kind: 'new',
    status,
    providerStatus: state,
    title,
    placedAt,
    paidAt: null,
    cancelledAt: null,
    payBy: payBy === null ? null : { at: payBy, basis: 'stated' },
    listPrice: null,
    price: yuan(price),
    paid: null,
    items: [
      {
        id: lease,
        resourceId: host,
        resourceType: 'server',
        region: zone,
        title,
        spec: flavour,
        status,
        providerStatus: state,
        startsAt: placedAt,
        end: endsAt === null ? noEnd('not-stated') : { at: endsAt, basis: 'stated', note: null, earliestAt: null },
        price: yuan(price),
        billing: 'period',
      },
    ],
    frozenForMs: null,
    facts: factsOf(raw),
    incomplete: [
      ...(state === null ? ['state'] : []),
      ...(placedAt === null ? ['created'] : []),
      ...(endsAt === null ? ['until'] : []),
    ],
    listFingerprint: null,
    detailReadAt: null,
  };
};
