import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locales, type Locale } from '../../electron/core/model/settings.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(1200));
afterEach(cleanup);

const grid = () => screen.getByRole('grid');
const headings = () => within(grid()).queryAllByRole('rowheader');
const press = (key: string, more: object = {}) => fireEvent.keyDown(grid(), { key, ...more });
const rowOf = (cell: Element | undefined) => cell?.closest('[role="row"]');
const choose = (by: string) =>
  fireEvent.change(screen.getByRole('combobox', { name: /^(Group the list|列表分组)$/ }), { target: { value: by } });

const tagged = (fake: FakeBridge) => {
  fake.world.rentals = fake.world.rentals.map((rental, index) => ({
    ...rental,
    tags: index === 0 ? ['LLM', 'x'] : index === 1 ? ['LLM'] : [],
  }));
};

const grouped = async (by: string, options: { locale?: Locale; prepare?: (fake: FakeBridge) => void } = {}) => {
  const shown = await show(options);
  await screen.findByRole('combobox', { name: /^(Group the list|列表分组)$/ });
  await choose(by);
  await waitFor(() => expect(headings().length).toBeGreaterThan(0));
  return shown;
};

describe('a list in groups', () => {
  it('has a heading with number, cost and next deadline before the rentals of each, and is one list again', async () => {
    const { state } = await grouped('account');
    const [first] = headings();
    expect(first?.textContent).toMatch(/\d+ rentals? · .*next in /);
    expect(rowOf(first)?.getAttribute('aria-rowindex')).toBe('2');
    expect(rowOf(first)?.hasAttribute('aria-selected')).toBe(false);
    expect(state.rentals.total).toBe(
      state.rentals.count + new Set([...state.rentals.fetched.values()].map((row) => row.account)).size,
    );
    expect(screen.getByText(new RegExp(`^${String(state.rentals.count)} rentals`))).toBeTruthy();
    await choose('');
    await waitFor(() => expect(headings()).toEqual([]));
    expect(state.rentals.total).toBe(state.rentals.count);
  });

  it('says of a model of cards how many there are', async () => {
    await grouped('gpu');
    expect(headings().map((heading) => heading.textContent)).toContainEqual(
      expect.stringMatching(/^RTX 4090\s*1 rental · 1 card/),
    );
    expect(headings().at(-1)?.textContent).toMatch(/No GPU named|\w/);
  });

  it('shows a rental of two tags in both groups, chosen in both and counted once', async () => {
    const { state } = await grouped('tag', { prepare: tagged });
    const id = state.rentals.row(1)?.id;
    const places = Array.from({ length: state.rentals.total }, (_, index) => index).filter(
      (index) => state.rentals.row(index)?.id === id,
    );
    expect(places).toHaveLength(2);
    await press('ArrowDown');
    await press('x');
    await waitFor(() => expect(within(grid()).getAllByRole('row', { selected: true })).toHaveLength(2));
    expect(state.selection.rows).toHaveLength(1);
  });

  it('is walked by the keyboard, headings too, which neither open nor are chosen', async () => {
    const { state } = await grouped('account');
    const active = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '');
    expect(active()).toBe(rowOf(headings()[0]));
    await press('Enter');
    await press('x');
    expect([state.rental.id, state.selection.rows]).toEqual([null, []]);
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    await waitFor(() =>
      expect(state.selection.rows.map(({ id }) => id)).toEqual([1, 2].map((at) => state.rentals.row(at)?.id)),
    );
  });

  it('takes no tags into the choice before one is used', async () => {
    await show();
    expect(screen.queryByRole('option', { name: 'By tag' })).toBeNull();
    await screen.findByRole('option', { name: 'By GPU' });
  });

  it.each(locales)('is accessible (%s)', async (locale) => {
    await grouped('tag', { locale, prepare: tagged });
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
