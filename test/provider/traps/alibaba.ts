import { expect } from 'vitest';
import * as faults from '../../fakes/faults.ts';
import { openDemo } from '../demo-stand.ts';
import { idOf, isSettled, listedIn, resourceWhere, type Stage, type Trap } from '../stage.ts';

const failsWith = async (stage: Stage, failure: object): Promise<void> => {
  expect(await stage.round()).toMatchObject({ ok: false, failure });
};

/** What Alibaba Cloud's document gets one to do wrong. */
export const alibabaTraps: readonly Trap[] = [
  ...(['china', 'international'] as const).map((site) => ({
    trap: `a key of the other site than ${site} is no rejected key`,
    see: (stage: Stage) => {
      const accountSite = site === 'china' ? 'international' : 'china';
      return stage.beside(openDemo('alibaba', { alibaba: { site, accountSite } }), async (other) => {
        const outcome = await other.round({ settings: { site } });
        expect(outcome).toMatchObject({ ok: false, failure: { code: 'account.wrong-site', site } });
        expect(other.stand.requests()).toHaveLength(1);
      });
    },
  })),
  ...(
    [
      ['unknown', 'account.key-rejected'],
      ['inactive', 'account.key-rejected'],
      ['forbidden-ram', 'account.key-lacks-permission'],
      ['no-permission', 'account.key-lacks-permission'],
      ['not-authorized', 'account.key-lacks-permission'],
    ] as const
  ).map(([key, code]) => ({
    trap: `a key that is ${key}: ${code}`,
    see: (stage: Stage) =>
      stage.beside(openDemo('alibaba', { alibaba: { key } }), (other) => failsWith(other, { code })),
  })),
  {
    trap: 'a clock that is off by an hour is no rejected key, and the next request goes by the provider’s clock',
    see: async (stage) => {
      const hour = 3_600_000;
      const { now } = { now: () => new Date(Date.parse('2026-11-23T04:00:00Z') + hour) };
      await stage.beside(openDemo('alibaba', { now }), async (other) => {
        await failsWith(other, { code: 'account.clock-skewed' });
        expect(await other.round()).toMatchObject({ ok: true });
      });
    },
  },
  {
    trap: 'throttling comes as HTTP 400',
    see: async (stage) => {
      stage.fail(faults.alibabaFailure('Throttling.User', 'Request was denied due to user flow control.'));
      await failsWith(stage, { code: 'provider.rate-limited' });
    },
  },
  {
    trap: 'an error comes as HTTP 200',
    see: async (stage) => {
      stage.fail(faults.alibabaSays('InternalError', 'unknown error'));
      await failsWith(stage, { code: 'provider.refused', providerCode: 'InternalError' });
    },
  },
  ...(['absent', 'null', 'single'] as const).map((shape) => ({
    trap: `a list that is ${shape} is never "nothing rented"`,
    see: async (stage: Stage) => {
      stage.fail(faults.instanceList(shape));
      await failsWith(stage, { code: 'provider.unexpected-answer', path: 'Data.InstanceList' });
    },
  })),
  {
    trap: 'a total that lies leaves the list unsettled, so that nothing counts as gone',
    see: async (stage) => {
      stage.fail(faults.totalSays(137));
      const reading = await stage.read();
      expect(listedIn(reading).map(idOf).sort()).toEqual([...stage.stand.truth].sort());
      expect(isSettled(reading)).toBe(false);
    },
  },
  {
    trap: 'empty and far times are no end, and what expired is there until it is released',
    see: async (stage) => {
      const reading = await stage.read();
      expect(resourceWhere(reading, ({ state }) => state === 'pending').end).toMatchObject({ at: null, basis: 'none' });
      const expired = resourceWhere(reading, ({ state }) => state === 'expired');
      expect(expired.releases).toMatchObject({ basis: 'stated' });
      expect(expired.end).toMatchObject({ basis: 'stated' });
    },
  },
  {
    trap: 'what renews itself is charged nine days before its end',
    see: async (stage) => {
      const renewing = resourceWhere(
        await stage.read(),
        (each) => each.autoRenews === 'yes' && each.chargesAt !== null,
      );
      expect(renewing.chargesAt).toMatch(/T00:00:00\.000Z$/);
      expect((renewing.end.at ?? '') > (renewing.chargesAt ?? '')).toBe(true);
    },
  },
];
