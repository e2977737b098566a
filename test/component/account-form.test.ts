import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewAccount } from '../../electron/core/model/account.ts';
import { failed, success } from '../../electron/core/model/failure.ts';
import { needsHttpConsent } from '../../renderer/format/address.ts';
import { freeLabel } from '../../renderer/accounts/account-entry.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { fakeNow } from './fake-rentals.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const canary = 'ak-CANARY-0123456789';
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { selector: 'input, select' });
const enter = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Test and add' }));

const openForm = async (prepare?: (fake: FakeBridge) => void) => {
  const shown = await show(prepare ? { prepare } : {});
  shown.state.accounts.openForm();
  await screen.findByRole('dialog', { name: 'Add account' });
  return shown;
};

const sent = (fake: FakeBridge) => fake.asked.filter(({ name }) => name === 'account.add').map(({ input }) => input);

const fillQiniu = async () => {
  await fireEvent.click(screen.getByRole('radio', { name: 'Qiniu' }));
  await enter('fake_accessKey', ` ${canary} `);
  await enter('fake_secretKey', 'sk-CANARY-9876543210');
};

describe('the form of a new account', () => {
  it('asks each provider for what it describes', async () => {
    await openForm();
    expect(field('fake_apiKey').type).toBe('password');
    expect(field('Base address').value).toBe('');
    await fireEvent.click(screen.getByRole('radio', { name: 'UniCloud' }));
    expect(field('fake_accessKeyId').type).toBe('password');
    expect(field('fake_accessKeySecret').type).toBe('password');
    expect(field('Base address').value).toBe('https://api.unicloud.com');
    expect(screen.queryByLabelText('fake_apiKey')).toBeNull();
    expect(field('Name').value).toBe('UniCloud');
  });

  it('sends every field once, tested by main, and tells what was found', async () => {
    const { fake } = await openForm();
    await fillQiniu();
    await enter('Name', 'Second');
    await send();
    await screen.findByText('Second was added. 37 orders found.', { selector: 'p' });
    const expected: NewAccount = {
      provider: 'qiniu',
      label: 'Second',
      baseUrl: 'https://api-qvm.qiniu.com',
      settings: { orderHashes: '' },
      secrets: { accessKey: canary, secretKey: 'sk-CANARY-9876543210' },
      allowHttp: false,
    };
    expect(sent(fake)).toEqual([expected]);
  });

  it('requires a choice that has no default, and takes "unknown" for an answer', async () => {
    const { fake } = await openForm();
    await enter('fake_apiKey', canary);
    await enter('Base address', 'https://rent.example.com');
    await send();
    expect(sent(fake)).toEqual([]);
    expect(field('fake_durationUnit').getAttribute('aria-invalid')).toBe('true');
    expect(field('fake_apiKey').value).toBe(canary);
    await fireEvent.change(field('fake_durationUnit'), { target: { value: 'unknown' } });
    await send();
    await waitFor(() => expect(sent(fake)).toHaveLength(1));
    expect(sent(fake)[0]).toMatchObject({ settings: { durationUnit: 'unknown' } });
  });

  const filter = { help: '', choices: [], initial: '', kind: 'number' } as const;
  const withFilters = (fake: FakeBridge) => {
    const { description } = fake.world;
    const settings = [
      { ...filter, name: 'size', label: 'fake_size', role: 'size', range: { least: 1, most: 200 } },
      { ...filter, name: 'orderStatus', label: 'fake_orderStatus', role: 'filter' },
      { ...filter, name: 'page', label: 'fake_page', role: 'round' },
    ] as const;
    const providers = description.providers.map((provider) =>
      provider.id === 'qiniu' ? { ...provider, settings } : provider,
    );
    fake.world.description = { ...description, providers };
  };
  const foldOf = (label: string) => field(label).closest('details')?.querySelector('summary')?.textContent;

  it('folds filters away by themselves, and has no field for what counts in one round only', async () => {
    await openForm(withFilters);
    await fireEvent.click(screen.getByRole('radio', { name: 'Qiniu' }));
    expect(foldOf('fake_size')).toBe('More settings');
    expect(foldOf('fake_orderStatus')).toBe('Read only some of the orders');
    expect(screen.queryByLabelText('fake_page')).toBeNull();
  });

  it('finds a value that the provider would refuse before anything is sent, and keeps the key', async () => {
    const { fake } = await openForm(withFilters);
    await fillQiniu();
    await enter('fake_size', '201');
    await send();
    expect(sent(fake)).toEqual([]);
    expect(field('fake_size').getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById('account-size-help')?.textContent).toContain('This number is outside 1–200.');
    expect(field('fake_accessKey').value).toContain(canary);
    await enter('fake_size', '200');
    await send();
    await waitFor(() => expect(sent(fake)).toHaveLength(1));
    expect(sent(fake)[0]).toMatchObject({ settings: { size: '200', orderStatus: '' } });
  });

  it('names what is missing and sends nothing', async () => {
    const { fake } = await openForm();
    await fireEvent.click(screen.getByRole('radio', { name: 'Qiniu' }));
    await send();
    expect(screen.getAllByText('Fill this in.')).toHaveLength(2);
    expect(sent(fake)).toEqual([]);
  });

  it('sends a key in the open only after the user agreed', async () => {
    const { fake } = await openForm();
    await fillQiniu();
    expect(screen.queryByRole('checkbox')).toBeNull();
    await enter('Base address', 'http://203.0.113.20:8090');
    await send();
    expect(sent(fake)).toEqual([]);
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Send the key unencrypted over http' }));
    await send();
    await waitFor(() => expect(sent(fake)).toHaveLength(1));
    expect(sent(fake)[0]).toMatchObject({ allowHttp: true });
  });

  it.each([
    ['http://203.0.113.20', true],
    ['http://rent.example.com', true],
    ['http://127.0.0.1:8080', false],
    ['http://localhost', false],
    ['http://[::1]:8080', false],
    ['http://10.1.2.3', false],
    ['http://172.16.0.1', false],
    ['http://172.32.0.1', true],
    ['http://192.168.1.9', false],
    ['http://10.example.com', true],
    ['https://rent.example.com', false],
    ['nonsense', false],
  ])('%s needs consent: %s', (address, needed) => {
    expect(needsHttpConsent(address)).toBe(needed);
  });

  it('proposes a name that is free', () => {
    expect(freeLabel('Qiniu', ['qiniu', 'Qiniu 2'])).toBe('Qiniu 3');
    expect(freeLabel('Qiniu', [])).toBe('Qiniu');
  });
});

