import { describe, expect, it } from 'vitest';
import { accountIdOf, providerOrderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import {
  accountRuleOf,
  joinsOfAccount,
  putAccountRule,
  putJoin,
  putWish,
  wishesOfAccount,
  wishOfRental,
} from '../../../../electron/edges/store/rental-wishes.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';

const id = rentalIdOf('acc1:order-1/item-1');
const account = anAccount().id;
const store = () => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  return database;
};

describe('what the user said about a rental', () => {
  it('is nothing at first', () => {
    expect(wishOfRental(store(), id)).toBeNull();
  });

  it('comes back as it was said, and what is left out stays', () => {
    const database = store();
    putWish(database, account, id, {
      label: '训练机',
      pointsMs: [3_600_000, 0],
      mutedUntil: at('2026-03-20T00:00:00Z'),
    });
    const snooze = { until: at('2026-03-11T01:00:00Z'), kind: 'ends', against: at('2026-04-01T00:00:00Z') } as const;
    putWish(database, account, id, { intention: 'renew', intendedFor: at('2026-04-01T00:00:00Z'), snooze });
    expect(wishOfRental(database, id)).toEqual({
      rentalId: id,
      label: '训练机',
      note: null,
      tags: [],
      correctedEndAt: null,
      correctedAgainst: null,
      intention: 'renew',
      intendedFor: at('2026-04-01T00:00:00Z'),
      snooze,
      mutedUntil: at('2026-03-20T00:00:00Z'),
      pointsMs: [3_600_000, 0],
    });
    expect(wishesOfAccount(database, account).get(id)).toEqual(wishOfRental(database, id));
    expect(wishesOfAccount(database, accountIdOf('other')).size).toBe(0);
  });

  it('is taken back with null; an empty list of points is a list', () => {
    const database = store();
    putWish(database, account, id, { label: 'x', pointsMs: [0] });
    putWish(database, account, id, { label: null, pointsMs: [] });
    expect(wishOfRental(database, id)).toMatchObject({ label: null, pointsMs: [] });
    putWish(database, account, id, { pointsMs: null });
    expect(wishOfRental(database, id)?.pointsMs).toBeNull();
  });

  it('has tags, which an empty list takes back', () => {
    const database = store();
    putWish(database, account, id, { tags: ['LLM', '训练'] });
    putWish(database, account, id, { note: 'x' });
    expect(wishOfRental(database, id)?.tags).toEqual(['LLM', '训练']);
    putWish(database, account, id, { tags: [] });
    expect([wishOfRental(database, id)?.tags, database.one('SELECT tags FROM rental_wish')]).toEqual([
      [],
      { tags: null },
    ]);
  });
});

describe('joins', () => {
  const [one, two, three] = [providerOrderIdOf('one'), providerOrderIdOf('two'), providerOrderIdOf('three')];

  it('an order belongs to one other, the last one said, until it is taken out', () => {
    const database = store();
    putJoin(database, account, two, one);
    putJoin(database, account, two, three);
    expect([...joinsOfAccount(database, account)]).toEqual([[two, three]]);
    putJoin(database, account, two, null);
    expect(joinsOfAccount(database, account).size).toBe(0);
  });
});

describe('what holds for an account', () => {
  it('is nothing at first, then what was said last, and goes with the account', () => {
    const database = store();
    expect(accountRuleOf(database, account)).toEqual({ pointsMs: null, mutedUntil: null, daysKept: null });
    putAccountRule(database, account, { pointsMs: [1000], mutedUntil: null, daysKept: 7 });
    const said = { pointsMs: null, mutedUntil: at('2026-03-20T00:00:00Z'), daysKept: 0 };
    putAccountRule(database, account, said);
    expect(accountRuleOf(database, account)).toEqual(said);
    putWish(database, account, id, { label: 'x' });
    putJoin(database, account, providerOrderIdOf('two'), providerOrderIdOf('one'));
    removeAccount(database, account);
    expect(accountRuleOf(database, account).daysKept).toBeNull();
    expect(wishOfRental(database, id)).toBeNull();
    expect(joinsOfAccount(database, account).size).toBe(0);
  });
});
