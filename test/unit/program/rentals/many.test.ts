import { describe, expect, it } from 'vitest';
import { accountIdOf, rentalIdOf, type RentalId } from '../../../../electron/core/model/ids.ts';
import { hour, instantOf } from '../../../../electron/core/model/instant.ts';
import type { ManyWish } from '../../../../electron/core/model/many-wish.ts';
import { maxTags } from '../../../../electron/core/model/tags.ts';
import { insertAccount, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import { rentalById } from '../../../../electron/edges/store/rentals.ts';
import { wishOfRental } from '../../../../electron/edges/store/rental-wishes.ts';
import { programOver } from '../../../../electron/program/program.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-30T06:00:00Z');
const accounts = ['acc1', 'acc2'].map((id) => anAccount({ id: accountIdOf(id), label: id }));
const idOf = (name: string, account = 'acc1') => rentalIdOf(`${account}:${name}/item-1`);
const [march, may, over, far] = [idOf('march'), idOf('may'), idOf('over'), idOf('march', 'acc2')];
const all = [march, may, over, far];

const order = (name: string, end: string) =>
  anOrder({ id: name, items: [anItem({ title: name, name, end: stated(end) })] });

const desk = () => {
  const store = aStore();
  const { database } = store;
  const news: string[] = [];
  for (const account of accounts) {
    insertAccount(database, account);
    const orders = [
      order('march', '2026-04-01T00:00:00Z'),
      order('may', '2026-05-01T00:00:00Z'),
      order('over', '2026-03-02T00:00:00Z'),
    ];
    applyReading(database, account, aReading(orders), instantOf(nowMs));
  }
  const program = programOver(anEngine(store, () => nowMs, { news: (event) => news.push(event) }));
  const rental = (id: RentalId) => {
    const found = rentalById(database, id);
    if (found === null) throw new Error('no rental');
    return found;
  };
  const say = (wish: ManyWish, ids: readonly RentalId[] = all) => program.rentals.changeMany({ ids, wish });
  const takeBack = async () => {
    const last = await program.undo.last();
    return last.ok && last.value !== null ? program.undo.apply(last.value) : null;
  };
  return { database, news, program, rental, say, takeBack, rentals: () => all.map(rental) };
};

describe('what is said of several rentals', () => {
  it('is a plan for those that are not over, each for its own end, and is told once', async () => {
    const { database, news, rental, say } = desk();
    expect(await say({ say: 'plan', intention: 'let-lapse' })).toEqual({ ok: true, value: { said: 3 } });
    expect(all.map((id) => rental(id).intention)).toEqual(['let-lapse', 'let-lapse', 'undecided', 'let-lapse']);
    expect([march, may].map((id) => wishOfRental(database, id)?.intendedFor)).toEqual([
      at('2026-04-01T00:00:00Z'),
      at('2026-05-01T00:00:00Z'),
    ]);
    expect(wishOfRental(database, over)).toBeNull();
    expect(news).toEqual(['rental.changed', 'reminder.changed', 'app.changed']);
  });

  it('is a mute, or its end', async () => {
    const { rentals, say } = desk();
    const until = instantOf(nowMs + 24 * hour);
    await say({ say: 'mute', until });
    expect(rentals().map(({ mutedUntil }) => mutedUntil)).toEqual([until, until, until, until]);
    await say({ say: 'mute', until: null }, [march]);
    expect(rentals().map(({ mutedUntil }) => mutedUntil)).toEqual([null, until, until, until]);
  });

  it('are tags, beside those that each has; one that has too many stays as it was', async () => {
    const { program, rental, say } = desk();
    const many = Array.from({ length: maxTags }, (_, index) => `t${String(index)}`);
    await program.rentals.change({ id: march, change: { tags: ['mine', 'old'] } });
    await program.rentals.change({ id: may, change: { tags: many } });
    expect(await say({ say: 'tag', add: ['LLM'], remove: ['OLD'] })).toEqual({ ok: true, value: { said: 3 } });
    expect([march, may, far].map((id) => rental(id).tags)).toEqual([['mine', 'LLM'], many, ['LLM']]);
  });

  it('about none of them, or the credit of an account, is refused and nothing is to be taken back', async () => {
    const { news, program, say } = desk();
    const refused = { ok: false, failure: { code: 'not-found' } };
    expect(await say({ say: 'plan', intention: 'renew' }, [over])).toEqual(refused);
    expect(await say({ say: 'mute', until: null }, [idOf('other'), rentalIdOf('acc1:balance')])).toEqual(refused);
    expect([news, await program.undo.last()]).toEqual([[], { ok: true, value: null }]);
  });
});

describe('all of it is taken back in one', () => {
  it.each<[string, ManyWish]>([
    ['a plan', { say: 'plan', intention: 'renew' }],
    ['a mute', { say: 'mute', until: instantOf(nowMs + hour) }],
    ['tags', { say: 'tag', add: ['LLM'], remove: ['mine'] }],
  ])('%s', async (_name, wish) => {
    const { database, program, rentals, say, takeBack } = desk();
    await program.rentals.change({ id: march, change: { tags: ['mine'], label: 'x' } });
    await program.rentals.decide({ id: far, intention: 'let-lapse' });
    const wishes = () => all.map((id) => wishOfRental(database, id));
    const before = [rentals(), wishes()];
    await say(wish);
    expect([rentals(), wishes()]).not.toEqual(before);
    expect(await takeBack()).toMatchObject({ ok: true });
    expect([rentals(), wishes()]).toEqual(before);
    await takeBack();
    expect(wishOfRental(database, far)).toBeNull();
  });

  it('of the accounts that are still there', async () => {
    const { database, rental, say, takeBack } = desk();
    await say({ say: 'plan', intention: 'renew' });
    removeAccount(database, accountIdOf('acc2'));
    expect(await takeBack()).toMatchObject({ ok: true });
    expect(rental(march).intention).toBe('undecided');
  });
});
