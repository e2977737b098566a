import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../electron/core/model/account.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import type { RoundReading } from '../../../../electron/core/ports/provider.ts';
import { nothingTold, upcoming } from '../../../../electron/core/reminders/plan.ts';
import { accountById, insertAccount, noteRoundDone, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import { changesOfRental } from '../../../../electron/edges/store/changes.ts';
import { numberOf } from '../../../../electron/edges/store/database.ts';
import { putWish } from '../../../../electron/edges/store/rental-wishes.ts';
import { rentalsOfAccount } from '../../../../electron/edges/store/rentals.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { findResources, resourcesOfAccount, resourceOfAccount } from '../../../../electron/edges/store/resources.ts';
import type { AppliedReading } from '../../../../electron/engine/polling/apply.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { mendDerived } from '../../../../electron/engine/polling/mend-derived.ts';
import { reassembleAccount } from '../../../../electron/engine/polling/reassemble.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';
import { aResource, aResourceReading } from '../../../fakes/resources.ts';
import { aStore } from '../../../fakes/store.ts';

/** An account whose rounds are applied one after the other to a real store. */
const rounds = () => {
  const { database } = aStore();
  const account = anAccount({ provider: 'alibaba', lastSyncedAt: null });
  insertAccount(database, account);
  const current = (): Account => accountById(database, account.id) ?? account;
  const apply = (time: string, reading: RoundReading): AppliedReading => {
    const applied = applyReading(database, current(), reading, at(time));
    noteRoundDone(database, account.id, at(time));
    return applied;
  };
  const kept = () => rentalsOfAccount(database, account.id);
  const rental = (resourceId = 'i-1'): Rental | undefined =>
    kept().find((each) => each.rental.resourceId === resourceId)?.rental;
  const rowsOf = (table: string): number => numberOf(database.one(`SELECT count(*) AS n FROM ${table}`), 'n');
  return { database, account, current, apply, kept, rental, rowsOf };
};
const kinds = ({ changes }: AppliedReading): readonly string[] => changes.map(({ kind }) => kind);
const until = (end: string, facts: Parameters<typeof aResource>[0] = {}) => aResource({ end: stated(end), ...facts });
const rings = (rental: Rental | undefined): readonly string[] =>
  upcoming(
    rental === undefined ? [] : [rental],
    nothingTold,
    ms('2026-03-02T00:00:00Z'),
    ms('2027-01-01T00:00:00Z'),
  ).map(({ ringsAt }) => ringsAt);

describe('a round that finds nothing new', () => {
  it('writes no row, in whatever sequence resources, and their fields, are listed', () => {
    const { database, apply, current } = rounds();
    const [one, two] = [aResource(), aResource({ resourceId: 'i-2' })];
    apply('2026-03-01T08:00:00Z', aResourceReading([one, two]));
    const before = database.rowsWritten;
    const turned = Object.assign(
      {},
      ...Object.entries(one)
        .reverse()
        .map(([name, value]) => ({ [name]: value })),
    );
    for (const reading of [aResourceReading([one, two]), aResourceReading([two, turned])])
      expect(applyReading(database, current(), reading, at('2026-03-01T08:10:00Z')).changes).toEqual([]);
    expect(database.rowsWritten - before).toBe(0);
  });

  it('rewrites only what changed', () => {
    const { database, apply } = rounds();
    const two = aResource({ resourceId: 'i-2' });
    apply('2026-03-01T08:00:00Z', aResourceReading([aResource(), two]));
    const before = database.rowsWritten;
    apply('2026-03-01T08:10:00Z', aResourceReading([aResource({ state: 'expired' }), two]));
    expect(database.rowsWritten - before).toBeLessThan(10);
  });
});

it('the first round is no news; later ones are', () => {
  const { database, apply, rental } = rounds();
  const first = apply('2026-03-01T08:00:00Z', aResourceReading([aResource({ state: 'pending' })]));
  const id = rental()?.id;
  if (id === undefined) throw new Error('no rental');
  expect([...first.fresh.keys()]).toEqual([id]);
  expect(changesOfRental(database, id)).toEqual([]);
  const second = apply('2026-03-01T08:10:00Z', aResourceReading([aResource(), aResource({ resourceId: 'i-2' })]));
  expect([second.fresh.size, kinds(second)]).toEqual([0, ['delivered', 'placed']]);
  expect(changesOfRental(database, id)).toMatchObject([{ kind: 'delivered', at: at('2026-03-01T08:10:00Z') }]);
});

describe('the end of a resource', () => {
  it('that moves later is held until a second reading says the same, and was renewed then', () => {
    const { apply, rental, kept } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([until('2026-04-01T00:00:00Z')]));
    const rung = rings(rental());
    const first = apply('2026-03-01T08:10:00Z', aResourceReading([until('2026-05-01T00:00:00Z')]));
    expect([kinds(first), rental()?.end.at, rings(rental())]).toEqual([[], at('2026-04-01T00:00:00Z'), rung]);
    expect(kept()[0]?.heldEnd?.at).toBe(at('2026-05-01T00:00:00Z'));
    const second = apply('2026-03-01T08:20:00Z', aResourceReading([until('2026-05-01T00:00:00Z')]));
    expect([kinds(second), rental()?.end.at]).toEqual([['renewed'], at('2026-05-01T00:00:00Z')]);
    expect(kept()[0]?.heldEnd).toBeNull();
  });

  it('is held while its list is refused, skipped or lacks it: nobody has said it a second time', () => {
    for (const outcome of ['refused', 'skipped', 'settled', 'unsettled'] as const) {
      const { apply, rental } = rounds();
      apply('2026-03-01T08:00:00Z', aResourceReading([until('2026-04-01T00:00:00Z')]));
      apply('2026-03-01T08:10:00Z', aResourceReading([until('2026-05-01T00:00:00Z')]));
      expect(kinds(apply('2026-03-01T08:20:00Z', aResourceReading([], { '': outcome })))).toEqual([]);
      expect(rental()?.end.at).toBe(at('2026-04-01T00:00:00Z'));
    }
  });

  it('is as it was when the second reading takes it back', () => {
    const { apply, rental, kept } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([until('2026-04-01T00:00:00Z')]));
    apply('2026-03-01T08:10:00Z', aResourceReading([until('2026-05-01T00:00:00Z')]));
    expect(kinds(apply('2026-03-01T08:20:00Z', aResourceReading([until('2026-04-01T00:00:00Z')])))).toEqual([]);
    expect([rental()?.end.at, kept()[0]?.heldEnd]).toEqual([at('2026-04-01T00:00:00Z'), null]);
  });

  it('that is not stated any more is held as well', () => {
    const { apply, rental } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([until('2026-04-01T00:00:00Z')]));
    const none = aResource({ end: { at: null, basis: 'none', note: 'not-stated', earliestAt: null } });
    apply('2026-03-01T08:10:00Z', aResourceReading([none]));
    expect(rental()?.end.at).toBe(at('2026-04-01T00:00:00Z'));
    apply('2026-03-01T08:20:00Z', aResourceReading([none]));
    expect(rental()?.end).toMatchObject({ at: at('2026-04-01T00:00:00Z'), note: 'no-longer-stated' });
  });

  it('that is not stated any more is kept although its state is not said either', () => {
    const { apply, rental } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([until('2026-04-01T00:00:00Z')]));
    const none = aResource({
      state: 'unknown',
      end: { at: null, basis: 'none', note: 'not-stated', earliestAt: null },
    });
    for (const time of ['2026-03-01T08:10:00Z', '2026-03-01T08:20:00Z']) {
      apply(time, aResourceReading([none]));
      expect(rental()?.end).toMatchObject({ at: at('2026-04-01T00:00:00Z'), note: 'no-longer-stated' });
    }
  });

  it('that is said to be none goes with the second reading', () => {
    const { apply, rental } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([until('2026-04-01T00:00:00Z')]));
    const endless = aResource({ end: { at: null, basis: 'none', note: 'no-fixed-end', earliestAt: null } });
    apply('2026-03-01T08:10:00Z', aResourceReading([endless]));
    expect(rental()?.end.at).toBe(at('2026-04-01T00:00:00Z'));
    apply('2026-03-01T08:20:00Z', aResourceReading([endless]));
    expect(rental()?.end.at).toBeNull();
  });

  it('takes the time at which its data goes along, which is kept while the provider no longer says it', () => {
    const { apply, rental } = rounds();
    const release = at('2026-04-16T00:00:00Z');
    const whole = aResource({
      end: { at: at('2026-04-01T00:00:00Z'), basis: 'stated', note: null, earliestAt: null },
      releases: { at: release, surelyAt: release, basis: 'stated', note: null },
    });
    apply('2026-03-01T08:00:00Z', aResourceReading([whole]));
    for (const time of ['2026-03-01T08:10:00Z', '2026-03-01T08:20:00Z']) {
      apply(time, aResourceReading([{ ...whole, releases: null }]));
      expect(rental()?.releases?.at).toBe(release);
    }
  });

  it('that moves earlier counts at once', () => {
    const { apply, rental } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([until('2026-04-01T00:00:00Z')]));
    const second = apply('2026-03-01T08:10:00Z', aResourceReading([until('2026-03-20T00:00:00Z')]));
    expect([kinds(second), rental()?.end.at]).toEqual([['endMoved'], at('2026-03-20T00:00:00Z')]);
  });

  it('holds what follows from it: when the provider charges, and when the data goes', () => {
    const { apply, rental } = rounds();
    const release = (time: string) => ({ at: at(time), surelyAt: at(time), basis: 'stated', note: null }) as const;
    const before = { chargesAt: at('2026-03-23T00:00:00Z'), releases: release('2026-04-16T00:00:00Z') };
    const after = { chargesAt: at('2026-04-22T00:00:00Z'), releases: release('2026-05-16T00:00:00Z') };
    apply('2026-03-01T08:00:00Z', aResourceReading([until('2026-04-01T00:00:00Z', before)]));
    apply('2026-03-01T08:10:00Z', aResourceReading([until('2026-05-01T00:00:00Z', after)]));
    expect(rental()).toMatchObject({ end: { at: at('2026-04-01T00:00:00Z') }, ...before });
    apply('2026-03-01T08:20:00Z', aResourceReading([until('2026-05-01T00:00:00Z', after)]));
    expect(rental()).toMatchObject({ end: { at: at('2026-05-01T00:00:00Z') }, ...after });
  });
});