describe('a failed test', () => {
  it('is told in words with its facts, says that nothing was saved, marks the key and keeps it in its field', async () => {
    await openForm((fake) => {
      fake.replies['account.add'] = async () => failed('account.key-rejected', { status: 401, requestId: 'R-77' });
    });
    await fillQiniu();
    await send();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The provider rejects this key.');
    expect(alert.textContent).toContain('Nothing was saved.');
    expect(alert.textContent).not.toContain('paste');
    expect(field('fake_accessKey').value).toContain(canary);
    expect(alert.textContent).toContain('R-77');
    expect(field('fake_accessKey').getAttribute('aria-invalid')).toBe('true');
  });

  it.each([
    failed('network.timeout', { detail: 'headers' }),
    failed('network.offline', { detail: 'ENETUNREACH' }),
    failed('network.tls', { detail: 'CERT_HAS_EXPIRED' }),
    failed('network.proxy', { detail: 'proxy-unreachable' }),
    failed('provider.unavailable', { status: 503 }),
    failed('provider.rate-limited', { status: 429, retryAt: fakeNow }),
    failed('provider.unexpected-answer', { detail: 'not-json' }),
    failed('vault.locked', {}),
  ])('never promises what is not done for an account that is not there: %o', async (refused) => {
    await openForm((fake) => {
      fake.replies['account.add'] = async () => refused;
    });
    await fillQiniu();
    await send();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Nothing was saved.');
    expect(alert.textContent).not.toMatch(/tried again|by itself|Stored data|stored was|syncing|Next try/);
  });

  it('marks the field that main names', async () => {
    await openForm((fake) => {
      fake.replies['account.add'] = async () => failed('input.invalid', { field: 'label', reason: 'taken' });
    });
    await fillQiniu();
    await send();
    await waitFor(() => expect(field('Name').getAttribute('aria-invalid')).toBe('true'));
    expect(document.getElementById('account-label-help')?.textContent).toContain('already has this name');
  });
});

