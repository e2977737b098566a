import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failed, success } from '../../electron/core/model/failure.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const press = async (name: string): Promise<void> => {
  await fireEvent.click(await screen.findByRole('button', { name }));
};

it('a backup is written where the user says, and its place is told', async () => {
  const { fake, state } = await show();
  state.app.show('settings');
  await press('Back up…');
  await screen.findByText('Written to /home/somebody/leasebell-2026-03-10.sqlite.');
  expect(fake.asked).toContainEqual({ name: 'backup.write', input: null });
});

it('cancelling says nothing; what failed is told on top', async () => {
  const { fake, state } = await show({
    prepare: (made) => (made.replies['backup.write'] = async () => success(null)),
  });
  state.app.show('settings');
  await press('Back up…');
  await screen.findByText('Everything but the keys, in one file.');
  fake.replies['backup.write'] = async () => failed('backup.not-written', { detail: 'ENOSPC /x' });
  await press('Back up…');
  await screen.findByText(/The backup could not be written there/);
});

it('a restore is asked for by main alone, and a file that is no backup is told on top', async () => {
  const { fake, state } = await show({
    prepare: (made) =>
      (made.replies['backup.restore'] = async () => failed('backup.not-read', { reason: 'no-backup' })),
  });
  state.app.show('settings');
  await press('Restore…');
  await screen.findByText(/This file is not a Leasebell backup/);
  expect(fake.asked).toContainEqual({ name: 'backup.restore', input: null });
});

it('diagnostics go to the clipboard, and the button says so', async () => {
  const { state } = await show();
  state.app.show('settings');
  await press('Copy diagnostics');
  await screen.findByRole('button', { name: 'Diagnostics copied' });
});
