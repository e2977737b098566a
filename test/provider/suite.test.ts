import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '../../electron/core/model/settings.ts';
import * as faults from '../fakes/faults.ts';
import type { Fault } from '../../electron/demo/fault-script.ts';
import { roles } from './roles.ts';
import { idOf, isSettled, listedIn, remembered, Stage } from './stage.ts';

/** Every message that a provider's description names. */
const messageKeys = ({ description }: (typeof roles)[number]['provider']): readonly string[] => [
  description.name,
  description.keyHelp,
  ...[...description.credentials, ...description.settings].flatMap(({ label, help }) => [label, help]),
  ...description.settings.flatMap(({ choices }) => choices.map(({ label }) => label)),
];

describe.each(roles.map((role) => [role.provider.description.id, role] as const))('%s', (id, role) => {
  const { provider } = role;
  let stage: Stage;
  beforeAll(async () => {
    stage = new Stage(provider, await role.open());
  });
  afterEach(() => stage.reset());
  afterAll(() => stage.close());

  test('it is described: fields of their own names, a hint, choices, messages in its own block', () => {
    const { credentials, settings, defaultBaseUrl } = provider.description;
    const names = [...credentials, ...settings].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(credentials.map(({ name }) => name)).toContain(provider.hintFrom);
    if (defaultBaseUrl !== null) expect(new URL(defaultBaseUrl).protocol).toBe('https:');
    for (const { kind, choices, initial } of settings)
      if (kind === 'choice' && initial !== null) expect(choices.map(({ value }) => value)).toContain(initial);
    for (const key of messageKeys(provider)) {
      // Only what pages are called is everybody's.
      expect(key).toMatch(new RegExp(`^provider_(${id}_|page$|page_size$)`));
      for (const locale of locales) expect(role.sentence(key, locale), `${key} in ${locale}`).toMatch(/\S/);
    }
  });

  test('it takes what its form offers first and refuses a setting that it does not have', () => {
    const { settings } = provider.description;
    const first = Object.fromEntries(
      settings.map(({ name, initial, choices }) => [name, initial ?? choices[0]?.value ?? '']),
    );
    expect(provider.checkSettings(first)).toMatchObject({ ok: true });
    expect(provider.checkSettings({ ...first, no_such_setting: 'x' })).toMatchObject({
      ok: false,
      failure: { code: 'input.invalid', field: 'no_such_setting' },
    });
  });

  describe('the traps of its document', () => {
    test.each(role.traps.map(({ trap, see }) => [trap, see] as const))('%s', (_, see) => see(stage));
  });

  test('the test request proves the key', async () => {
    expect(await stage.test()).toMatchObject({ ok: true });
    expect(stage.stand.requests()).toHaveLength(1);
  });

  test('a round reads what the provider lists, each order or resource once, whole', async () => {
    const reading = await stage.read();
    const listed = listedIn(reading);
    expect(listed.length).toBeGreaterThan(15);
    expect(listed.map(idOf).sort()).toEqual([...stage.stand.truth].sort());
    expect(isSettled(reading)).toBe(true);
    expect(reading).toMatchObject({ settled: true, interruptedBy: null, unchanged: [], warnings: [] });
    for (const { incomplete, facts, title } of listed) {
      expect(incomplete).toEqual([]);
      expect(facts.length).toBeGreaterThan(8);
      expect(title).not.toBe('');
    }
    for (const { items, placedAt } of reading.orders) {
      expect(items.length).toBeGreaterThan(0);
      expect(placedAt).not.toBeNull();
    }
    expect(reading.resources !== undefined).toBe(provider.description.reads.includes('resources'));
    expect(reading.orders.length > 0).toBe(provider.description.reads.includes('orders'));
    expect(stage.requests).toBe(stage.stand.requests().length);
  });

  test('the next round costs the list only, or says the same', async () => {
    const first = await stage.read();
    const firstRequests = stage.requests;
    const second = await stage.read({ known: remembered(first.orders) });
    expect([...listedIn(second).map(idOf), ...second.unchanged].sort()).toEqual(listedIn(first).map(idOf).sort());
    if ((first.orders[0]?.listFingerprint ?? null) === null) expect(listedIn(second)).toEqual(listedIn(first));
    else {
      expect(second.orders).toEqual([]);
      const hasDetails = first.orders.some(({ detailReadAt }) => detailReadAt !== null);
      expect(stage.requests).toBeLessThanOrEqual(hasDetails ? firstRequests / 3 : firstRequests);
    }
  });

  test.each(Object.keys(provider.description.credentials.map(({ name: field }) => field)))(
    'a wrong key is rejected (%s)',
    async (index) => {
      const field = provider.description.credentials[Number(index)]?.name ?? '';
      const outcome = await stage.test({ secrets: { [field]: 'not-the-key' } });
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'account.key-rejected' } });
      expect(JSON.stringify(outcome)).not.toContain('not-the-key');
    },
  );

  test('a key with stray white space is the key', async () => {
    const spaced = Object.fromEntries(
      Object.entries(stage.stand.secrets).map(([field, text]) => [field, ` ${text}\n`]),
    );
    expect(await stage.test({ secrets: spaced })).toMatchObject({ ok: true });
  });

  test.each<[string, Fault, object, number]>([
    ['the key is rejected', role.keyRejected, { code: 'account.key-rejected' }, 1],
    ['the key lacks a permission', role.permissionLacking, { code: 'account.key-lacks-permission' }, 1],
    ['a login page with status 200', faults.htmlPage(), { code: 'provider.unexpected-answer', path: '$' }, 1],
    ['no JSON', faults.invalidJson(), { code: 'provider.unexpected-answer', path: '$' }, 1],
    ['nothing', faults.body(''), { code: 'provider.unexpected-answer', path: '$' }, 1],
    ['null', faults.body('null'), { code: 'provider.unexpected-answer' }, 1],
    ['{}', faults.body('{}'), { code: 'provider.unexpected-answer' }, 1],
    ['[]', faults.body('[]'), { code: 'provider.unexpected-answer' }, 1],
    [
      'JSON that nests 100,000 deep',
      faults.body('['.repeat(100_000)),
      { code: 'provider.unexpected-answer', path: '$', detail: 'too-deep' },
      1,
    ],
    ['JSON cut short', faults.truncated(), { code: 'provider.unexpected-answer', path: '$' }, 1],
    ['gzip that is none', faults.brokenGzip(), { code: 'provider.unexpected-answer' }, 1],
    ['a gzip bomb', faults.gzipBomb(), { code: 'provider.unexpected-answer', detail: 'too-large' }, 1],
    ['50 MB', faults.oversized(50_000_000), { code: 'provider.unexpected-answer', detail: 'too-large' }, 1],
    [
      'a redirect',
      faults.redirect('https://login.example/?next=1'),
      { code: 'provider.unexpected-answer', redirectedTo: 'login.example' },
      1,
    ],
    ['404', faults.statusWith(404, 'not here'), { code: 'provider.refused', status: 404 }, 1],
    ['500', faults.statusWith(500, '<html>'), { code: 'provider.unavailable', status: 500 }, 3],
    ['503', faults.statusWith(503), { code: 'provider.unavailable', status: 503 }, 3],
    ['a reset', faults.resetAtOnce(), { code: 'provider.unavailable' }, 3],
    ['a close', faults.closedAtOnce(), { code: 'provider.unavailable' }, 3],
    ['a reset in the body', faults.resetMidBody(), { code: 'provider.unavailable' }, 3],
    ['a close in the body', faults.closedEarly(), { code: 'provider.unavailable' }, 3],
    [
      '429 for an hour',
      faults.rateLimited('3600'),
      { code: 'provider.rate-limited', retryAt: '2026-11-23T05:00:00.000Z' },
      1,
    ],
    [
      '429 until a date',
      faults.rateLimitedUntil(1_800_000),
      { code: 'provider.rate-limited', retryAt: '2026-11-23T04:30:00.000Z' },
      1,
    ],
    ['429 without a word', faults.rateLimited(), { code: 'provider.rate-limited' }, 3],
    ['429 with nonsense', faults.rateLimited('later'), { code: 'provider.rate-limited' }, 3],
  ])('%s', async (_, fault, failure, requests) => {
    stage.fail(fault);
    const outcome = await stage.round();
    expect(outcome).toMatchObject({ ok: false, failure });
    expect(stage.stand.requests()).toHaveLength(requests);
    for (const secret of Object.values(stage.stand.secrets)) expect(JSON.stringify(outcome)).not.toContain(secret);
  });

  test.each([
    ['silence', faults.silence(), 'headersMs', 'headers'],
    ['silence in the body', faults.stalledMidBody(), 'betweenChunksMs', 'between-chunks'],
  ] as const)('%s', async (_, fault, impatientFor, detail) => {
    stage.fail(fault);
    expect(await stage.round({ impatientFor })).toEqual({ ok: false, failure: { code: 'network.timeout', detail } });
    expect(stage.stand.requests()).toHaveLength(3);
  });

  test.each<[string, Fault, object]>([
    ['gzip', faults.gzipped(), {}],
    ['a byte-order mark', faults.byteOrderMark(), {}],
    ['no announced length', faults.chunked(), {}],
    ['a slow drip', faults.slowDrip(50_000, 5), {}],
    ['one 502', faults.statusWith(502), { times: 1 }],
    ['two resets', faults.resetAtOnce(), { times: 2 }],
    ['one short 429', faults.rateLimited('2'), { times: 1 }],
    ['every row twice', faults.rowsTwice(), {}],
  ])('%s changes nothing in what is read', async (_, fault, rule) => {
    const plain = await stage.read();
    stage.fail(fault, rule);
    const reading = await stage.read();
    expect(listedIn(reading)).toEqual(listedIn(plain));
  });

  test('nobody there', async () => {
    expect(await stage.round({ baseUrl: 'http://127.0.0.1:1' })).toEqual({
      ok: false,
      failure: { code: 'provider.unavailable', detail: 'ECONNREFUSED' },
    });
  });

  test('a clock that is off is noticed', async () => {
    stage.fail(faults.clockOff(-600_000));
    await stage.read();
    expect(new Set(stage.skews)).toEqual(new Set([600_000]));
  });

  test('a cancelled round ends', async () => {
    stage.fail(faults.silence());
    const cancel = new AbortController();
    const outcome = stage.round({ signal: cancel.signal });
    setImmediate(() => cancel.abort());
    expect(await outcome).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });

  test('the same page for ever does not hold the round for ever, and settles nothing that it cannot know', async () => {
    const plain = await stage.read();
    stage.fail(faults.samePage(), { when: role.isPage });
    const reading = await stage.read();
    expect(stage.stand.requests().length).toBeLessThan(200);
    if (listedIn(plain).length > listedIn(reading).length) expect(isSettled(reading)).toBe(false);
  });
});
