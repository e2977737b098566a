import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountIdOf } from '../../electron/core/model/ids.ts';
import { sessionBus } from '../../electron/edges/dbus/session-bus.ts';
import { Secret } from '../../electron/core/model/secret.ts';
import { secretServiceProbe } from '../../electron/edges/secrets/secret-service.ts';
import { SessionVault } from '../../electron/edges/secrets/session-vault.ts';
import { KeychainVault } from '../../electron/edges/secrets/vault.ts';
import { SessionBus } from './harness/session-bus.ts';

const service = 'org.freedesktop.secrets';
const collection = '/org/freedesktop/secrets/aliases/default';
const account = {
  id: accountIdOf(`vault-test-${randomUUID()}`),
  label: '公司账号',
  provider: 'qiniu',
  baseUrl: 'https://api.example.test',
  allowHttp: false,
};
const secrets = { accessKey: new Secret('AK-七牛'), secretKey: new Secret('SK "quoted" \\ 密钥') };

const openVault = () =>
  new KeychainVault({ platform: 'linux', probe: secretServiceProbe('linux', sessionBus(process.env)), limitMs: 2_000 });

const toService = { destination: service, path: '/org/freedesktop/secrets' };
const secretService = 'org.freedesktop.Secret.Service';

const lock = async (bus: SessionBus): Promise<void> => {
  await bus.call({ ...toService, interface: secretService, member: 'Lock', signature: 'ao', body: [[collection]] });
};

/** Opens the keyring again without its prompt, for the tests that come after; the password is the one of harness/session.mjs. */
const unlock = async (bus: SessionBus): Promise<void> => {
  const plain = ['plain', ['s', '']];
  const open = { ...toService, interface: secretService, member: 'OpenSession', signature: 'sv', body: plain };
  const [, session] = await bus.call(open);
  await bus.call({
    ...toService,
    interface: 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
    member: 'UnlockWithMasterPassword',
    signature: 'o(oayays)',
    body: [collection, [session, [], [...Buffer.from('e2e')], 'text/plain']],
  });
};

describe('the real keyring', () => {
  let bus: SessionBus;

  beforeAll(async () => {
    const own = sessionBus(process.env);
    if (!(await own.hasOwner(service))) {
      throw new Error('No keyring runs on this session bus: start these tests with "npm run e2e", which brings one.');
    }
    bus = new SessionBus();
  });

  afterAll(async () => {
    await unlock(bus);
    await openVault().remove(account);
    bus.close();
  });

  it('keeps, gives back and forgets the keys of an account', async () => {
    const vault = openVault();
    expect(await vault.check()).toEqual({ ok: true, value: null });
    expect(await vault.read(account)).toEqual({ ok: false, failure: { code: 'vault.denied', detail: 'missing' } });
    expect(await vault.write(account, secrets)).toEqual({ ok: true, value: 'keychain' });
    const read = await openVault().read(account);
    expect(read.ok && Object.entries(read.value.secrets).map(([name, secret]) => [name, secret.reveal()])).toEqual([
      ['accessKey', 'AK-七牛'],
      ['secretKey', 'SK "quoted" \\ 密钥'],
    ]);
    expect(await vault.remove(account)).toEqual({ ok: true, value: null });
    expect(await vault.read(account)).toMatchObject({ failure: { detail: 'missing' } });
  });

  it('is the service Leasebell with the account’s id', async () => {
    await openVault().write(account, secrets);
    const [unlocked] = await bus.call({
      ...toService,
      interface: secretService,
      member: 'SearchItems',
      signature: 'a{ss}',
      body: [
        [
          ['service', 'Leasebell'],
          ['account', account.id],
        ],
      ],
    });
    expect(unlocked).toHaveLength(1);
  });

  it('says that it is locked, keeps what it has, and a session holds a new key in memory', async () => {
    await openVault().write(account, secrets);
    await lock(bus);
    const session = new SessionVault(openVault());
    expect(await session.check()).toEqual({ ok: false, failure: { code: 'vault.locked' } });
    expect(await session.read(account)).toMatchObject({ ok: false, failure: { code: 'vault.locked' } });
    expect(await session.write(account, { accessKey: new Secret('new') })).toEqual({ ok: true, value: 'session' });
    expect(session.failure).toMatchObject({ code: 'vault.locked' });
    const held = await session.read(account);
    expect(held.ok && held.value.secrets['accessKey']?.reveal()).toBe('new');
    await unlock(bus);
    const kept = await openVault().read(account);
    expect(kept.ok && kept.value.secrets['accessKey']?.reveal()).toBe('AK-七牛');
  });
});
