import { expect, it } from 'vitest';
import { providerOrderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { tellApart } from '../../../../electron/core/words/tell-apart.ts';

const row = (id: string, facts: { title?: string; resourceId?: string; region?: string; account?: string } = {}) => ({
  id: rentalIdOf(id),
  title: facts.title ?? 'Data disk 50 GB',
  resourceId: facts.resourceId ?? null,
  orders: [providerOrderIdOf('order-7777')],
  region: facts.region ?? null,
  account: facts.account ?? 'lab',
});
const apart = (...rows: readonly ReturnType<typeof row>[]) => Object.fromEntries(tellApart(rows));

it('tells those of one name apart by the ends of their ids', () => {
  expect(
    apart(row('a', { resourceId: 'd-1111' }), row('b', { resourceId: 'd-2222' }), row('c', { title: 'x' })),
  ).toEqual({
    a: '1111',
    b: '2222',
  });
});

it('takes the region where ids end alike, and the account where regions are the same', () => {
  expect(apart(row('a', { region: 'cn-east-1' }), row('b', { region: 'cn-north-1' }))).toEqual({
    a: 'cn-east-1',
    b: 'cn-north-1',
  });
  expect(apart(row('a', { region: 'x', account: 'one' }), row('b', { region: 'x', account: 'two' }))).toEqual({
    a: 'one',
    b: 'two',
  });
});

it('says nothing where a name has its id already, where nothing differs, and where a name is the only one', () => {
  expect(apart(row('a', { title: 'Disk · 7777' }), row('b', { title: 'Disk · 7777' }))).toEqual({});
  expect(apart(row('a'), row('b'))).toEqual({});
  expect(apart(row('a'))).toEqual({});
});
