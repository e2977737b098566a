import { describe, expect, it } from 'vitest';
import {
  addAccount,
  forgetAccount,
  replaceSecrets,
  testNewAccount,
  testStoredAccount,
} from '../../../../electron/program/accounts/registration.ts';
import type { RegistrationParts } from '../../../../electron/engine/polling/ports.ts';
import type { Account, NewAccount } from '../../../../electron/core/model/account.ts';
import { failed, success } from '../../../../electron/core/model/failure.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { grantOf, itemOf, type KeyItem, type Secrets } from '../../../../electron/edges/secrets/key-item.ts';
import type { Vault } from '../../../../electron/edges/secrets/vault.ts';
import { accountByLabel, insertAccount, accountById, listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { putOrder } from '../../../../electron/edges/store/put-order.ts';
import { FakeNetwork, json, woloverPage, woloverRow } from '../../../fakes/http.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anOrder } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

/** A keychain in memory that can be told to fail. */
const aVault = () => {
  const held = new Map<string, Secrets>();
  const items = new Map<string, KeyItem>();
  const vault: Vault & { failure: 'vault.unavailable' | 'vault.locked' | null } = {
    failure: null,
    read: (account) => {
      const item = items.get(account.id);
      return Promise.resolve(
        item === undefined ? failed('vault.denied', { detail: 'missing' }) : grantOf(item, account),
      );
    },
    write: (account, secrets) => {
      if (vault.failure !== null) return Promise.resolve(failed(vault.failure));
      held.set(account.id, secrets);
      items.set(account.id, itemOf(secrets, account));
      return Promise.resolve(success('keychain'));
    },
    rebind: (account) => {
      items.set(account.id, itemOf(held.get(account.id) ?? {}, account));
      return Promise.resolve(success('keychain'));
    },
    remove: ({ id }) => {
      if (vault.failure !== null) return Promise.resolve(failed(vault.failure));
      held.delete(id);
      items.delete(id);
      return Promise.resolve(success(null));
    },
    check: () => Promise.resolve(success(null)),
    confirmedCa: () => Promise.resolve(success(null)),
    confirmCa: () => Promise.resolve(success('keychain')),
  };
  return { vault, held };
};

const desk = () => {
  const { database } = aStore();
  const { vault, held } = aVault();
  const network = new FakeNetwork(() => woloverPage(woloverRow('1800000000000000001', 5)));
  let made = 0;
  const parts: RegistrationParts = {
    database,
    vault,
    providers,
    openHttp: network.open,
    now: () => ms('2026-03-01T08:00:00Z'),
    nonce: () => 'nonce',
    newAccountId: () => accountIdOf(`acc${String((made += 1))}`),
  };
  const add = (facts: Partial<NewAccount> = {}, test = true) =>
    addAccount(entered(facts), parts, new AbortController().signal, { test });
  return { database, vault, held, network, parts, add };
};

const key = 'sk-0123456789abcdef-tail';
const entered = (facts: Partial<NewAccount> = {}): NewAccount => ({
  provider: 'wolover',
  label: '公司账号',
  baseUrl: 'https://rent.example.test',
  settings: { durationUnit: 'month' },
  secrets: { apiKey: key },
  allowHttp: false,
  ...facts,
});

describe('adding an account', () => {
  it('asks the provider once, then keeps the key in the keychain and the rest in the store', async () => {
    const { database, held, network, add } = desk();
    expect(await add()).toMatchObject({ ok: true, value: { test: { orders: 1 }, keeping: 'keychain' } });
    expect(network.asked).toHaveLength(1);
    expect(listAccounts(database)).toMatchObject([
      {
        label: '公司账号',
        provider: 'wolover',
        baseUrl: 'https://rent.example.test',
        settings: { durationUnit: 'month' },
        secretHint: 'tail',
        addedAt: at('2026-03-01T08:00:00Z'),
        intervalMs: 600_000,
        paused: false,
      },
    ]);
    expect(held.get('acc1')?.['apiKey']?.reveal()).toBe(key);
    expect(JSON.stringify(database.all('SELECT * FROM account'))).not.toContain(key);
  });

  it('without a test asks nobody', async () => {
    const { network, add } = desk();
    expect(await add({}, false)).toMatchObject({ ok: true, value: { test: null } });
    expect(network.asked).toEqual([]);
  });

  it('takes no stray spaces into label, address, settings or key', async () => {
    const { database, held, network, add } = desk();
    const added = await add({
      label: '  公司账号\n',
      baseUrl: ' https://rent.example.test/ ',
      settings: { durationUnit: ' month ' },
      secrets: { apiKey: `\t${key} \r\n` },
    });
    expect(added.ok).toBe(true);
    expect(listAccounts(database)).toMatchObject([
      { label: '公司账号', baseUrl: 'https://rent.example.test', settings: { durationUnit: 'month' } },
    ]);
    expect(held.get('acc1')?.['apiKey']?.reveal()).toBe(key);
    expect(network.asked[0]?.url).toBe('https://rent.example.test/order/openapi/getOrderList');
  });

  it.each([
    ['12 characters', 'abcdefgh1234', '1234'],
    ['too short to show a third of it', 'abcdef1234', ''],
    ['four characters', '1234', ''],
  ])('a hint never gives a short key away: %s', async (_name, apiKey, hint) => {
    const { database, add } = desk();
    await add({ secrets: { apiKey } });
    expect(listAccounts(database)[0]?.secretHint).toBe(hint);
  });
});

describe('what is refused, with the field, before anybody is asked', () => {
  it.each<[string, Partial<NewAccount>, string]>([
    ['an unknown provider', { provider: 'aws' }, 'provider'],
    ['a provider named like a member of every object', { provider: 'constructor' }, 'provider'],
    ['an empty label', { label: '   ' }, 'label'],
    ['a label that shows nothing', { label: '\u202e\u200b\u3164\ufeff' }, 'label'],
    ['no address', { baseUrl: '' }, 'baseUrl'],
    ['what is no URL', { baseUrl: 'rent example' }, 'baseUrl'],
    ['an address of another kind', { baseUrl: 'file:///etc/passwd' }, 'baseUrl'],
    ['plain http to a public host', { baseUrl: 'http://rent.example.test' }, 'baseUrl'],
    ['an address with credentials', { baseUrl: 'https://user:pass@rent.example.test' }, 'baseUrl'],
    ['a missing key', { secrets: {} }, 'apiKey'],
    ['a key of spaces', { secrets: { apiKey: '  ' } }, 'apiKey'],
    ['a key with a line break inside', { secrets: { apiKey: 'abc\ndef' } }, 'apiKey'],
    ['a key that no header can carry', { secrets: { apiKey: '密钥密钥' } }, 'apiKey'],
    ['a key too many', { secrets: { apiKey: key, secretKey: 'x' } }, 'secretKey'],
    ['a required choice left open', { settings: {} }, 'durationUnit'],
    ['a choice that is none', { settings: { durationUnit: 'fortnight' } }, 'durationUnit'],
    ['a setting too many', { settings: { durationUnit: 'month', proxy: 'x' } }, 'proxy'],
  ])('%s', async (_name, facts, field) => {
    const { database, held, network, add } = desk();
    expect(await add(facts)).toMatchObject({ ok: false, failure: { code: 'input.invalid', field } });
    expect([listAccounts(database), held.size, network.asked]).toEqual([[], 0, []]);
  });

  describe('a key in another box of the form', () => {
    const fields = (text: string): readonly (readonly [string, Partial<NewAccount>])[] => [
      ['label', { label: text }],
      ['label', { label: `my ${text}` }],
      ['baseUrl', { baseUrl: `https://rent.example.test/${encodeURIComponent(text)}` }],
      ['baseUrl', { baseUrl: `https://${Buffer.from(text).toString('hex')}.example.test` }],
    ];

    it.each(fields(key))('the %s', async (field, facts) => {
      const { database, held, network, add, parts } = desk();
      const refused = failed('input.invalid', { field, reason: 'holds-key' });
      expect(await add(facts)).toEqual(refused);
      expect(await testNewAccount(entered(facts), parts, new AbortController().signal)).toEqual(refused);
      expect([listAccounts(database), held.size, network.asked]).toEqual([[], 0, []]);
    });

    it('a setting, whichever part of the key it is', async () => {
      const { add, network } = desk();
      const secrets = { accessKey: 'aK-9f8e7d6c5b4a3928', secretKey: key };
      for (const text of Object.values(secrets))
        expect(await add({ provider: 'qiniu', settings: { regionId: text }, secrets })).toEqual(
          failed('input.invalid', { field: 'regionId', reason: 'holds-key' }),
        );
      expect(network.asked).toEqual([]);
    });

    it('one that is as short as a word may be in a label', async () => {
      const { add } = desk();
      expect(await add({ label: 'lab-1', secrets: { apiKey: 'lab-1' } })).toMatchObject({ ok: true });
    });

    it('a new one that the label of its account has', async () => {
      const { network, held, add, parts } = desk();
      const added = await add({ label: 'sk-another-9f8e7d6c5b4a39' });
      if (!added.ok) throw new Error('not added');
      const asked = network.asked.length;
      const secrets = { apiKey: 'sk-another-9f8e7d6c5b4a39' };
      expect(await replaceSecrets(added.value.account, secrets, parts, new AbortController().signal)).toEqual(
        failed('input.invalid', { field: 'label', reason: 'holds-key' }),
      );
      expect([network.asked.length, held.get('acc1')?.['apiKey']?.reveal()]).toEqual([asked, key]);
    });
  });

  it.each([4_097, 70_000])('a key of %i characters is refused, and nobody is asked', async (length) => {
    const { database, held, network, add } = desk();
    expect(await add({ secrets: { apiKey: 'k'.repeat(length) } })).toEqual(
      failed('input.invalid', { field: 'apiKey', reason: 'too-large' }),
    );
    expect([listAccounts(database), held.size, network.asked]).toEqual([[], 0, []]);
  });

  it('a label that is taken, however its characters are composed; it is kept as it looks', async () => {
    const { database, add } = desk();
    await add({ label: ' Cafe\u0301\u202e \u0007lab ' });
    expect(listAccounts(database)[0]?.label).toBe('Caf\u00e9 lab');
    for (const label of ['Caf\u00e9 lab', 'CAFE\u0301 LAB', 'Caf\u00e9\u200b lab'])
      expect(await add({ label })).toMatchObject({ failure: { field: 'label', reason: 'taken' } });
    expect(accountByLabel(database, 'cafe\u0301 lab')?.label).toBe('Caf\u00e9 lab');
  });

  it('a label of an earlier release is found and taken as it is', async () => {
    const { database, add } = desk();
    insertAccount(database, anAccount({ label: 'Cafe\u0301' }));
    database.run('UPDATE account SET label_key = ?', 'cafe\u0301');
    expect(accountByLabel(database, 'Caf\u00e9')?.label).toBe('Cafe\u0301');
    expect(await add({ label: 'Caf\u00e9' })).toMatchObject({ failure: { field: 'label', reason: 'taken' } });
  });

  it.each(['公司账号A', '公司账号a', ' 公司账号A '])('a label that is taken, without case: %s', async (label) => {
    const { database, add } = desk();
    await add({ label: '公司账号A' });
    expect(await add({ label })).toMatchObject({
      ok: false,
      failure: { code: 'input.invalid', field: 'label', reason: 'taken' },
    });
    expect(listAccounts(database)).toHaveLength(1);
  });

  it.each([
    'http://127.0.0.1:8080',
    'http://localhost',
    'http://10.1.2.3',
    'http://192.168.0.7:9000',
    'http://[::1]:80',
  ])('plain http to a private host needs no consent: %s', async (baseUrl) => {
    const { add } = desk();
    expect((await add({ baseUrl })).ok).toBe(true);
  });

  it('plain http to a public host is taken with consent, and stays marked', async () => {
    const { database, add } = desk();
    expect((await add({ baseUrl: 'http://rent.example.test', allowHttp: true })).ok).toBe(true);
    expect(listAccounts(database)[0]?.allowHttp).toBe(true);
  });
});

describe('on any failure nothing is stored', () => {
  it.each([
    ['the key is rejected', json({ code: 401, msg: '认证失败' }), 'account.key-rejected'],
    ['the answer is a web page', { status: 200, headers: {}, text: '<html></html>' }, 'provider.unexpected-answer'],
    ['nobody answers', { code: 'network.timeout', detail: 'headers' } as const, 'network.timeout'],
  ])('%s', async (_name, answer, code) => {
    const { database, held, network, add } = desk();
    network.answer = () => answer;
    expect(await add()).toMatchObject({ ok: false, failure: { code } });
    expect([listAccounts(database), held.size]).toEqual([[], 0]);
  });

  it.each(['vault.unavailable', 'vault.locked'] as const)('the keychain fails: %s', async (code) => {
    const { database, vault, add } = desk();
    vault.failure = code;
    expect(await add()).toMatchObject({ ok: false, failure: { code } });
    expect(listAccounts(database)).toEqual([]);
  });

  it('the label was taken while the provider was asked: the first stays, the second leaves no key', async () => {
    const { database, held, add } = desk();
    const [first, second] = await Promise.all([add(), add()]);
    expect([first.ok, second.ok].filter(Boolean)).toHaveLength(1);
    expect([listAccounts(database).length, held.size]).toEqual([1, 1]);
  });

  it('a test alone stores nothing even when it succeeds', async () => {
    const { database, held, parts } = desk();
    expect(await testNewAccount(entered(), parts, new AbortController().signal)).toEqual({
      ok: true,
      value: { orders: 1 },
    });
    expect([listAccounts(database), held.size]).toEqual([[], 0]);
  });
});

describe('a new key', () => {
  it('replaces the old one once it was proved', async () => {
    const { database, held, parts, add } = desk();
    const added = await add();
    if (!added.ok) throw new Error('not added');
    const replaced = await replaceSecrets(
      added.value.account,
      { apiKey: 'another-key-with-end' },
      parts,
      new AbortController().signal,
    );
    expect([
      replaced.ok,
      accountById(database, added.value.account.id)?.secretHint,
      held.get('acc1')?.['apiKey']?.reveal(),
    ]).toEqual([true, '-end', 'another-key-with-end']);
  });

  it('that is rejected leaves the old one', async () => {
    const { database, held, network, parts, add } = desk();
    const added = await add();
    if (!added.ok) throw new Error('not added');
    network.answer = () => json({ code: 401, msg: '认证失败' });
    expect(
      (
        await replaceSecrets(
          added.value.account,
          { apiKey: 'another-key-with-end' },
          parts,
          new AbortController().signal,
        )
      ).ok,
    ).toBe(false);
    expect([accountById(database, added.value.account.id)?.secretHint, held.get('acc1')?.['apiKey']?.reveal()]).toEqual(
      ['tail', key],
    );
  });
});

describe('testing a stored account', () => {
  const testStored = async (facts: Partial<Account>) => {
    const { database, network, parts, add } = desk();
    await add();
    network.asked.length = 0;
    const [account] = listAccounts(database);
    if (account === undefined) throw new Error('no account');
    const tested = await testStoredAccount({ ...account, ...facts }, parts, new AbortController().signal);
    return { tested, requests: network.asked.length };
  };

  it('asks its provider once', async () => {
    expect(await testStored({})).toMatchObject({ tested: { ok: true }, requests: 1 });
    expect(await testStored({ parkedUntil: at('2026-03-01T08:00:00Z') })).toMatchObject({ requests: 1 });
  });

  it('asks nobody before the provider said to come back', async () => {
    const retryAt = at('2026-03-01T08:00:01Z');
    expect(await testStored({ parkedUntil: retryAt })).toEqual({
      tested: { ok: false, failure: { code: 'provider.rate-limited', retryAt } },
      requests: 0,
    });
  });
});

describe('removing', () => {
  it('takes orders and key, and says how much that was', async () => {
    const { database, held, parts, add } = desk();
    const added = await add();
    if (!added.ok) throw new Error('not added');
    putOrder(database, anOrder({ accountId: added.value.account.id }));
    expect(await forgetAccount(added.value.account, parts)).toEqual({ ok: true, value: { orders: 1, rentals: 0 } });
    expect([listAccounts(database), held.size, database.all('SELECT 1 FROM orders')]).toEqual([[], 0, []]);
  });

  it('removes nothing while the keychain cannot be reached', async () => {
    const { database, vault, parts, add } = desk();
    const added = await add();
    if (!added.ok) throw new Error('not added');
    vault.failure = 'vault.locked';
    expect(await forgetAccount(added.value.account, parts)).toMatchObject({
      ok: false,
      failure: { code: 'vault.locked' },
    });
    expect(listAccounts(database)).toHaveLength(1);
  });
});
