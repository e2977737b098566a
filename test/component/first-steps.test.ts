import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import type { AppDescription } from '../../electron/contract/views.ts';
import { initialSettings } from '../../electron/core/model/settings.ts';
import { show } from './show.ts';

afterEach(cleanup);

const login = { state: 'off', why: null, asks: true } as const;
const steps = () => screen.queryByRole('region', { name: 'Before you rely on the bell' });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

/** Today, for somebody who has just read a first account. */
const asked = (change: Partial<AppDescription> = {}, accounts = true) =>
  show({
    view: 'today',
    prepare: ({ world }) => {
      world.description = { ...world.description, login, settings: { ...initialSettings, locale: 'en' }, ...change };
      if (!accounts) world.accounts = [];
    },
  });

it('asks whether a test was noticed, once it rang', async () => {
  const { fake } = await asked();
  expect(screen.queryByText('Did you notice it?')).toBeNull();
  await waitFor(() => screen.getByRole('button', { name: 'Ring as a test' }));
  await press('Ring as a test');
  await screen.findByText('Did you notice it?');
  await press('Yes');
  await waitFor(() => expect(screen.queryByText('Did you notice it?')).toBeNull());
  expect(fake.asked).toContainEqual({ name: 'settings.set', input: { firstSteps: ['ring'] } });
  expect(screen.queryByRole('button', { name: 'Ring as a test' })).toBeNull();
});

it('says where to look for one that was not noticed, and lets it be tried again', async () => {
  const { fake, state } = await asked();
  await waitFor(() => screen.getByRole('button', { name: 'Ring as a test' }));
  await press('Ring as a test');
  await screen.findByText('Did you notice it?');
  await press('No');
  await screen.findByText(/“Do not disturb” of the system silences them too/);
  expect(screen.getByRole('button', { name: 'Ring as a test' })).toBeTruthy();
  expect(fake.asked.map(({ name }) => name)).not.toContain('settings.set');
  await press('Look at the settings');
  expect(state.app.view).toBe('settings');
});

it('asks whether to start at login, and hands on what is said', async () => {
  const { fake } = await asked();
  fake.world.description = { ...fake.world.description, login: { state: 'on', why: null, asks: false } };
  await waitFor(() => screen.getByRole('button', { name: 'Start at login' }));
  await press('Start at login');
  await waitFor(() => expect(screen.queryByText(/Start Leasebell when you log in/)).toBeNull());
  expect(fake.asked).toContainEqual({ name: 'login.set', input: { on: true } });
});

it('is over when all was said, and reminds of itself in other views until then', async () => {
  const { fake, state } = await asked();
  state.app.show('rentals');
  await screen.findByText('Make sure that the bell reaches you.');
  fake.world.description = { ...fake.world.description, login: { ...login, asks: false } };
  await press('Skip these');
  await waitFor(() => expect(screen.queryByText('Make sure that the bell reaches you.')).toBeNull());
  expect(fake.asked).toContainEqual({ name: 'settings.set', input: { firstSteps: ['ring', 'quiet'] } });
  await waitFor(() => expect(fake.asked).toContainEqual({ name: 'login.set', input: { on: false } }));
});

it('sets quiet hours on the spot', async () => {
  const { fake } = await asked();
  await waitFor(() => screen.getByRole('button', { name: 'Set quiet hours' }));
  await press('Set quiet hours');
  await fireEvent.submit(await waitFor(() => screen.getByLabelText('From').closest('form') ?? document.body));
  const quietHours = { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: true };
  expect(fake.asked).toContainEqual({ name: 'settings.set', input: { quietHours } });
});

it('asks for no quiet hours where some are set', async () => {
  const quietHours = { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: true };
  await asked({ settings: { ...initialSettings, locale: 'en', quietHours } });
  await waitFor(() => expect(steps()).not.toBeNull());
  expect(screen.queryByText(/hours in which you don't want to be rung/)).toBeNull();
});

it.each(['demo', 'no account'] as const)('does not ask with %s', async (what) => {
  await asked({ demo: what === 'demo' }, what !== 'no account');
  expect(steps()).toBeNull();
  expect(screen.queryByText('Make sure that the bell reaches you.')).toBeNull();
});

it('is clean for axe', async () => {
  await asked();
  await waitFor(() => screen.getByRole('button', { name: 'Ring as a test' }));
  expect((await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
});