describe('a resource that is no longer listed', () => {
  const gone = (outcome: 'settled' | 'unsettled' | 'refused' | 'skipped') => aResourceReading([], { '': outcome });

  it('was released after two settled readings in a row, and is not written again and again', () => {
    const { database, apply, rental, current } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([aResource()]));
    expect(kinds(apply('2026-03-01T08:10:00Z', gone('settled')))).toEqual([]);
    expect([rental()?.phase, rings(rental()).length > 0]).toEqual(['delivered', true]);
    expect(kinds(apply('2026-03-01T08:20:00Z', gone('settled')))).toEqual(['released']);
    expect([rental()?.phase, rings(rental())]).toEqual(['released', []]);
    const before = database.rowsWritten;
    applyReading(database, current(), gone('settled'), at('2026-03-01T08:30:00Z'));
    expect(database.rowsWritten - before).toBe(0);
  });

  it.each(['unsettled', 'refused', 'skipped'] as const)('%s lists prove nothing, however many', (outcome) => {
    const { apply, rental } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([aResource()]));
    apply('2026-03-01T08:10:00Z', gone('settled'));
    for (const minutes of [20, 30, 40]) apply(`2026-03-01T08:${String(minutes)}:00Z`, gone(outcome));
    expect(rental()?.phase).toBe('delivered');
    expect(kinds(apply('2026-03-01T08:50:00Z', gone('settled')))).toEqual(['released']);
  });

  it('and is listed again goes on under its name, with what the user said of it', () => {
    const { database, account, apply, rental } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([aResource()]));
    const id = rental()?.id;
    if (id === undefined) throw new Error('no rental');
    putWish(database, account.id, id, { label: '训练机' });
    for (const minutes of [10, 20]) apply(`2026-03-01T08:${String(minutes)}:00Z`, gone('settled'));
    const back = apply('2026-03-01T08:30:00Z', aResourceReading([aResource()]));
    expect(kinds(back)).toEqual(['delivered']);
    expect(rental()).toMatchObject({ id, title: '训练机', phase: 'delivered' });
  });
});

