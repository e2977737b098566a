import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountView } from '../../electron/contract/views.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const withAccount = (facts: Partial<AccountView>) => (fake: FakeBridge) => {
  const [account] = fake.world.accounts;
  if (account !== undefined) fake.world.accounts = [{ ...account, ...facts }];
};

const accounts = async (facts: Partial<AccountView>, locale: 'en' | 'zh-CN' = 'en') => {
  const { fake, state } = await show({ locale, prepare: withAccount(facts) });
  state.app.show('accounts');
  return fake;
};

const accepted = (fake: FakeBridge) => fake.asked.filter(({ name }) => name === 'account.acceptAddress');

describe('an account whose address changed', () => {
  const moved: Partial<AccountView> = {
    baseUrl: 'https://租期.example.test/',
    failure: { code: 'account.address-changed', storedFor: 'https://api-qvm.qiniu.com' },
  };

  it('says so, and sends the key there after a question that names the real address', async () => {
    const fake = await accounts(moved);
    await screen.findByText(/Nothing was sent/);
    screen.getByText('The key was stored for: https://api-qvm.qiniu.com');
    await fireEvent.click(screen.getByRole('button', { name: 'Use this address…' }));
    const question = await screen.findByRole('alertdialog', { name: 'Send the key of 公司账号 to another address?' });
    expect(question.textContent).toMatch(/https:\/\/xn--[a-z0-9]+\.example\.test \(/);
    expect(accepted(fake)).toEqual([]);
    await fireEvent.click(within(question).getByRole('button', { name: 'Send the key there' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(accepted(fake)).toEqual([
      {
        name: 'account.acceptAddress',
        input: { id: 'a-qiniu', baseUrl: 'https://租期.example.test/', allowHttp: false },
      },
    ]);
    expect(screen.queryByRole('button', { name: 'Use this address…' })).toBeNull();
  });

  it('asks in Chinese too', async () => {
    await accounts(moved, 'zh-CN');
    await fireEvent.click(await screen.findByRole('button', { name: '使用这个地址…' }));
    await screen.findByRole('alertdialog', { name: '把 公司账号 的密钥发往另一个地址？' });
  });

  it('to plain http tells the risk, and the word is the consent', async () => {
    const fake = await accounts({ ...moved, baseUrl: 'http://evil.example' });
    await fireEvent.click(await screen.findByRole('button', { name: 'Use this address…' }));
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('Anybody on the way can read the key.');
    await fireEvent.click(within(question).getByRole('button', { name: 'Send the key unencrypted over http' }));
    await waitFor(() => expect(accepted(fake)).toMatchObject([{ input: { allowHttp: true } }]));
  });
});

describe('an account whose key would travel in the open', () => {
  it.each([
    ['past a proxy', { code: 'network.proxy', detail: 'proxy-plain' }, 'http://10.0.0.5', 'The proxy, and anybody'],
    [
      'over a public network',
      { code: 'input.invalid', field: 'baseUrl', reason: 'needs-https' },
      'http://rent.example',
      'Anybody on the way',
    ],
  ] as const)('%s is asked about', async (_where, failure, baseUrl, risk) => {
    const fake = await accounts({ baseUrl, failure });
    await fireEvent.click(await screen.findByRole('button', { name: 'Send it unencrypted…' }));
    const question = await screen.findByRole('alertdialog', { name: 'Send the key of 公司账号 unencrypted?' });
    expect(question.textContent).toContain(risk);
    await fireEvent.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(accepted(fake)).toEqual([]);
  });

  it('is not asked about for any other failure', async () => {
    await accounts({ failure: { code: 'network.proxy', detail: 'proxy-auth' } });
    await screen.findByText(/The proxy asks for a user name/);
    expect(screen.queryByRole('button', { name: /unencrypted|address/ })).toBeNull();
  });
});
