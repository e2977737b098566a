import { expect, test } from 'vitest';
import { noEnd } from '../../../../electron/core/model/deadline.ts';
import { isLacking } from '../../../../electron/core/model/order.ts';
import { keyOfResource } from '../../../../electron/core/model/resource.ts';
import type { ReadResource, RoundReading } from '../../../../electron/core/ports/provider.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { putResource, resourceSizes } from '../../../../electron/edges/store/resources.ts';
import { resourcesWithinRoom } from '../../../../electron/engine/polling/room.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aReading } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const aResource = (id: string, remark = ''): ReadResource => ({
  ...{ key: keyOfResource({ resourceId: id }), resourceId: id, name: null, title: id, kind: 'ecs', spec: null },
  ...{ region: null, state: 'active', providerState: 'Normal', startsAt: null, end: noEnd('not-stated') },
  ...{ autoRenews: 'unknown', chargesAt: null, paidPer: null, price: null, releases: null, afterwards: null },
  ...{ list: '', facts: [{ path: 'remark', value: remark }], incomplete: [] },
});
const reading = (ids: readonly string[], remark = ''): RoundReading =>
  aReading([], {
    resources: {
      resources: ids.map((id) => aResource(id, remark)),
      lists: [
        { list: '', outcome: 'settled' },
        { list: 'disks', outcome: 'refused' },
      ],
    },
  });
const known = (...ids: readonly string[]) =>
  new Map<string, { readonly bytes: number }>(ids.map((id) => [keyOfResource({ resourceId: id }), { bytes: 5_000 }]));
const idsOf = ({ resources }: RoundReading): readonly string[] =>
  resources?.resources.map(({ resourceId }) => resourceId) ?? [];

test('what an account has room for is stored as it was read, and a provider of orders is let alone', () => {
  const all = reading(['a', 'b']);
  expect(resourcesWithinRoom(all, known('a'))).toBe(all);
  const orders = aReading([]);
  expect(resourcesWithinRoom(orders, known())).toBe(orders);
});

test('new resources beyond the number are left out, known ones are not; no list proves that anything is gone, and the round says why', () => {
  const read = resourcesWithinRoom(reading(['new-1', 'a', 'new-2', 'b']), known('a', 'b'), { orders: 3, bytes: 1e9 });
  expect(idsOf(read)).toEqual(['new-1', 'a', 'b']);
  expect(read).toMatchObject({
    settled: false,
    interruptedBy: { code: 'provider.unexpected-answer', detail: 'too-many-resources' },
    resources: { lists: [{ outcome: 'unsettled' }, { outcome: 'refused' }] },
  });
});

test('nothing is added beyond the bytes, and what is known is kept in part rather than grow beyond them', () => {
  const room = { orders: 100, bytes: 14_000 };
  const grown = resourcesWithinRoom(reading(['a', 'b', 'new'], 'x'.repeat(100_000)), known('a', 'b'), room);
  expect(idsOf(grown)).toEqual(['a', 'b']);
  for (const resource of grown.resources?.resources ?? []) {
    expect(resource).toMatchObject({ facts: [], cut: ['remark'], incomplete: ['remark'] });
    expect(isLacking(resource)).toBe(false);
  }
});

test('round after round of resources that nobody has seen, an account stays within its room, by what its store counts', () => {
  const { database } = aStore();
  const account = anAccount();
  insertAccount(database, account);
  for (let round = 0; round < 20; round += 1) {
    const ids = Array.from({ length: 10 }, (_, index) => `${String(round)}-${String(index)}`);
    const room = { orders: 45, bytes: 1e9 };
    const { resources } = resourcesWithinRoom(reading(ids), resourceSizes(database, account.id), room);
    for (const one of resources?.resources ?? [])
      putResource(database, { ...one, accountId: account.id, missingReadings: 0 });
  }
  const sizes = resourceSizes(database, account.id);
  expect(sizes.size).toBe(45);
  for (const { bytes } of sizes.values()) expect(bytes).toBeGreaterThan(400);
});
