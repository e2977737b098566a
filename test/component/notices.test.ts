import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failed } from '../../electron/core/model/failure.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const press = async (): Promise<void> => {
  await fireEvent.click(await screen.findByRole('button', { name: 'Notices of third parties' }));
};

it('the settings open the notices of the libraries inside', async () => {
  const { fake, state } = await show();
  state.app.show('settings');
  await press();
  expect(fake.asked).toContainEqual({ name: 'notices.open', input: null });
});

it('where they cannot be opened it says where they lie', async () => {
  const { state } = await show({
    prepare: (fake) => (fake.replies['notices.open'] = async () => failed('not-found', { reason: 'no-notices' })),
  });
  state.app.show('settings');
  await press();
  await screen.findByText(/THIRD-PARTY-NOTICES\.txt/);
});

it('the settings say where the data lies, and show it', async () => {
  const { fake, state } = await show();
  state.app.show('settings');
  await screen.findByText('/home/li/.config/Leasebell');
  await fireEvent.click(screen.getByRole('button', { name: 'Show folder' }));
  expect(fake.asked).toContainEqual({ name: 'folder.open', input: null });
});
