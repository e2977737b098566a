import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { everyRental } from '../../electron/contract/views.ts';
import { failed, success } from '../../electron/core/model/failure.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const dialog = async () => within(await screen.findByRole('dialog', { name: 'Export rentals' }));
const opened = async () => {
  const [button] = await screen.findAllByRole('button', { name: 'Export…' });
  if (button) await fireEvent.click(button);
  return dialog();
};

it('rentals are written in the format that was chosen, and where they are now is told', async () => {
  const { fake } = await show();
  const { getByRole, findByText } = await opened();
  expect((await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  await fireEvent.click(getByRole('radio', { name: 'Calendar (ICS)' }));
  await findByText(/The deadlines ahead, with alarms/);
  await fireEvent.click(getByRole('button', { name: 'Save…' }));
  await findByText('Written to /home/somebody/rentals.ics.');
  expect(fake.asked).toContainEqual({
    name: 'rental.export',
    input: { format: 'ics', only: { filter: { ...everyRental, ended: false } } },
  });
});

it('of a list that is filtered, what it shows is written, or all', async () => {
  const { fake, state } = await show();
  await state.rentals.search({ state: 'ending' });
  const { getByRole, findByText } = await opened();
  await fireEvent.click(getByRole('button', { name: 'Save…' }));
  await findByText('Written to /home/somebody/rentals.csv.');
  const filter = { ...everyRental, ended: false, state: 'ending' };
  expect(fake.asked).toContainEqual({ name: 'rental.export', input: { format: 'csv', only: { filter } } });
  await fireEvent.click(getByRole('radio', { name: 'All' }));
  await fireEvent.click(getByRole('button', { name: 'Save…' }));
  await findByText('Written to /home/somebody/rentals.csv.');
  expect(fake.asked).toContainEqual({ name: 'rental.export', input: { format: 'csv', only: null } });
});

it('of those that are chosen, they alone are written', async () => {
  const { fake, state } = await show();
  await waitFor(() => expect(state.rentals.row(1)).not.toBeNull());
  state.selection.toggle(0);
  state.selection.toggle(1);
  const bar = within(await screen.findByRole('region', { name: 'Selected rentals' }));
  await fireEvent.click(bar.getByRole('button', { name: 'Export…' }));
  const { getByRole, findByText } = await dialog();
  await fireEvent.click(getByRole('button', { name: 'Save…' }));
  await findByText('Written to /home/somebody/rentals.csv.');
  const ids = [0, 1].map((index) => state.rentals.row(index)?.id);
  expect(fake.asked).toContainEqual({ name: 'rental.export', input: { format: 'csv', only: { ids } } });
});

it('cancelling says nothing, what could not be written is told there, and what was cut too', async () => {
  const { fake } = await show();
  const { getByRole, findByText, findByRole, queryByText } = await opened();
  const save = () => fireEvent.click(getByRole('button', { name: 'Save…' }));
  fake.replies['rental.export'] = async () => failed('export.not-written', { detail: 'ENOSPC' });
  await save();
  expect((await findByRole('alert')).textContent).toMatch(/could not be written there/);
  fake.replies['rental.export'] = async () => success({ file: '/x.csv', isWhole: false });
  await save();
  await findByText(/^Written to \/x\.csv\. Some texts are too long/);
  fake.replies['rental.export'] = async () => success(null);
  await save();
  expect(queryByText(/Written to/)).toBeNull();
});

it('the menu opens the dialog too, and Escape closes it', async () => {
  const { state } = await show({
    prepare: (made) =>
      (made.replies['view.take'] = async () =>
        success({ rentalId: null, view: 'rentals', search: false, undo: false, exportRentals: true, failure: null })),
  });
  const { getByRole } = await dialog();
  await fireEvent.keyDown(getByRole('button', { name: 'Save…' }), { key: 'Escape' });
  await expect.poll(() => state.rentals.exporting).toBe(false);
});
