import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { everyRental, type RentalFilter } from '../../../../electron/contract/views.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';
import { valueOf } from '../../providers/session.ts';

const now = '2026-03-10T00:00:00Z';
const rental = (name: string, endsOn: string) =>
  aRental({ id: `acc1:${name}`, title: name, spec: null, end: stated(`${endsOn}T00:00:00Z`) });
const rentals = [
  rental('RTX 4090', '2026-03-11'),
  rental('rtx-4090', '2026-03-12'),
  rental('rtx4090', '2026-04-20'),
  rental('node 7d', '2026-05-01'),
  rental('H100', '2026-03-30'),
  rental('RTX4090 old', '2026-03-01'),
  rental('RTX 4090 older', '2026-03-02'),
];

const asked = () => {
  const storePath = join(aFolder(), 'store.sqlite');
  const { database } = aStore(storePath);
  insertAccount(database, anAccount());
  for (const each of rentals) keepRental(database, { rental: each, heldEnd: null }, [each.title], ms(now));
  const opened = aTerminal({ line: 'rentals', storePath, now: () => ms(now) }).openReader();
  if (!opened.ok || opened.value === null) throw new Error('the store did not open');
  const { questions, close } = opened.value;
  onTestFinished(close);
  const filter = (query: string, more: Partial<RentalFilter> = {}) => ({ ...everyRental, query, ...more });
  const page = async (query: string, more: Partial<RentalFilter> = {}, part = { offset: 0, limit: 100 }) =>
    valueOf(await questions.rentals.list({ ...filter(query, more), ...part }));
  return {
    page,
    found: async (query: string, more: Partial<RentalFilter> = {}) =>
      (await page(query, more)).rows.map(({ title }) => title),
    listed: async (query: string, more: Partial<RentalFilter> = {}) =>
      valueOf(await questions.rentals.findListed(filter(query, more))).map((id) => id.slice('acc1:'.length)),
    facets: async (query: string, more: Partial<RentalFilter> = {}) =>
      valueOf(await questions.rentals.facets(filter(query, more))),
    terminal: async (query: string) =>
      valueOf(await questions.rentals.find({ query, state: null, accountId: null, dueWithinMs: null })).map((id) =>
        id.slice('acc1:'.length),
      ),
  };
};

describe('a search of the window', () => {
  const all4090 = ['rtx4090', 'RTX 4090', 'rtx-4090', 'RTX4090 old', 'RTX 4090 older'];

  it('ignores blanks, hyphens and width; what is written so stands first, and what runs before what is over', async () => {
    const { found, listed, page } = asked();
    expect(await found('rtx4090')).toEqual(all4090);
    expect(await found('ｒｔｘ４０９０')).toEqual(['RTX 4090', 'rtx-4090', 'rtx4090', 'RTX 4090 older', 'RTX4090 old']);
    expect((await found('RTX-4090')).slice(0, 2)).toEqual(['rtx-4090', 'RTX 4090']);
    expect(await found('rtx4090', { ended: false })).toEqual(all4090.slice(0, 3));
    expect(await found('rtx4090 old')).toEqual(['RTX4090 old', 'RTX 4090 older']);
    expect(await listed('rtx4090')).toEqual(all4090);
    for (const offset of [0, 1, 2, 3, 4]) {
      const part = await page('rtx4090', {}, { offset, limit: 2 });
      expect(part.rows.map(({ title }) => title)).toEqual(all4090.slice(offset, offset + 2));
      expect(part.total).toBe(5);
    }
  });

  it('reads a span of time as one, behind what has it written', async () => {
    const { found, listed, facets } = asked();
    const week = ['node 7d', 'RTX 4090', 'rtx-4090'];
    expect(await found('7d')).toEqual(week);
    expect(await listed('7d')).toEqual(week);
    expect(await found('7天内')).toEqual(['RTX 4090', 'rtx-4090']);
    expect(await found('within 30 days')).toEqual(['RTX 4090', 'rtx-4090', 'H100']);
    expect(await found('rtx4090 24h')).toEqual(['RTX 4090']);
    expect(await found('7d', { readsTime: false })).toEqual(['node 7d']);
    const { within } = await facets('7d');
    expect(new Map(within.map(({ value, count }) => [value, count]))).toEqual(
      new Map([
        ['day', 1],
        ['week', 2],
        ['month', 2],
      ]),
    );
    expect((await facets('7d', { readsTime: false })).within).toEqual([]);
  });

  it('keeps to the sequence that somebody chose', async () => {
    const { found } = asked();
    const order = { by: 'name', descending: false } as const;
    expect(await found('rtx4090', { order, ended: false })).toEqual(['RTX 4090', 'rtx-4090', 'rtx4090']);
  });

  it('of the terminal takes every word as it is written', async () => {
    const { terminal } = asked();
    expect(await terminal('rtx4090')).toEqual(['rtx4090', 'RTX4090 old']);
    expect(await terminal('7d')).toEqual(['node 7d']);
  });
});
