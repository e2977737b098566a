import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../../electron/core/model/instant.ts';
import type { StoredOrder } from '../../../../electron/core/model/order.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { machineOf, partsOf } from '../../../../electron/program/rentals/belongings.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const thing = (resourceType: string, id: string) =>
  anItem({ id, resourceType, resourceId: id, title: `${resourceType} ${id}` });
const nowMs = ms('2026-03-02T00:00:00Z');

type Belonging = readonly [machine: string | undefined, parts: readonly string[]];

/** What belongs together of what was bought, by the ids of the resources. */
const together = (orders: readonly StoredOrder[], provider = 'qiniu'): Readonly<Record<string, Belonging>> => {
  const { database } = aStore();
  const account = anAccount({ provider });
  insertAccount(database, account);
  applyReading(database, account, aReading(orders), instantOf(nowMs));
  const rentals = listRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: 50 });
  return Object.fromEntries(
    rentals.map((rental): [string, Belonging] => [
      rental.resourceId ?? '',
      [
        machineOf({ database, providers }, rental)?.title,
        partsOf({ database, providers }, rental).map((one) => one.title),
      ],
    ]),
  );
};

describe('disks and addresses', () => {
  it('belong to the machine that they were bought with', () => {
    const order = anOrder({ items: [thing('instance', 'i-000a'), thing('disk', 'd-000b'), thing('eip', 'e-000c')] });
    expect(together([order])).toEqual({
      'i-000a': [undefined, ['Disk · 000b', 'Elastic IP · 000c']],
      'd-000b': ['Instance · 000a', []],
      'e-000c': ['Instance · 000a', []],
    });
  });

  it('belong to none where the order has several machines or none, or was placed for them alone', () => {
    const two = anOrder({ id: '1', items: [thing('instance', 'i-1'), thing('instance', 'i-2'), thing('disk', 'd-1')] });
    const alone = anOrder({ id: '2', items: [thing('disk', 'd-2'), thing('disk', 'd-3')] });
    for (const belongings of Object.values(together([two, alone]))) expect(belongings).toEqual([undefined, []]);
  });

  it('belong to the machine of their purchase whatever was renewed together later', () => {
    const bought = anOrder({ id: '1', items: [thing('instance', 'i-1'), thing('disk', 'd-1')] });
    const other = anOrder({ id: '2', items: [thing('disk', 'd-2')] });
    const renewed = anOrder({
      id: '3',
      kind: 'renewal',
      placedAt: instantOf(ms('2026-03-01T12:00:00Z')),
      items: [thing('instance', 'i-1'), thing('disk', 'd-1'), thing('disk', 'd-2')],
    });
    expect(together([bought, other, renewed])).toMatchObject({
      'i-1': [undefined, ['Disk · d-1']],
      'd-1': ['Instance · i-1', []],
      'd-2': [undefined, []],
    });
  });

  it('belong to none at a provider whose orders do not say so', () => {
    const order = anOrder({ items: [thing('instance', 'i-1'), thing('disk', 'd-1')] });
    for (const belongings of Object.values(together([order], 'wolover'))) expect(belongings).toEqual([undefined, []]);
  });
});
