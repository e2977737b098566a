import { accountIdOf } from '../../electron/core/model/ids.ts';
import { keyOfResource, type StoredResource } from '../../electron/core/model/resource.ts';
import type { ListReading } from '../../electron/core/model/list-standing.ts';
import type { RoundReading } from '../../electron/core/ports/provider.ts';
import { at } from './instants.ts';
import { aReading, stated } from './orders.ts';

/** A running server of March 2026 on the only list of its provider; fits wherever a resource is read or stored. */
export const aResource = (
  facts: Partial<Omit<StoredResource, 'key'>> & { readonly product?: string } = {},
): StoredResource => {
  const { product = '', ...rest } = facts;
  const resourceId = rest.resourceId ?? 'i-1';
  const region = rest.region === undefined ? 'cn-hangzhou' : rest.region;
  return {
    accountId: accountIdOf('acc1'),
    key: keyOfResource({ product, region: region ?? '', resourceId }),
    name: null,
    title: `ecs …${resourceId.slice(-4)}`,
    kind: 'ecs',
    spec: null,
    state: 'active',
    providerState: 'Normal',
    startsAt: at('2026-03-01T00:00:00Z'),
    end: stated('2026-04-01T00:00:00Z'),
    autoRenews: 'no',
    chargesAt: null,
    paidPer: null,
    price: null,
    releases: null,
    afterwards: null,
    list: '',
    facts: [],
    incomplete: [],
    missingReadings: 0,
    ...rest,
    resourceId,
    region,
  };
};

/** What a round read of a provider that lists resources only: by default each list that shows one of them was seen whole. */
export const aResourceReading = (
  resources: readonly StoredResource[],
  outcomes: Readonly<Record<string, ListReading['outcome']>> = {},
  facts: Partial<RoundReading> = {},
): RoundReading => {
  const listed = Object.fromEntries(resources.map(({ list }) => [list, 'settled' as const]));
  const lists = Object.entries({ ...listed, ...outcomes }).map(([list, outcome]) => ({ list, outcome }));
  const read = resources.map(({ accountId: _account, missingReadings: _missing, ...resource }) => resource);
  return aReading([], { resources: { resources: read, lists }, ...facts });
};
