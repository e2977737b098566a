import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failed } from '../../electron/core/model/failure.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const question = () => screen.queryByText(/Start Leasebell when you log in/);
const asking = { login: { state: 'off', why: null, asks: true }, locale: 'en' } as const;

it('asks once an account was read, and hands on what is said', async () => {
  const { fake } = await show({
    prepare: (bridge) => (bridge.world.description = { ...bridge.world.description, ...asking }),
  });
  await waitFor(() => expect(question()).not.toBeNull());
  fake.world.description = { ...fake.world.description, login: { state: 'on', why: null, asks: false } };
  await fireEvent.click(screen.getByRole('button', { name: 'Start at login' }));
  await waitFor(() => expect(question()).toBeNull());
  expect(fake.asked).toContainEqual({ name: 'login.set', input: { on: true } });
});

it.each(['demo', 'no account'] as const)('does not ask with %s', async (what) => {
  await show({
    prepare: (bridge) => {
      bridge.world.description = { ...bridge.world.description, ...asking, demo: what === 'demo' };
      if (what === 'no account') bridge.world.accounts = [];
    },
  });
  expect(question()).toBeNull();
});

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
