import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success } from '../../electron/core/model/failure.ts';
import { rentalIdOf } from '../../electron/core/model/ids.ts';
import { locales } from '../../electron/core/model/settings.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const ids = (...numbers: readonly number[]) => numbers.map((number) => rentalIdOf(`r-${String(number)}`));
const grid = () => screen.getByRole('grid');
const row = (index: number) => {
  const found = within(grid())
    .getAllByRole('row')
    .find((each) => each.getAttribute('aria-rowindex') === String(index + 2));
  if (found === undefined) throw new Error('no row');
  return found;
};
const press = (key: string, more: object = {}) => fireEvent.keyDown(grid(), { key, ...more });
const bar = () => within(screen.getByRole('region', { name: /^(Selected rentals|已选中的租用)$/ }));
const picked = () =>
  within(grid())
    .getAllByRole('row', { selected: true })
    .map((each) => Number(each.getAttribute('aria-rowindex')) - 2);

describe('rentals are chosen', () => {
  it('one by one with Ctrl or ⌘, in the margin and with X, without being opened', async () => {
    const { state } = await show();
    await fireEvent.click(row(1), { ctrlKey: true });
    await fireEvent.click(row(3), { metaKey: true });
    const mark = row(4).querySelector('[data-picks]');
    if (mark === null) throw new Error('no mark');
    await fireEvent.click(mark);
    await press('x');
    expect(picked()).toEqual([1, 3]);
    expect([state.rental.id, state.rentals.active]).toEqual([null, 4]);
    expect(grid().getAttribute('aria-multiselectable')).toBe('true');
    bar().getByText('2 selected');
    expect(screen.getByRole('log').textContent).toBe('2 selected');
  });

  it('up to one with Shift, from where the last one was, beside those that were chosen before', async () => {
    await show();
    await fireEvent.click(row(0), { ctrlKey: true });
    await fireEvent.click(row(3), { ctrlKey: true });
    await fireEvent.click(row(5), { shiftKey: true });
    await waitFor(() => expect(picked()).toEqual([0, 3, 4, 5]));
    await fireEvent.click(row(2), { shiftKey: true });
    await waitFor(() => expect(picked()).toEqual([0, 2, 3]));
  });

  it('up to one with Shift from the same rental, wherever it stands by then', async () => {
    const { fake, state } = await show();
    await fireEvent.click(row(3), { ctrlKey: true });
    const before = fake.world.rentals;
    const coming = before.slice(0, 2).map((rental) => ({ ...rental, id: rentalIdOf(`new-${rental.id}`) }));
    fake.world.rentals = [...coming, ...before];
    fake.tell('rental.changed');
    await waitFor(() => expect(picked()).toEqual([5]));
    await fireEvent.click(row(7), { shiftKey: true });
    await waitFor(() => expect(picked()).toEqual([5, 6, 7]));
    expect(state.selection.rows.map(({ id }) => id)).toEqual([5, 6, 7].map((place) => state.rentals.row(place)?.id));
  });

  it('from where the keyboard is, once the rental where the range began is gone', async () => {
    const { fake } = await show();
    await fireEvent.click(row(1), { ctrlKey: true });
    await fireEvent.click(row(4), { ctrlKey: true });
    fake.world.rentals = fake.world.rentals.filter(({ id }) => id !== rentalIdOf('r-5'));
    fake.tell('rental.changed');
    await waitFor(() => expect(picked()).toEqual([1]));
    await fireEvent.click(row(6), { shiftKey: true });
    await waitFor(() => expect(picked()).toEqual([1, 4, 5, 6]));
  });

  it('with Shift and the arrows, from where the keyboard is', async () => {
    await show();
    await press('ArrowDown');
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    await waitFor(() => expect(picked()).toEqual([1, 2, 3]));
    await press('ArrowUp', { shiftKey: true });
    await waitFor(() => expect(picked()).toEqual([1, 2]));
  });

  it('200 at most, those that were not fetched among them', async () => {
    const { state, fake } = await show({ rentals: 500 });
    await press('End', { shiftKey: true });
    await waitFor(() => expect(state.selection.rows).toHaveLength(200));
    expect(screen.getByRole('log').textContent).toBe('200 selected, no more at a time.');
    await fireEvent.click(bar().getByRole('button', { name: 'Let it end' }));
    const asked = await waitFor(() => {
      const found = fake.asked.find(({ name }) => name === 'rental.changeMany');
      if (found === undefined) throw new Error('not asked');
      return found.input;
    });
    expect(asked).toMatchObject({ wish: { say: 'plan', intention: 'let-lapse' } });
  });

  it('and no more with Escape, which leaves the open one open, or with another filter', async () => {
    const { state } = await show();
    await press('Enter');
    await press('x');
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect([state.selection.rows, state.rental.id]).toEqual([[], state.rentals.row(0)?.id]);
    expect(document.activeElement).toBe(grid());
    await press('x');
    await state.rentals.search({ query: 'a100' });
    expect(state.selection.rows).toEqual([]);
    expect(screen.queryByRole('region', { name: 'Selected rentals' })).toBeNull();
  });
});

