import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed } from '../../electron/core/model/failure.ts';
import type { Settings } from '../../electron/core/model/settings.ts';
import { layOut, show, type Shown } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const open = async (settings: Partial<Settings> = {}, answer?: Shown['fake']['replies']['settings.set']) => {
  const shown = await show({
    prepare: ({ world, replies: answers }) => {
      world.description = { ...world.description, settings: { ...world.description.settings, ...settings } };
      if (answer) answers['settings.set'] = answer;
    },
  });
  shown.state.app.show('settings');
  return { ...shown, network: within(await screen.findByRole('region', { name: 'Network' })) };
};
const setTo = ({ fake }: Shown) => fake.asked.flatMap(({ name, input }) => (name === 'settings.set' ? [input] : []));
const enter = async (label: string, value: string) => {
  const field = await screen.findByLabelText(label);
  await fireEvent.input(field, { target: { value } });
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
};

describe('the proxy', () => {
  it('is stored as soon as it is chosen', async () => {
    const shown = await open();
    const choice = shown.network.getByRole<HTMLInputElement>('radio', { name: 'None' });
    expect(shown.network.getByRole<HTMLInputElement>('radio', { name: 'System' }).checked).toBe(true);
    await fireEvent.click(choice);
    await shown.network.findByText(/^Straight to the providers/);
    expect(setTo(shown)).toEqual([{ proxy: 'none' }]);
    expect(choice.checked).toBe(true);
  });

  it('of the user is stored with its address, and not before', async () => {
    const shown = await open();
    await fireEvent.click(shown.network.getByRole('radio', { name: 'Manual' }));
    await enter('Address of the proxy', 'Proxy.corp:3128');
    await shown.network.findByText('http://proxy.corp:3128');
    expect(setTo(shown)).toEqual([{ proxy: 'http://proxy.corp:3128' }]);
    expect(screen.queryByLabelText('Address of the proxy')).toBeNull();
  });

  it('that cannot be one is refused beside its field', async () => {
    const shown = await open();
    await fireEvent.click(shown.network.getByRole('radio', { name: 'Manual' }));
    await enter('Address of the proxy', 'http://me:secret@proxy.corp:3128');
    await screen.findByText(/^The address contains a user name or password/);
    expect(screen.getByLabelText('Address of the proxy').getAttribute('aria-invalid')).toBe('true');
    await enter('Address of the proxy', 'socks5://proxy.corp:1080');
    await screen.findByText(/^This is not the address of an http proxy/);
    expect(setTo(shown)).toEqual([]);
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('stays as it was when its form is left', async () => {
    const shown = await open();
    await fireEvent.click(shown.network.getByRole('radio', { name: 'Manual' }));
    await fireEvent.keyDown(await screen.findByLabelText('Address of the proxy'), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByLabelText('Address of the proxy')).toBeNull());
    expect(shown.network.getByRole<HTMLInputElement>('radio', { name: 'System' }).checked).toBe(true);
    expect(setTo(shown)).toEqual([]);
  });

  it('is remembered while another choice is tried', async () => {
    const shown = await open({ proxy: 'http://proxy.corp:3128' });
    await fireEvent.click(shown.network.getByRole('radio', { name: 'None' }));
    await shown.network.findByText(/^Straight to the providers/);
    await fireEvent.click(shown.network.getByRole('radio', { name: 'Manual' }));
    const field = await screen.findByLabelText<HTMLInputElement>('Address of the proxy');
    expect(field.value).toBe('http://proxy.corp:3128');
  });
});

describe('extra certificates', () => {
  it('are set by the path of their file and removed again', async () => {
    const shown = await open();
    await fireEvent.click(shown.network.getByRole('button', { name: 'Name a file' }));
    await enter('Path of the file', ' /etc/ssl/company.pem ');
    await shown.network.findByText('/etc/ssl/company.pem');
    await fireEvent.click(shown.network.getByRole('button', { name: 'Remove' }));
    await shown.network.findByText('None set.');
    expect(setTo(shown)).toEqual([{ extraCa: '/etc/ssl/company.pem' }, { extraCa: null }]);
  });

  it('that main refuses are refused beside the field, which keeps what was typed', async () => {
    const shown = await open({}, async () => failed('input.invalid', { field: 'extraCa', reason: 'ca-private-key' }));
    await fireEvent.click(shown.network.getByRole('button', { name: 'Name a file' }));
    await enter('Path of the file', '/etc/ssl/company.key');
    await screen.findByText(/^The file holds a private key/);
    expect(screen.getByLabelText<HTMLInputElement>('Path of the file').value).toBe('/etc/ssl/company.key');
    expect(shown.state.app.trouble).toBeNull();
  });
});
