import { accountIdOf } from '../../electron/core/model/ids.ts';
import { keyOfResource, type StoredResource } from '../../electron/core/model/resource.ts';
import type { ListReading } from '../../electron/core/model/list-standing.ts';
import type { ResourcesReading } from '../../electron/core/ports/provider.ts';
import { stated } from './orders.ts';

/** A running machine as its provider lists it, paid by the month until April 2026; fits wherever a resource is read or stored. */
export const aMachine = (
  facts: Partial<Omit<StoredResource, 'key'>> & { readonly resourceId?: string } = {},
): StoredResource => {
  const { resourceId = 'i-1', ...rest } = facts;
  return {
    accountId: accountIdOf('acc1'),
    key: keyOfResource({ resourceId }),
    resourceId,
    name: '训练机-02',
    title: '训练机-02',
    kind: 'ecs',
    spec: null,
    region: 'cn-hangzhou',
    state: 'active',
    providerState: 'Normal',
    startsAt: null,
    end: stated('2026-04-01T00:00:00Z'),
    autoRenews: 'unknown',
    chargesAt: null,
    paidPer: 'month',
    price: null,
    releases: null,
    afterwards: null,
    list: '',
    facts: [],
    incomplete: [],
    missingReadings: 0,
    ...rest,
  };
};

/** What a reading of the only list found. */
export const aListing = (
  resources: readonly StoredResource[],
  outcome: ListReading['outcome'] = 'settled',
): ResourcesReading => ({ resources, lists: [{ list: '', outcome }] });
