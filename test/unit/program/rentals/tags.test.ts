import { everyRental, type RentalFilter } from '../../../../electron/contract/views.ts';
import { describe, expect, it } from 'vitest';
import { providerOrderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { instantOf } from '../../../../electron/core/model/instant.ts';
import { maxTagLength, maxTags } from '../../../../electron/core/model/tags.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { versionOf, schemaVersion } from '../../../../electron/edges/store/migrations.ts';
import { wishOfRental } from '../../../../electron/edges/store/rental-wishes.ts';
import { programOver } from '../../../../electron/program/program.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { takeBackTo } from '../../../fakes/earlier-store.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading } from '../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { valueOf } from '../../providers/session.ts';
import { join } from 'node:path';

const nowMs = ms('2026-03-10T06:00:00Z');
const account = anAccount();
const id = rentalIdOf('acc1:march/item-1');
const other = rentalIdOf('acc1:april/item-1');
const orders = ['march', 'april'].map((name) => anOrder({ id: name, items: [anItem({ title: name, name })] }));
const round = (database: ReturnType<typeof aStore>['database']) =>
  applyReading(database, account, aReading(orders), instantOf(nowMs));

const desk = (store = aStore()) => {
  const { database } = store;
  insertAccount(database, account);
  round(database);
  const program = programOver(anEngine(store, () => nowMs));
  const found = async (query: string) => {
    const page = await program.rentals.list({ ...everyRental, query, offset: 0, limit: 50 });
    return page.ok ? page.value.rows.map(({ title, tags }) => [title, tags]) : page.failure;
  };
  const tag = (tags: readonly string[], which = id) => program.rentals.change({ id: which, change: { tags } });
  const takeBack = async () => {
    const last = await program.undo.last();
    return last.ok && last.value !== null ? program.undo.apply(last.value) : null;
  };
  return { database, program, found, tag, takeBack };
};

describe('tags of a rental', () => {
  it('are kept as plain words, shown with it and found whatever their case', async () => {
    const { found, tag } = desk();
    expect(await tag([' LLM ', 'llm', '评测\u202e，x'])).toMatchObject({ ok: true });
    for (const query of ['llm', '评', 'march LLM'])
      expect(await found(query)).toEqual([['march', ['LLM', '评测', 'x']]]);
    await tag([]);
    expect([await found('llm'), await found('march')]).toEqual([[], [['march', []]]]);
  });

  it('stay through rounds, other words and a join that is taken apart', async () => {
    const { database, program, found, tag } = desk();
    await tag(['LLM'], other);
    await program.rentals.change({ id: other, change: { label: 'spring' } });
    round(database);
    await program.rentals.join({ id: other, into: id });
    // A rental keeps the name under which something was said of it.
    expect(await found('')).toEqual([['spring', ['LLM']]]);
    await program.rentals.split({ id: other, providerOrderId: providerOrderIdOf('april') });
    expect(await found('llm')).toEqual([['spring', ['LLM']]]);
    expect(await found('')).toHaveLength(2);
  });

  it('are filtered by and counted, however they are written', async () => {
    const { program, tag } = desk();
    await tag(['LLM', '评测']);
    await tag(['llm'], other);
    const shown = async (filter: Partial<RentalFilter>) => {
      const asked = { ...everyRental, ...filter };
      const [page, facets] = [
        await program.rentals.list({ ...asked, offset: 0, limit: 50 }),
        await program.rentals.facets(asked),
      ];
      return { titles: valueOf(page).rows.map(({ title }) => title), tag: valueOf(facets).tag };
    };
    const tags = [
      { value: 'LLM', count: 2 },
      { value: '评测', count: 1 },
    ];
    expect(await shown({ tag: '评测' })).toEqual({ titles: ['march'], tag: tags });
    expect((await shown({ tag: 'lLm' })).titles.sort()).toEqual(['april', 'march']);
    expect(await shown({ tag: 'LLM', query: 'april' })).toEqual({
      titles: ['april'],
      tag: [{ value: 'llm', count: 1 }],
    });
    expect((await shown({ tag: 'LL' })).titles).toEqual([]);
  });

  it('are taken back exactly', async () => {
    const { database, found, tag, takeBack } = desk();
    await tag(['LLM']);
    await tag(['训练', 'x']);
    await takeBack();
    expect(await found('llm')).toEqual([['march', ['LLM']]]);
    await takeBack();
    expect([await found('llm'), wishOfRental(database, id)]).toEqual([[], null]);
  });

  it('are refused when there are too many, or one is too long', async () => {
    const { found, tag } = desk();
    const refused = { ok: false, failure: { code: 'input.invalid', field: 'tags', reason: 'too-large' } };
    expect(await tag(Array.from({ length: maxTags + 1 }, (_, index) => `tag-${String(index)}`))).toEqual(refused);
    expect(await tag(['x'.repeat(maxTagLength + 1)])).toEqual(refused);
    expect(await found('march')).toEqual([['march', []]]);
  });

  it('are all told, each once', async () => {
    const { program, tag } = desk();
    await tag(['b', 'LLM']);
    await tag(['llm', 'a'], other);
    expect(await program.rentals.tags()).toEqual({ ok: true, value: ['a', 'b', 'LLM'] });
  });

  it('find a place in a store of an earlier release', async () => {
    const path = join(aFolder(), 'store.sqlite');
    const earlier = aStore(path);
    takeBackTo(earlier.database, 4);
    earlier.close();
    const { database, found, tag, takeBack } = desk(aStore(path));
    expect(versionOf(database)).toBeLessThan(schemaVersion);
    await tag(['LLM']);
    expect([await found('llm'), versionOf(database)]).toEqual([[['march', ['LLM']]], schemaVersion]);
    await takeBack();
    expect(await found('llm')).toEqual([]);
  });
});