it('a region that is refused for days keeps its rentals, while those of the others vanish', () => {
  const { apply, rental } = rounds();
  const [here, there] = [
    aResource({ resourceId: 'i-1', region: 'a', list: 'a' }),
    aResource({ resourceId: 'i-2', region: 'b', list: 'b' }),
  ];
  apply('2026-03-01T08:00:00Z', aResourceReading([here, there]));
  for (let day = 2; day <= 9; day += 1)
    apply(`2026-03-0${String(day)}T08:00:00Z`, aResourceReading([], { a: 'settled', b: 'refused' }));
  expect([rental('i-1')?.phase, rental('i-2')?.phase]).toEqual(['released', 'delivered']);
  expect(rings(rental('i-2')).length).toBeGreaterThan(0);
});

it('a resource is found by what its facts say, and so is its rental', () => {
  const { database, apply } = rounds();
  const resource = aResource({ spec: 'gn7i', facts: [{ path: 'Remark', value: '训练集群 A' }] });
  apply('2026-03-01T08:00:00Z', aResourceReading([resource, aResource({ resourceId: 'i-2' })]));
  const found = (query: string) => [
    findResources(database, { query, accountId: null }).map(
      (each) => resourceOfAccount(database, each.accountId, each.key)?.resourceId,
    ),
    listRentals(database, { query, state: null, accountId: null }, { offset: 0, limit: 9 }).map(
      (each) => each.resourceId,
    ),
  ];
  for (const query of ['训练集群', '集群', 'GN7I', 'i-1'])
    expect([query, ...found(query)]).toEqual([query, ['i-1'], ['i-1']]);
  apply('2026-03-01T08:10:00Z', aResourceReading([{ ...resource, facts: [{ path: 'Remark', value: '推理' }] }]));
  expect([found('训练集群'), found('推理')]).toEqual([
    [[], []],
    [['i-1'], ['i-1']],
  ]);
});

