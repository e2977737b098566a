import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rentalIdOf } from '../../electron/core/model/ids.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const toast = () => screen.findByRole('region', { name: 'What can be taken back' });
const applied = (asked: readonly { readonly name: string }[]) => asked.filter(({ name }) => name === 'undo.apply');

const decided = async () => {
  const shown = await show();
  await shown.state.rental.open(rentalIdOf('r-3'));
  await shown.state.rental.decide('renew', 'Noted: you will renew.');
  return shown;
};

it('what was said can be taken back, without the keyboard being taken along', async () => {
  const { fake } = await decided();
  const focused = document.activeElement;
  const offer = within(await toast());
  expect(offer.getByText('Noted: you will renew.')).toBeTruthy();
  expect(document.activeElement).toBe(focused);
  // What follows takes its time.
  await fireEvent.pointerEnter(await toast());
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  await fireEvent.click(offer.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'What can be taken back' })).toBeNull());
  expect(applied(fake.asked)).toEqual([{ name: 'undo.apply', input: { id: 1 } }]);
  expect(screen.getByRole('log').textContent).toBe('Taken back. Reminders are as they were.');
});

it('by its key too, but a text field keeps its own', async () => {
  const { fake } = await decided();
  await fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'z', ctrlKey: true });
  await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true, shiftKey: true });
  expect(applied(fake.asked)).toEqual([]);
  await fireEvent.keyDown(document.body, { key: 'z', metaKey: true });
  await waitFor(() => expect(applied(fake.asked)).toHaveLength(1));
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('Taken back. Reminders are as they were.'));
  await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('There is nothing to take back.'));
});

it('the offer goes by itself, but not while the pointer or the keyboard is on it', async () => {
  await decided();
  const offer = await toast();
  vi.useFakeTimers();
  await fireEvent.pointerEnter(offer);
  await fireEvent.pointerLeave(offer);
  within(offer).getByRole('button', { name: 'Undo' }).focus();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(offer.isConnected).toBe(true);
  within(offer).getByRole('button', { name: 'Undo' }).blur();
  await vi.advanceTimersByTimeAsync(11_000);
  expect(offer.isConnected).toBe(false);
});
