import { expect, test } from 'vitest';
import { accountById, insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { resourceSizes } from '../../../../electron/edges/store/resources.ts';
import { resourceBodyOf, storedBytes } from '../../../../electron/edges/store/stored-size.ts';
import type { StoredResource } from '../../../../electron/core/model/resource.ts';
import type { RoundReading } from '../../../../electron/core/ports/provider.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { resourcesWithinRoom } from '../../../../electron/engine/polling/room.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at } from '../../../fakes/instants.ts';
import { aReading, stated } from '../../../fakes/orders.ts';
import { aResource, aResourceReading } from '../../../fakes/resources.ts';
import { aStore } from '../../../fakes/store.ts';

const full = { code: 'provider.unexpected-answer', detail: 'too-many-resources' };
const named = (resourceId: string, facts: Parameters<typeof aResource>[0] = {}) => aResource({ resourceId, ...facts });
const known = (...resources: readonly StoredResource[]) => new Map(resources.map(({ key }) => [key, { bytes: 5_000 }]));
const idsOf = ({ resources }: RoundReading): readonly string[] | undefined =>
  resources?.resources.map(({ resourceId }) => resourceId);
const remark = (value: string) => ({ facts: [{ path: 'remark', value }] });

test('what an account has room for is stored as it was read', () => {
  const all = aResourceReading([named('a'), named('b')]);
  expect(resourcesWithinRoom(all, known(named('a')))).toBe(all);
  const orders = aReading([]);
  expect(resourcesWithinRoom(orders, known(named('a')), { resources: 0, bytes: 0 })).toBe(orders);
});

test('new ones beyond the number are left out, known ones are not; their lists were not seen whole, and the round says why', () => {
  const reading = aResourceReading(
    [
      named('new-1', { list: 'x' }),
      named('a', { list: 'y' }),
      named('new-2', { list: 'y' }),
      named('b', { list: 'z' }),
    ],
    { w: 'refused' },
  );
  const read = resourcesWithinRoom(reading, known(named('a'), named('b')), { resources: 3, bytes: 1e9 });
  expect(idsOf(read)).toEqual(['new-1', 'a', 'b']);
  expect(read.resources?.lists).toEqual([
    { list: 'x', outcome: 'settled' },
    { list: 'y', outcome: 'unsettled' },
    { list: 'z', outcome: 'settled' },
    { list: 'w', outcome: 'refused' },
  ]);
  expect(read).toMatchObject({ settled: true, interruptedBy: full });
});

test('nothing is added beyond the bytes, and known ones do not grow beyond them either: their facts give way', () => {
  const room = { resources: 100, bytes: 14_000 };
  const stored = known(named('a'), named('b'));
  expect(idsOf(resourcesWithinRoom(aResourceReading([named('a'), named('new')]), stored, room))).toEqual(['a', 'new']);
  const huge = remark('x'.repeat(100_000));
  const ended = { ...huge, end: stated('2026-03-09T00:00:00Z') };
  const grown = resourcesWithinRoom(aResourceReading([named('a', ended), named('b', ended)]), stored, room);
  expect(grown).toMatchObject({ interruptedBy: null });
  expect(grown.resources?.lists).toEqual([{ list: '', outcome: 'settled' }]);
  expect(grown.resources?.resources.map(({ facts, cut, incomplete, end }) => [facts, cut, incomplete, end.at])).toEqual(
    Array(2).fill([[], ['remark'], ['remark'], at('2026-03-09T00:00:00Z')]),
  );
  expect(idsOf(resourcesWithinRoom(aResourceReading([named('new', huge)]), stored, room))).toEqual([]);
});

test('an interruption that the round has already is not hidden', () => {
  const interruptedBy = { code: 'network.timeout', detail: 'headers' } as const;
  const read = aResourceReading([named('new')], {}, { interruptedBy });
  expect(resourcesWithinRoom(read, known(named('a')), { resources: 1, bytes: 1e9 }).interruptedBy).toEqual(
    interruptedBy,
  );
});

test('a hostile reading is cut to what a round can compare: ten thousand, and 64 MiB', () => {
  const many = aResourceReading(Array.from({ length: 20_000 }, (_, index) => named(`i-${String(index)}`)));
  expect(idsOf(resourcesWithinRoom(many, new Map()))).toHaveLength(10_000);
  const large = named('large', remark('x'.repeat(256_000)));
  const heavy = Array.from({ length: 1_000 }, (_, index) => ({ ...large, key: named(String(index)).key }));
  const kept = idsOf(resourcesWithinRoom(aResourceReading(heavy), new Map()))?.length ?? 0;
  expect(kept * 256_000).toBeLessThan(67_108_864);
  expect(kept * 256_000).toBeGreaterThan(60_000_000);
});

test('round after round of machines that nobody has seen, an account stays within its room, and what it knew stays watched', () => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  const { id } = anAccount();
  const mine = named('mine');
  for (let round = 0; round < 10; round += 1) {
    const strange = Array.from({ length: 10 }, (_, index) => named(`${String(round)}-${String(index)}`));
    const reading = resourcesWithinRoom(aResourceReading([mine, ...strange]), resourceSizes(database, id), {
      resources: 30,
      bytes: 1e9,
    });
    const account = accountById(database, id);
    if (account === null) throw new Error('no account');
    applyReading(database, account, reading, at('2026-03-01T08:00:00Z'));
  }
  const sizes = resourceSizes(database, id);
  expect([sizes.size, sizes.has(mine.key)]).toEqual([30, true]);
});

test.each([
  ['ASCII', 'name-'],
  ['Chinese', '训练机'],
  ['emoji', '🖥️'],
])('measures what it reads as what is stored: %s', (_, text) => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  const resource = named('a', { name: text.repeat(40), ...remark(text.repeat(400)) });
  const reading = aResourceReading([resource]);
  applyReading(database, anAccount(), reading, at('2026-03-01T08:00:00Z'));
  const sizes = resourceSizes(database, anAccount().id);
  const bytes = storedBytes(resourceBodyOf(resource), resource.facts);
  expect([...sizes.values()]).toEqual([{ bytes }]);
  expect(resourcesWithinRoom(reading, sizes, { resources: 1, bytes })).toBe(reading);
  expect(idsOf(resourcesWithinRoom(reading, new Map(), { resources: 1, bytes: bytes - 1 }))).toEqual([]);
});