it('an account that is removed takes its resources along', () => {
  const { database, account, apply, rowsOf } = rounds();
  apply('2026-03-01T08:00:00Z', aResourceReading([aResource()]));
  removeAccount(database, account.id);
  expect([rowsOf('resource'), rowsOf('resource_list'), rowsOf('rental')]).toEqual([0, 0, 0]);
});

it('all or nothing: a bug in the middle leaves resources and rentals as they were', () => {
  const { database, account, apply, kept } = rounds();
  apply('2026-03-01T08:00:00Z', aResourceReading([aResource()]));
  const before = [resourcesOfAccount(database, account.id), kept()];
  database.execute(`CREATE TRIGGER broken BEFORE INSERT ON change BEGIN SELECT RAISE(ABORT, 'a bug'); END`);
  expect(() => apply('2026-03-01T08:10:00Z', aResourceReading([aResource({ state: 'expired' })]))).toThrow();
  expect([resourcesOfAccount(database, account.id), kept()]).toEqual(before);
});

describe('a resource whose row is damaged', () => {
  const damaged = (column: 'body' | 'facts', text: string) => {
    const here = rounds();
    const { database, account } = here;
    here.apply('2026-03-01T08:00:00Z', aResourceReading([aResource(), aResource({ resourceId: 'i-2' })]));
    database.run(`UPDATE resource SET ${column} = ? WHERE key LIKE '%i-1'`, text);
    expect(resourcesOfAccount(database, account.id).map(({ resourceId }) => resourceId)).toEqual(['i-2']);
    expect(database.damaged.all).toMatchObject([{ table: 'resource', accountId: account.id }]);
    return here;
  };
  const shapes = [
    ['body', '{'],
    ['body', '{}'],
    ['body', JSON.stringify(aResource({ resourceId: 'i-2' }))],
    ['facts', '[1]'],
  ] as const;

  it.each(shapes)('costs only itself, and its rental stays and rings: %s %s', (column, text) => {
    const { apply, rental, database, current } = damaged(column, text);
    const before = rental();
    Array.from(mendDerived(database, ms('2026-03-01T08:05:00Z')));
    reassembleAccount(database, current(), at('2026-03-01T08:05:00Z'));
    const round = apply(
      '2026-03-01T08:10:00Z',
      aResourceReading([until('2026-03-20T00:00:00Z', { resourceId: 'i-2' })], { '': 'unsettled' }),
    );
    expect(kinds(round)).toEqual(['endMoved']);
    expect(rental()).toEqual(before);
    expect(rings(rental()).length).toBeGreaterThan(0);
  });

  it.each(shapes)('is mended by the next round that reads it, which is no news: %s %s', (column, text) => {
    const { apply, rental, database, account } = damaged(column, text);
    const before = rental();
    const round = apply('2026-03-01T08:10:00Z', aResourceReading([aResource(), aResource({ resourceId: 'i-2' })]));
    expect([kinds(round), database.damaged.all, rental()]).toEqual([[], [], before]);
    expect(resourcesOfAccount(database, account.id)).toHaveLength(2);
  });

  it('says what happened to it meanwhile', () => {
    const { apply, rental } = damaged('body', '{');
    const round = apply(
      '2026-03-01T08:10:00Z',
      aResourceReading([aResource({ state: 'expired' }), aResource({ resourceId: 'i-2' })]),
    );
    expect([kinds(round), rental()?.phase]).toEqual([['expired'], 'expired']);
  });

  it('goes with its account', () => {
    const { database, account } = damaged('body', '{');
    removeAccount(database, account.id);
    expect(database.damaged.all).toEqual([]);
  });
});

