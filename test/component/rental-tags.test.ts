import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failed } from '../../electron/core/model/failure.ts';
import { rentalIdOf } from '../../electron/core/model/ids.ts';
import { locales, type Locale } from '../../electron/core/model/settings.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { layOut, show } from './show.ts';

const id = rentalIdOf('r-3');

beforeEach(() => layOut(600));
afterEach(cleanup);

const openRental = async (options: { locale?: Locale; prepare?: (fake: FakeBridge) => void } = {}) => {
  const shown = await show(options);
  await shown.state.rental.open(id);
  const pane = within(await screen.findByRole('complementary', { name: /^(Rental details|租用详情)$/ }));
  const field = await pane.findByRole('combobox', { name: /^(New tags|新标签)$/ });
  return { ...shown, pane, field };
};
const tagged =
  (...tags: readonly string[]) =>
  (fake: FakeBridge) => {
    fake.world.rentals = fake.world.rentals.map((rental) => (rental.id === id ? { ...rental, tags } : rental));
  };
const enter = async (field: HTMLElement, value: string) => {
  await fireEvent.input(field, { target: { value } });
  await fireEvent.keyDown(field, { key: 'Enter' });
};
const news = () => screen.getByRole('log').textContent;

it('tags are added with Enter, several at once, and the keyboard stays in the field', async () => {
  const { fake, pane, field } = await openRental();
  field.focus();
  await enter(field, 'LLM， 训练');
  await pane.findByRole('button', { name: 'Remove the tag 训练' });
  expect(fake.asked).toContainEqual({ name: 'rental.change', input: { id, change: { tags: ['LLM', '训练'] } } });
  await waitFor(() => expect(news()).toBe('Tagged: LLM, 训练.'));
  await waitFor(() => expect(field).toHaveProperty('value', ''));
  expect(document.activeElement).toBe(field);
});

it('a tag is taken away by its own button, and the keyboard goes to the field', async () => {
  const { fake, pane, field } = await openRental({ prepare: tagged('LLM', '训练') });
  await fireEvent.click(pane.getByRole('button', { name: 'Remove the tag LLM' }));
  await waitFor(() => expect(pane.queryByRole('button', { name: 'Remove the tag LLM' })).toBeNull());
  expect(fake.asked).toContainEqual({ name: 'rental.change', input: { id, change: { tags: ['训练'] } } });
  expect(document.activeElement).toBe(field);
  await screen.findByRole('region', { name: 'What can be taken back' });
});

it('what main refuses stays in the field, and is told', async () => {
  const { field } = await openRental({
    prepare: (fake) => (fake.replies['rental.change'] = async () => failed('store.full')),
  });
  await enter(field, 'LLM');
  await screen.findByRole('alert');
  expect(field).toHaveProperty('value', 'LLM');
});

it('known tags of others are there to choose from, and Escape empties the field', async () => {
  const prepare = (fake: FakeBridge) => {
    fake.world.rentals = fake.world.rentals.map((rental, index) => ({
      ...rental,
      tags: rental.id === id ? ['mine'] : index === 0 ? ['mine', 'prod'] : [],
    }));
  };
  const { field, state } = await openRental({ prepare });
  await waitFor(() =>
    expect([...document.querySelectorAll('datalist option')].map((option) => option.getAttribute('value'))).toEqual([
      'prod',
    ]),
  );
  await fireEvent.input(field, { target: { value: 'x' } });
  await fireEvent.keyDown(field, { key: 'Escape' });
  expect([(field as HTMLInputElement).value, state.rental.id]).toEqual(['', id]);
});

it.each(locales)('nothing hinders anybody who reads it with a screen reader in %s', async (locale) => {
  const { pane } = await openRental({ locale, prepare: tagged('LLM') });
  const list = await pane.findByRole('list', { name: /^(Tags|标签)$/ });
  const section = list.closest('section');
  if (section === null) throw new Error('no section');
  const { violations } = await axe.run(section, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});
