import { cleanup, fireEvent, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failed } from '../../electron/core/model/failure.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

it('says why it cannot be set, and offers no choice then', async () => {
  const { state } = await show({
    prepare: (bridge) =>
      (bridge.world.description = {
        ...bridge.world.description,
        locale: 'en',
        login: { state: 'unavailable', why: 'login_not_installed', asks: false },
      }),
  });
  state.app.show('settings');
  await screen.findByText('Only an installed Leasebell can start by itself.');
  expect(screen.queryByRole('radiogroup', { name: 'Start when you log in' })).toBeNull();
});

it('tells what the system refuses', async () => {
  const { state } = await show({
    prepare: (bridge) => {
      bridge.world.description = { ...bridge.world.description, locale: 'en' };
      bridge.replies['login.set'] = async () => failed('login.refused');
    },
  });
  state.app.show('settings');
  const group = await screen.findByRole('radiogroup', { name: 'Start when you log in' });
  await fireEvent.click(within(group).getByRole('radio', { name: 'On' }));
  await screen.findByText(/~\/\.config\/autostart/);
});
