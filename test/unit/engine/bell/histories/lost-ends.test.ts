import { describe, it } from 'vitest';
import type { Account } from '../../../../../electron/core/model/account.ts';
import { noEnd } from '../../../../../electron/core/model/deadline.ts';
import { expectHistory, rings } from '../../../../fakes/history.ts';
import { woloverRow } from '../../../../fakes/http.ts';
import { anItem, anOrder, billedByUse, stated } from '../../../../fakes/orders.ts';
import { readWoloverRow } from '../../../../fakes/wolover.ts';

const shown =
  (facts: Readonly<Record<string, unknown>> = {}) =>
  ({ settings }: Account) => [readWoloverRow(woloverRow('1', 5, facts), settings)];
const span = { from: '2026-03-01T01:00:00Z', to: '2026-04-12T00:00:00Z' };
const wolover = { ...span, account: { provider: 'wolover', settings: { durationUnit: 'month' } } };
const month = [
  rings('ends 7d', '2026-03-25T00:00:00Z'),
  rings('ends 3d', '2026-03-29T00:00:00Z'),
  rings('ends 1d', '2026-03-31T00:00:00Z'),
  rings('ends 2h', '2026-03-31T22:00:00Z'),
  rings('ends 0', '2026-04-01T00:00:00Z'),
];
const march = (facts = {}) => anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1', ...facts })] });
const silent = { end: noEnd('implausible') };

describe('an end that its provider stops saying believably goes on ringing', () => {
  it.each([
    ['the order time turns into epoch seconds', { createTime: 1772323200 }],
    ['the order time goes', { createTime: null }],
    ['the duration turns absurd', { buyDuration: 100000000 }],
    ['the duration goes', { buyDuration: null }],
    ['the order time and the status go', { createTime: null, status: null }],
  ])('%s', async (_name, facts) => {
    const provider = { '2026-03-01T01:00:00Z': shown(), '2026-03-20T00:00:00Z': shown(facts) };
    await expectHistory({ ...wolover, provider }, month);
  });

  it('a stated end turns absurd, and the user names something meanwhile', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T01:00:00Z': [march()], '2026-03-20T00:00:00Z': [march(silent)] },
        acts: { '2026-03-22T00:00:00Z': (user) => user.changes({ label: '训练机' }) },
      },
      month,
    );
  });

  it('the end of a renewal turns absurd, while that of the purchase still stands', async () => {
    const renewal = (facts = {}) =>
      anOrder({ id: 'april', kind: 'renewal', items: [anItem({ resourceId: 'qvm-1', ...facts })] });
    const purchase = march({ end: stated('2026-03-15T00:00:00Z') });
    await expectHistory(
      {
        ...span,
        provider: {
          '2026-03-01T01:00:00Z': [purchase, renewal()],
          '2026-03-20T00:00:00Z': [purchase, renewal(silent)],
        },
      },
      month,
    );
  });

  it('an answer without its items says nothing of them', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T01:00:00Z': [march()], '2026-03-20T00:00:00Z': [{ ...march(), items: [] }] },
      },
      month,
    );
  });
});

it('an end goes silently once its provider says twice that there is none', async () => {
  await expectHistory(
    { ...span, provider: { '2026-03-01T01:00:00Z': [march()], '2026-03-20T00:00:00Z': [march(billedByUse)] } },
    [],
  );
});
