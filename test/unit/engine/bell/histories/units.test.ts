import { describe, it } from 'vitest';
import type { Account } from '../../../../../electron/core/model/account.ts';
import { expectHistory, rings, type History } from '../../../../fakes/history.ts';
import { woloverRow } from '../../../../fakes/http.ts';
import { readWoloverRow } from '../../../../fakes/wolover.ts';

/** Two machines bought on 1 March at 00:00Z, one unit each: a training machine and a debugging one. */
const shown = ({ settings }: Account) =>
  [woloverRow('1', 5), woloverRow('2', 5, { orderProductVo: { name: '调试机' } })].map((row) =>
    readWoloverRow(row, settings),
  );
const span = (facts: Partial<History> = {}): History => ({
  from: '2026-03-01T01:00:00Z',
  to: '2026-04-12T00:00:00Z',
  provider: { '2026-03-01T01:00:00Z': shown },
  account: { provider: 'wolover', settings: { durationUnit: 'month' } },
  ...facts,
});
const month = (name: string) => [
  rings(`${name} ends 7d`, '2026-03-25T00:00:00Z'),
  rings(`${name} ends 3d`, '2026-03-29T00:00:00Z'),
  rings(`${name} ends 1d`, '2026-03-31T00:00:00Z'),
  rings(`${name} ends 2h`, '2026-03-31T22:00:00Z'),
  rings(`${name} ends 0`, '2026-04-01T00:00:00Z'),
];

describe('a unit that is corrected', () => {
  it('for one product rings at the new end and not at the old one; the others stay', async () => {
    await expectHistory(
      span({ acts: { '2026-03-02T09:00:00Z': (user) => user.names({ productUnits: '调试机=week' }) } }),
      [
        rings('调试机 ends 3d', '2026-03-05T00:00:00Z'),
        rings('调试机 ends 1d', '2026-03-07T00:00:00Z'),
        rings('调试机 ends 2h', '2026-03-07T22:00:00Z'),
        rings('调试机 ends 0', '2026-03-08T00:00:00Z'),
        ...month('4090×1'),
      ],
    );
  });

  it('counts at once, while the provider cannot be reached', async () => {
    await expectHistory(
      span({
        provider: {
          '2026-03-01T01:00:00Z': shown,
          '2026-03-02T00:00:00Z': { code: 'network.offline', detail: 'ENOTFOUND' },
        },
        to: '2026-03-02T12:00:00Z',
        acts: { '2026-03-02T09:00:00Z': (user) => user.names({ productUnits: '调试机=day' }) },
      }),
      // Its day is over: the end that nobody was told of is told now.
      [rings('调试机 ends 0', '2026-03-02T09:00:00Z')],
    );
  });

  it('to a later end is silent about the earlier one', async () => {
    await expectHistory(
      span({
        account: { provider: 'wolover', settings: { durationUnit: 'week' } },
        acts: { '2026-03-02T09:00:00Z': (user) => user.names({ durationUnit: 'month' }) },
      }),
      [...month('4090×1'), ...month('调试机')],
    );
  });

  it('that was not known before rings from then on', async () => {
    await expectHistory(
      span({
        account: { provider: 'wolover', settings: { durationUnit: 'unknown' } },
        acts: { '2026-03-28T12:00:00Z': (user) => user.names({ productUnits: '调试机=month' }) },
      }),
      [rings('调试机 ends 7d', '2026-03-28T12:00:00Z'), ...month('调试机').slice(1)],
    );
  });
});