describe('what is said of those that are chosen', () => {
  const choose = async () => {
    const shown = await show();
    for (const index of [1, 2]) await fireEvent.click(row(index), { ctrlKey: true });
    const chosen = shown.state.selection.rows.map(({ id }) => id);
    return { ...shown, chosen };
  };

  it('is a plan; it can be taken back in one, and the keyboard is on the list again', async () => {
    const { fake, chosen } = await choose();
    await fireEvent.click(bar().getByRole('button', { name: "I'll renew it" }));
    await waitFor(() => expect(screen.getByRole('log').textContent).toBe('2 rentals: Will renew.'));
    expect(fake.asked).toContainEqual({
      name: 'rental.changeMany',
      input: { ids: chosen, wish: { say: 'plan', intention: 'renew' } },
    });
    await screen.findByRole('region', { name: 'What can be taken back' });
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    expect(picked()).toEqual([1, 2]);
    expect(fake.world.rentals.filter(({ intention }) => intention === 'renew')).toHaveLength(2);
  });

  it('is said of no rental that it has taken out of the list', async () => {
    const { fake, state } = await show({ rentals: 500 });
    await state.rentals.search({ plan: 'undecided' });
    await waitFor(() => expect(state.rentals.row(1)).not.toBeNull());
    expect(state.rentals.isWhole).toBe(false);
    state.selection.toggle(0);
    state.selection.toggle(1);
    await screen.findByRole('region', { name: 'Selected rentals' });
    await fireEvent.click(bar().getByRole('button', { name: 'Let it end' }));
    await waitFor(() => expect(screen.getByRole('log').textContent).toBe('2 rentals: Ending on purpose.'));
    await waitFor(() => expect(state.selection.rows).toEqual([]));
    state.selection.toggle(0);
    const next = state.selection.rows.map(({ id }) => id);
    await screen.findByRole('region', { name: 'Selected rentals' });
    await fireEvent.click(bar().getByRole('button', { name: "I'll renew it" }));
    const input = { ids: next, wish: { say: 'plan', intention: 'renew' } };
    await waitFor(() => expect(fake.asked).toContainEqual({ name: 'rental.changeMany', input }));
  });

  it('is a mute, of which it is said until when, or its end', async () => {
    const { fake, chosen } = await choose();
    await fireEvent.click(bar().getByRole('button', { name: 'Mute…' }));
    await fireEvent.click(bar().getByRole('button', { name: /^1 week/ }));
    await waitFor(() => expect(screen.getByRole('log').textContent).toMatch(/^2 rentals muted until .*Nov 25/));
    const again = bar().getByRole('button', { name: 'Ring again' });
    await waitFor(() => expect(again).toHaveProperty('disabled', false));
    await fireEvent.click(again);
    await waitFor(() =>
      expect(fake.asked).toContainEqual({
        name: 'rental.changeMany',
        input: { ids: chosen, wish: { say: 'mute', until: null } },
      }),
    );
  });

  it('are tags; the field has the keyboard, and Escape leaves it before anything else', async () => {
    const { state } = await choose();
    await fireEvent.click(bar().getByRole('button', { name: 'Tags' }));
    const field = bar().getByRole('combobox', { name: 'New tags' });
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: 'LLM' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    const remove = await bar().findByRole('button', { name: 'Remove the tag LLM' });
    await waitFor(() => expect(remove).toHaveProperty('disabled', false));
    await fireEvent.click(remove);
    await waitFor(() => expect(bar().queryByRole('button', { name: 'Remove the tag LLM' })).toBeNull());
    expect(document.activeElement).toBe(field);
    await fireEvent.keyDown(field, { key: 'Escape' });
    expect(document.activeElement).toBe(bar().getByRole('button', { name: 'Tags' }));
    expect(state.selection.rows).toHaveLength(2);
  });

  it('says how many it did not fit, and when it fits none', async () => {
    const { fake } = await choose();
    fake.replies['rental.changeMany'] = async () => success({ said: 1 });
    await fireEvent.click(bar().getByRole('button', { name: 'Let it end' }));
    await waitFor(() =>
      expect(screen.getByRole('log').textContent).toBe('1 rental: Ending on purpose. 1 stayed as it was.'),
    );
    fake.replies['rental.changeMany'] = async () => failed('not-found');
    const button = bar().getByRole('button', { name: 'Not decided yet' });
    await waitFor(() => expect(button).toHaveProperty('disabled', false));
    await fireEvent.click(button);
    await bar().findByText(/^Nothing was changed/);
  });

  it.each(locales)('is there for a screen reader in %s', async (locale) => {
    const { state } = await show({ locale });
    await press('x');
    await fireEvent.click(bar().getByRole('button', { name: /^(Tags|标签)$/ }));
    const region = screen.getByRole('region', { name: /^(Selected rentals|已选中的租用)$/ });
    for (const element of [region, grid()]) {
      const { violations } = await axe.run(element, { rules: { 'color-contrast': { enabled: false } } });
      expect(violations).toEqual([]);
    }
    expect(state.selection.rows.map(({ id }) => id)).toEqual(ids(1));
  });
});
