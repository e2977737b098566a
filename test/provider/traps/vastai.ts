import { expect } from 'vitest';
import * as faults from '../../fakes/faults.ts';
import type { JsonObject } from '../../../electron/demo/world/json.ts';
import { openDemo } from '../demo-stand.ts';
import { idOf, isSettled, listedIn, resourceWhere, type Stage, type Trap } from '../stage.ts';

const failsWith = async (stage: Stage, failure: object): Promise<void> => {
  expect(await stage.round()).toMatchObject({ ok: false, failure });
};

const isList = { when: ({ path }: { readonly path: string }) => path.includes('/instances') };

const listSays = (stage: Stage, change: (body: JsonObject) => JsonObject): void =>
  stage.fail(faults.rewritten(change), isList);

/** What Vast.ai's document gets one to do wrong. */
export const vastaiTraps: readonly Trap[] = [
  ...([401, 403, 404] as const).map((wrongKeyStatus) => ({
    trap: `a bad key comes as HTTP ${String(wrongKeyStatus)}`,
    see: (stage: Stage) =>
      stage.beside(openDemo('vastai', { vastaiHabits: { wrongKeyStatus } }), async (other) => {
        const outcome = await other.round({ secrets: { apiKey: 'not-the-key' } });
        expect(outcome).toMatchObject({ ok: false, failure: { code: 'account.key-rejected' } });
      }),
  })),
  {
    trap: 'a list that is no longer served is a failure, never "nothing rented"',
    see: async (stage) => {
      stage.fail(faults.statusWith(410, '{"success":false,"error":"deprecated_endpoint","msg":"use v1"}'), isList);
      await failsWith(stage, { code: 'provider.refused', status: 410 });
      expect(stage.stand.requests().every(({ path }) => !path.startsWith('/api/v0/instances'))).toBe(true);
    },
  },
  ...(
    [
      ['absent', ({ instances: _gone, ...body }: JsonObject): JsonObject => body],
      ['null', (body: JsonObject): JsonObject => ({ ...body, instances: null })],
    ] as const
  ).map(([shape, change]) => ({
    trap: `instances that are ${shape} are never "nothing rented"`,
    see: async (stage: Stage) => {
      listSays(stage, change);
      await failsWith(stage, { code: 'provider.unexpected-answer', path: 'instances' });
    },
  })),
  {
    trap: 'success: false comes as HTTP 200',
    see: async (stage) => {
      listSays(stage, (body) => ({ ...body, success: false, error: 'internal', msg: 'try later' }));
      expect(await stage.round()).toMatchObject({ ok: false });
    },
  },
  {
    trap: 'a token that repeats for ever ends, and settles nothing',
    see: async (stage) => {
      listSays(stage, (body) => ({ ...body, next_token: 'again' }));
      const reading = await stage.round();
      expect(stage.stand.requests().length).toBeLessThan(100);
      if (reading.ok) expect(isSettled(reading.value)).toBe(false);
    },
  },
  {
    trap: 'a total that lies leaves the list unsettled',
    see: async (stage) => {
      listSays(stage, (body) => ({ ...body, total_instances: 137 }));
      const reading = await stage.read();
      expect(listedIn(reading).map(idOf).sort()).toEqual([...stage.stand.truth].sort());
      expect(isSettled(reading)).toBe(false);
    },
  },
  {
    trap: 'rows that carry secrets, asked for or not, leave none behind',
    see: async (stage) => {
      listSays(stage, (body) => ({
        ...body,
        instances: (Array.isArray(body['instances']) ? body['instances'] : []).map((row) => ({
          ...(row as JsonObject),
          jupyter_token: 'do-not-store-1',
          extra_env: { KEY: 'do-not-store-2' },
          ssh_host: 'do-not-store-3',
          public_ipaddr: '203.0.113.77',
        })),
      }));
      const text = JSON.stringify(await stage.read());
      expect(text).not.toContain('do-not-store');
      expect(text).not.toContain('203.0.113.');
    },
  },
  {
    trap: 'no date is no end, and a machine whose end has passed is over',
    see: async (stage) => {
      const reading = await stage.read();
      expect(resourceWhere(reading, ({ end }) => end.at === null).end.basis).toBe('none');
      expect(resourceWhere(reading, ({ state }) => state === 'expired').end.basis).toBe('stated');
    },
  },
  {
    trap: 'a key that may not read the credit loses nothing but the balance',
    see: (stage) =>
      stage.beside(openDemo('vastai', { vastaiHabits: { rights: ['instance_read'] } }), async (other) => {
        const reading = await other.read();
        expect(listedIn(reading)).toHaveLength(other.stand.truth.length);
        expect(reading.resources?.balance).toBe('refused');
        expect(reading.warnings).toEqual([]);
      }),
  },
  {
    trap: 'the balance is what the account has, beside what runs',
    see: async (stage) => {
      const { resources } = await stage.read();
      expect(resources?.balance).toMatchObject({ credit: { currency: 'USD' }, perHour: { currency: 'USD' } });
    },
  },
];