it('an ordered resource whose order is damaged makes no second rental', () => {
  const { database, apply, kept } = rounds();
  const order = anOrder({ id: 'create', items: [anItem({ resourceId: 'i-1' })] });
  const { resources } = aResourceReading([aResource()]);
  if (resources === undefined) throw new Error('no resources');
  apply('2026-03-01T08:00:00Z', aReading([order], { resources }));
  const before = kept();
  database.run(`UPDATE orders SET body = '{'`);
  apply('2026-03-01T08:10:00Z', aResourceReading([until('2026-03-20T00:00:00Z')], {}, { settled: false }));
  expect(kept().map(({ rental }) => rental.id)).toEqual(before.map(({ rental }) => rental.id));
});

it('a rental row that is gone or damaged is made anew of its resource', () => {
  for (const sql of ['DELETE FROM rental', `UPDATE rental SET body = '{'`]) {
    const { database, apply, rental, current } = rounds();
    apply('2026-03-01T08:00:00Z', aResourceReading([aResource()]));
    const before = rental();
    database.run(sql);
    if (sql.startsWith('DELETE')) Array.from(mendDerived(database, ms('2026-03-01T08:05:00Z')));
    const round = apply('2026-03-01T08:10:00Z', aResourceReading([aResource({ state: 'expired' })]));
    expect([rental()?.id, rental()?.phase, current().id]).toEqual([before?.id, 'expired', before?.accountId]);
    expect(kinds(round)).toEqual(['expired']);
  }
});
