import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../electron/core/model/account.ts';
import { failed, success, type Result } from '../../../../electron/core/model/failure.ts';
import { keyOfResource } from '../../../../electron/core/model/resource.ts';
import type { ListReading } from '../../../../electron/core/model/list-standing.ts';
import type { Provider, RoundReading } from '../../../../electron/core/ports/provider.ts';
import { accountById, insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { putWish } from '../../../../electron/edges/store/rental-wishes.ts';
import { rentalsOfAccount } from '../../../../electron/edges/store/rentals.ts';
import { accountsOfRentals } from '../../../../electron/engine/bell/accounts-of-rentals.ts';
import { listStandingsOf } from '../../../../electron/edges/store/resource-lists.ts';
import { putResource, resourcesOfAccount } from '../../../../electron/edges/store/resources.ts';
import type { OneRound, RoundParts } from '../../../../electron/engine/polling/ports.ts';
import { syncAccount } from '../../../../electron/engine/polling/round.ts';
import type { RoundResult } from '../../../../electron/engine/polling/outcome.ts';
import { wolover } from '../../../../electron/providers/wolover/index.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aBalance, aBalanceRound } from '../../../fakes/balance.ts';
import { FakeNetwork, json } from '../../../fakes/http.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aResource, aResourceReading } from '../../../fakes/resources.ts';
import { aStore } from '../../../fakes/store.ts';
import { keysFor } from '../../../fakes/vault.ts';

type Outcomes = Readonly<Record<string, ListReading['outcome']>>;

const here = aResource({ resourceId: 'i-1', region: 'a', list: 'a' });
const there = aResource({ resourceId: 'i-2', region: 'b', list: 'b' });

/** An account of a provider with two lists, over a real store; each round reads what the test says. */
const desk = () => {
  const { database } = aStore();
  insertAccount(database, anAccount({ provider: 'regions', lastSyncedAt: null }));
  const { id } = anAccount();
  let reading: Result<RoundReading> = success(aResourceReading([here, there]));
  let nowMs = 0;
  const regions: Provider = {
    ...wolover,
    description: {
      ...wolover.description,
      id: 'regions',
      reads: ['resources'],
      settings: [
        {
          name: 'only',
          label: '',
          help: '',
          kind: 'text',
          choices: [],
          initial: null,
          role: 'filter',
          parameter: 'Only',
        },
      ],
    },
    readRound: () => {
      // A round takes five minutes.
      nowMs += 5 * 60_000;
      return Promise.resolve(reading);
    },
  };
  const memory = {};
  const parts: RoundParts = {
    database,
    vault: { read: keysFor({ apiKey: 'sk-key' }) },
    providers: [regions],
    openHttp: new FakeNetwork(() => json({})).open,
    now: () => nowMs,
    nonce: () => 'nonce',
    memoryOf: () => memory,
    budgetOf: () => 1_000,
    onProgress: () => {},
    onApplied: () => {},
  };
  const current = (): Account => {
    const account = accountById(database, id);
    if (account === null) throw new Error('no account');
    return account;
  };
  const round = (time: string, read: Result<RoundReading>, oneRound: OneRound = {}): Promise<RoundResult> => {
    nowMs = ms(time);
    reading = read;
    return syncAccount(current(), parts, new AbortController().signal, oneRound);
  };
  const lists = (time: string, outcomes: Outcomes, resources = [here, there]) =>
    round(
      time,
      success(
        aResourceReading(
          resources.filter(({ list }) => outcomes[list] === 'settled'),
          outcomes,
        ),
      ),
    );
  /** When the rentals of each list were last confirmed, and since when they cannot be. */
  const confirmed = () => {
    const accountOf = accountsOfRentals(database);
    return Object.fromEntries(
      rentalsOfAccount(database, id).map(({ rental }) => {
        const account = accountOf(rental);
        return [rental.listing?.list ?? '', [account?.lastSyncedAt, account?.staleSince]];
      }),
    );
  };
  const stored = () => ({
    resources: resourcesOfAccount(database, id),
    rentals: rentalsOfAccount(database, id),
    standings: listStandingsOf(database, id),
  });
  return { database, current, round, lists, confirmed, stored };
};

describe('each list of an account stands for itself', () => {
  it('confirms its rentals as of the begin of the round that read it', async () => {
    const { lists, confirmed } = desk();
    await lists('2026-03-02T08:00:00Z', { a: 'settled', b: 'settled' });
    await lists('2026-03-02T09:00:00Z', { a: 'settled', b: 'skipped' });
    expect(confirmed()).toEqual({
      a: [at('2026-03-02T09:00:00Z'), null],
      b: [at('2026-03-02T08:00:00Z'), null],
    });
  });

  it('is silent since its provider refuses it, while the others are confirmed', async () => {
    const { lists, confirmed, current } = desk();
    await lists('2026-03-02T08:00:00Z', { a: 'settled', b: 'settled' });
    await lists('2026-03-02T09:00:00Z', { a: 'settled', b: 'refused' });
    await lists('2026-03-02T10:00:00Z', { a: 'settled', b: 'skipped' });
    await lists('2026-03-02T11:00:00Z', { a: 'settled', b: 'refused' });
    expect(confirmed()).toEqual({
      a: [at('2026-03-02T11:00:00Z'), null],
      b: [at('2026-03-02T08:00:00Z'), at('2026-03-02T09:05:00Z')],
    });
    expect(current()).toMatchObject({ lastSyncedAt: at('2026-03-02T11:00:00Z'), staleSince: null, failure: null });
    await lists('2026-03-02T12:00:00Z', { a: 'settled', b: 'settled' });
    expect(confirmed()).toMatchObject({ b: [at('2026-03-02T12:00:00Z'), null] });
  });
});

describe('a refused list', () => {
  const named = async (result: Promise<RoundResult>) =>
    (await result).outcome.warnings.filter(({ code }) => code === 'list.refused').map(({ lists }) => lists);

  it('is named when that begins, and then daily', async () => {
    const { lists } = desk();
    const outcomes = { a: 'settled', b: 'refused' } as const;
    expect(await named(lists('2026-03-02T08:00:00Z', outcomes))).toEqual([['b']]);
    for (const time of ['2026-03-02T08:10:00Z', '2026-03-02T20:00:00Z', '2026-03-03T07:59:00Z'])
      expect(await named(lists(time, outcomes))).toEqual([]);
    expect(await named(lists('2026-03-03T08:00:00Z', outcomes))).toEqual([['b']]);
    expect(await named(lists('2026-03-03T08:10:00Z', outcomes))).toEqual([]);
  });

  it('is named again when it begins again, and each for itself', async () => {
    const { lists } = desk();
    expect(await named(lists('2026-03-02T08:00:00Z', { a: 'settled', b: 'refused' }))).toEqual([['b']]);
    expect(await named(lists('2026-03-02T08:10:00Z', { a: 'settled', b: 'settled' }))).toEqual([]);
    expect(await named(lists('2026-03-02T08:20:00Z', { a: 'settled', b: 'refused' }))).toEqual([['b']]);
    expect(await named(lists('2026-03-02T08:30:00Z', { a: 'refused', b: 'refused' }))).toEqual([['a']]);
  });

  it('is not named anew because it was skipped meanwhile, nor is a skipped one named', async () => {
    const { lists } = desk();
    await lists('2026-03-02T08:00:00Z', { a: 'settled', b: 'refused' });
    expect(await named(lists('2026-03-02T08:10:00Z', { a: 'settled', b: 'skipped' }))).toEqual([]);
    expect(await named(lists('2026-03-02T08:20:00Z', { a: 'settled', b: 'refused' }))).toEqual([]);
  });

  it('is named when the clock was set back meanwhile by more than a day', async () => {
    const { lists } = desk();
    await lists('2026-03-12T08:00:00Z', { a: 'settled', b: 'refused' });
    expect(await named(lists('2026-03-02T08:00:00Z', { a: 'settled', b: 'refused' }))).toEqual([['b']]);
  });
});

it('a round that fails changes nothing of resources, rentals and lists; the account is stale', async () => {
  const { round, lists, stored, current, confirmed } = desk();
  await lists('2026-03-02T08:00:00Z', { a: 'settled', b: 'refused' });
  const before = stored();
  const { outcome } = await round('2026-03-02T09:00:00Z', failed('provider.unavailable', { status: 503 }));
  expect([outcome.ok, stored()]).toEqual([false, before]);
  expect(current()).toMatchObject({ lastSyncedAt: at('2026-03-02T08:00:00Z'), staleSince: at('2026-03-02T09:05:00Z') });
  expect(confirmed()).toEqual({ a: [at('2026-03-02T08:00:00Z'), at('2026-03-02T09:05:00Z')] });
});

it('a round that was interrupted keeps what it read, and confirms only the lists that it saw whole', async () => {
  const { round, lists, confirmed, stored } = desk();
  await lists('2026-03-02T08:00:00Z', { a: 'settled', b: 'settled' });
  const read = aResourceReading(
    [aResource({ ...here, name: 'new' })],
    { a: 'settled', b: 'unsettled' },
    { interruptedBy: { code: 'network.timeout', detail: 'headers' } },
  );
  await round('2026-03-02T09:00:00Z', success(read));
  expect(stored().resources.map(({ name }) => name)).toContain('new');
  expect(confirmed()['a']?.[0]).toBe(at('2026-03-02T09:00:00Z'));
  expect(confirmed()['b']?.[0]).toBe(at('2026-03-02T08:00:00Z'));
});

describe('a round that its own settings limit', () => {
  const only = { only: 'i-1' };

  it('confirms no list, and takes nothing for gone', async () => {
    const { round, lists, confirmed, stored } = desk();
    await lists('2026-03-02T08:00:00Z', { a: 'settled', b: 'settled' });
    const before = confirmed();
    for (const time of ['2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z'])
      await round(time, success(aResourceReading([], { a: 'settled', b: 'settled' })), only);
    expect(confirmed()).toEqual(before);
    expect(stored().rentals.map(({ rental }) => rental.phase)).toEqual(['delivered', 'delivered']);
  });

  it('makes no list stale that is refused then, but names it', async () => {
    const { round, lists, confirmed } = desk();
    await lists('2026-03-02T08:00:00Z', { a: 'settled', b: 'settled' });
    const before = confirmed();
    const { outcome } = await round(
      '2026-03-02T09:00:00Z',
      success(aResourceReading([], { a: 'settled', b: 'refused' })),
      only,
    );
    expect(confirmed()).toEqual(before);
    expect(outcome.warnings).toContainEqual({ code: 'list.refused', lists: ['b'] });
  });
});

describe('a round that the credit is refused to', () => {
  it('says so once it was known, and succeeds', async () => {
    const { round } = desk();
    const withBalance = (balance: ReturnType<typeof aBalance> | 'refused') => success(aBalanceRound(balance));
    expect((await round('2026-03-02T08:00:00Z', withBalance('refused'))).outcome.warnings).toEqual([]);
    await round('2026-03-02T09:00:00Z', withBalance(aBalance('100')));
    const { outcome } = await round('2026-03-02T10:00:00Z', withBalance('refused'));
    expect(outcome).toMatchObject({ ok: true, warnings: [{ code: 'balance.refused' }] });
  });
});

describe('what a provider says of a resource beside its id', () => {
  const ended = stated('2026-04-01T00:00:00Z');
  const named = (product: string) => ({
    ...aResource({ end: ended, facts: [{ path: 'Product', value: product }] }),
    key: keyOfResource({ product, resourceId: 'i-1' }),
  });

  it.each([[['ecs.ecs', 'ecs', 'ecs', 'ecs.ecs', '', '', 'ecs.ecs']], [['ecs', 'ecs.ecs', 'ecs.ecs', 'ecs']]])(
    'may come and go (%s): one rental, no news, and what was said of it holds',
    async (products) => {
      const { database, round, stored } = desk();
      let hours = 0;
      const next = (product: string) =>
        round(`2026-03-02T${String(10 + (hours += 1))}:00:00Z`, success(aResourceReading([named(product)])));
      await next(products[0] ?? '');
      const [first] = stored().rentals;
      if (first === undefined) throw new Error('no rental');
      putWish(database, anAccount().id, first.rental.id, { intention: 'renew', intendedFor: first.rental.end.at });
      for (const product of products) expect((await next(product)).outcome.changes).toBe(0);
      expect(stored().rentals.map(({ rental }) => [rental.id, rental.phase, rental.intention])).toEqual([
        [first.rental.id, 'delivered', 'renew'],
      ]);
      expect(stored().resources).toHaveLength(1);
    },
  );

  it('does not keep one from going that is told apart by it', async () => {
    const { round, stored } = desk();
    await round('2026-03-02T08:00:00Z', success(aResourceReading([named('ecs.ecs'), named('rds.rords')])));
    for (const time of ['2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z'])
      await round(time, success(aResourceReading([named('ecs.ecs')])));
    expect(stored().rentals.map(({ rental }) => [rental.listing?.key, rental.phase])).toEqual([
      ['ecs.ecs/i-1', 'delivered'],
      ['rds.rords/i-1', 'released'],
    ]);
  });

  it('makes no false release of what an earlier release stored twice', async () => {
    const { round, stored, database } = desk();
    const twins = [named('ecs.ecs'), named('ecs')];
    for (const resource of twins) putResource(database, { ...resource, accountId: anAccount().id, missingReadings: 0 });
    for (const [time, product] of [
      ['2026-03-02T08:00:00Z', 'ecs'],
      ['2026-03-02T09:00:00Z', 'ecs'],
      ['2026-03-02T10:00:00Z', 'ecs.ecs'],
      ['2026-03-02T11:00:00Z', 'ecs.ecs'],
    ] as const)
      await round(time, success(aResourceReading([named(product)])));
    expect(stored().resources.map(({ missingReadings }) => missingReadings)).toEqual([0, 0]);
  });
});
