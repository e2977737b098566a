import { keyOfResource, type StoredResource } from '../../electron/core/model/resource.ts';
import type { ListReading } from '../../electron/core/model/list-standing.ts';
import type { ResourcesReading } from '../../electron/core/ports/provider.ts';
import { aResource } from './resources.ts';

/** A running machine as its provider lists it, paid by the month until April 2026; fits wherever a resource is read or stored. */
export const aMachine = (
  facts: Partial<Omit<StoredResource, 'key'>> & { readonly resourceId?: string } = {},
): StoredResource => {
  const { resourceId = 'i-1' } = facts;
  const usual = {
    name: '训练机-02',
    title: '训练机-02',
    startsAt: null,
    autoRenews: 'unknown',
    paidPer: 'month',
  } as const;
  return { ...aResource({ ...usual, ...facts, resourceId }), key: keyOfResource({ resourceId }) };
};

/** What a reading of the only list found. */
export const aListing = (
  resources: readonly StoredResource[],
  outcome: ListReading['outcome'] = 'settled',
): ResourcesReading => ({ resources, lists: [{ list: '', outcome }] });