describe('secrets', () => {
  const page = () => [...document.querySelectorAll('input')].map(({ value }) => value).join() + document.body.innerHTML;
  const secretFields = () => [...document.querySelectorAll<HTMLInputElement>('input[data-secret]')];

  it('stay in their fields alone until the provider accepts them, and are gone then', async () => {
    let release = () => {};
    const { fake, state } = await openForm((world) => {
      world.replies['account.add'] = () =>
        new Promise((resolve) => {
          release = () => resolve(success({ orders: 1 }));
        });
    });
    await fillQiniu();
    expect(page()).toContain(canary);
    await send();
    expect(sent(fake)).toHaveLength(1);
    expect(document.body.innerHTML).not.toContain('CANARY');
    expect(screen.getByText(/Asking the provider/)).toBeTruthy();
    const fields = secretFields();
    release();
    await screen.findByText(/was added/, { selector: 'p' });
    expect(page()).not.toContain('CANARY');
    // A field that left the page may stay in memory.
    expect(fields.map(({ value }) => value)).toEqual(['', '']);
    const kept = [state.app, state.accounts, state.rentals, state.rental, state.reminders, state.settings];
    for (const part of kept) expect(JSON.stringify({ ...part })).not.toContain('CANARY');
  });

  it('are gone when the form is closed', async () => {
    await openForm();
    await fillQiniu();
    const fields = secretFields();
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(page()).not.toContain('CANARY');
    expect(fields.map(({ value }) => value)).toEqual(['', '']);
  });

  it('are gone when another provider is chosen', async () => {
    await openForm();
    await fillQiniu();
    const fields = secretFields();
    await fireEvent.click(screen.getByRole('radio', { name: 'UniCloud' }));
    expect(page()).not.toContain('CANARY');
    expect(fields.map(({ value }) => value)).toEqual(['', '']);
  });

  it('can be looked at while typing', async () => {
    await openForm();
    await fireEvent.click(screen.getByRole('button', { name: 'Show fake_apiKey' }));
    expect(field('fake_apiKey').type).toBe('text');
  });

  it('are replaced through a test, and the old key stays where it fails', async () => {
    const { fake, state } = await show({
      prepare: (world) => {
        world.replies['account.setSecrets'] = async () => failed('network.timeout', { detail: 'headers' });
      },
    });
    state.app.show('accounts');
    const [replace] = await screen.findAllByRole('button', { name: 'Replace key' });
    if (!replace) throw new Error('There is no account to replace the key of.');
    await fireEvent.click(replace);
    await screen.findByRole('dialog', { name: 'Replace the key of 公司账号' });
    await enter('fake_accessKey', canary);
    await enter('fake_secretKey', 'sk');
    await fireEvent.click(screen.getByRole('button', { name: 'Test and replace' }));
    const { textContent } = await screen.findByRole('alert');
    expect(textContent).toContain('did not answer in time');
    expect(textContent).toContain('The account keeps the key it had.');
    expect(document.body.innerHTML).not.toContain('CANARY');
    expect(field('fake_accessKey').value).toBe(canary);
    expect(fake.asked.at(-1)).toEqual({
      name: 'account.setSecrets',
      input: { id: fake.world.accounts[0]?.id, secrets: { accessKey: canary, secretKey: 'sk' } },
    });
  });
});
