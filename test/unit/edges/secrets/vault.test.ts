import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { keychainFailureOf } from '../../../../electron/edges/secrets/keychain-failure.ts';
import { memoryVaultFrom } from '../../../../electron/edges/secrets/memory-vault.ts';
import { Secret } from '../../../../electron/core/model/secret.ts';
import { secretServiceProbe } from '../../../../electron/edges/secrets/secret-service.ts';
import { SessionVault } from '../../../../electron/edges/secrets/session-vault.ts';
import { KeychainVault, type Keychain, type KeychainParts } from '../../../../electron/edges/secrets/vault.ts';
import type { Failure } from '../../../../electron/core/model/failure.ts';
import { at } from '../../../fakes/instants.ts';

const recipient = { provider: 'qiniu', baseUrl: 'https://api.example.test', allowHttp: false };
const account = { id: accountIdOf('a-1'), label: '公司账号', ...recipient };
const secrets = { accessKey: new Secret('AK'), secretKey: new Secret('SK') };

class FakeKeychain implements Keychain {
  readonly items = new Map<string, string>();
  error: Error | null = null;
  hangs: Promise<void> | null = null;
  calls = 0;
  /** Most calls that were under way at once. */
  most = 0;
  #underWay = 0;

  async getPassword(service: string, name: string): Promise<string | null> {
    await this.#meet();
    return this.items.get(`${service}/${name}`) ?? null;
  }

  async setPassword(service: string, name: string, password: string): Promise<void> {
    await this.#meet();
    this.items.set(`${service}/${name}`, password);
  }

  async deletePassword(service: string, name: string): Promise<boolean> {
    await this.#meet();
    return this.items.delete(`${service}/${name}`);
  }

  async #meet(): Promise<void> {
    this.calls += 1;
    this.most = Math.max(this.most, (this.#underWay += 1));
    await this.hangs;
    this.#underWay -= 1;
    if (this.error) throw this.error;
  }
}

const made = (parts: Partial<KeychainParts> = {}) => {
  const keychain = new FakeKeychain();
  const vault = new KeychainVault({
    platform: 'linux',
    probe: () => Promise.resolve(null),
    load: () => Promise.resolve(keychain),
    ...parts,
  });
  return { keychain, vault };
};

const revealed = async (vault: KeychainVault | SessionVault) => {
  const read = await vault.read(account);
  return read.ok
    ? Object.fromEntries(Object.entries(read.value.secrets).map(([name, secret]) => [name, secret.reveal()]))
    : read.failure;
};

describe('the keychain vault', () => {
  it('keeps one item per account: service Leasebell, the account id, a JSON object of its keys and whom they are for', async () => {
    const { keychain, vault } = made();
    expect(await vault.write(account, secrets)).toEqual({ ok: true, value: 'keychain' });
    expect([...keychain.items]).toEqual([
      [
        'Leasebell/a-1',
        '{"accessKey":"AK","secretKey":"SK","origin":"https://api.example.test","provider":"qiniu","allowHttp":"false"}',
      ],
    ]);
    expect(await revealed(vault)).toEqual({ accessKey: 'AK', secretKey: 'SK' });
    expect(await vault.remove(account)).toEqual({ ok: true, value: null });
    expect(await vault.remove(account)).toEqual({ ok: true, value: null });
    expect(await revealed(vault)).toEqual({ code: 'vault.denied', detail: 'missing' });
  });

  describe('with an item of an older version, which does not say whom it is for', () => {
    const old = () => {
      const { keychain, vault } = made();
      keychain.items.set('Leasebell/a-1', '{"accessKey":"AK","secretKey":"SK"}');
      return { keychain, vault };
    };
    const elsewhere = { ...account, baseUrl: 'https://evil.example' };
    const changed = {
      ok: false,
      failure: { code: 'account.address-changed', storedFor: 'https://api.example.test' },
    };

    it('binds it to its first asker, once', async () => {
      const { keychain, vault } = old();
      expect(await revealed(vault)).toEqual({ accessKey: 'AK', secretKey: 'SK' });
      expect(keychain.items.get('Leasebell/a-1')).toContain('"origin":"https://api.example.test"');
      expect(await made({ load: () => Promise.resolve(keychain) }).vault.read(elsewhere)).toEqual(changed);
    });

    it('remembers that while it cannot be written', async () => {
      const { keychain, vault } = old();
      keychain.setPassword = () => {
        throw new Error('Cannot create an item in a locked collection');
      };
      expect(await revealed(vault)).toEqual({ accessKey: 'AK', secretKey: 'SK' });
      expect(await vault.read(elsewhere)).toEqual(changed);
      expect(await revealed(vault)).toEqual({ accessKey: 'AK', secretKey: 'SK' });
    });

    it('does not bind it to what would not get it', async () => {
      const { keychain, vault } = old();
      for (const baseUrl of ['nowhere', 'http://evil.example'])
        expect(await vault.read({ ...account, baseUrl })).toMatchObject({ failure: { code: 'input.invalid' } });
      expect(keychain.items.get('Leasebell/a-1')).toBe('{"accessKey":"AK","secretKey":"SK"}');
    });
  });

  it('gives a key to another address after the user’s word, and to no other', async () => {
    const { vault } = made();
    await vault.write(account, secrets);
    const moved = { ...account, baseUrl: 'https://new.example.test' };
    expect(await vault.read(moved)).toMatchObject({ failure: { code: 'account.address-changed' } });
    expect(await vault.rebind(moved)).toEqual({ ok: true, value: 'keychain' });
    expect(await vault.read(moved)).toMatchObject({ ok: true, value: { baseUrl: 'https://new.example.test' } });
    expect(await vault.read(account)).toMatchObject({ failure: { code: 'account.address-changed' } });
    expect(await vault.rebind({ ...account, id: accountIdOf('a-2') })).toMatchObject({
      failure: { detail: 'missing' },
    });
  });

  it('gives the key of one account to no other, though their ids were exchanged', async () => {
    const { vault } = made();
    const other = { ...account, id: accountIdOf('a-2'), baseUrl: 'https://other.example.test' };
    await vault.write(account, secrets);
    await vault.write(other, { accessKey: new Secret('AK2') });
    expect(await vault.read({ ...account, id: other.id })).toMatchObject({ ok: false });
    expect(await vault.read({ ...other, id: account.id })).toMatchObject({ ok: false });
  });

  it('does not load the keychain before it is needed', async () => {
    let loads = 0;
    const { vault } = made({ load: () => Promise.reject(new Error(`load ${String((loads += 1))}`)) });
    expect(loads).toBe(0);
    expect(await vault.read(account)).toEqual({
      ok: false,
      failure: { code: 'vault.unavailable', detail: 'libsecret' },
    });
    expect(await vault.check()).toMatchObject({ failure: { code: 'vault.unavailable' } });
    expect(loads).toBe(2);
  });

  it('tells a locked keychain from a missing item', async () => {
    const { vault } = made({ probe: () => Promise.resolve({ code: 'vault.locked' }) });
    expect(await vault.read(account)).toEqual({ ok: false, failure: { code: 'vault.locked' } });
    expect(await vault.check()).toEqual({ ok: false, failure: { code: 'vault.locked' } });
  });

  it('deletes nothing when an item cannot be read', async () => {
    const { keychain, vault } = made();
    keychain.items.set('Leasebell/a-1', 'not json');
    expect(await revealed(vault)).toEqual({ code: 'vault.denied', detail: 'unreadable' });
    keychain.error = new Error('cannot talk to it');
    expect(await revealed(vault)).toMatchObject({ code: 'vault.unavailable' });
    expect(keychain.items.get('Leasebell/a-1')).toBe('not json');
  });

  it('gives up on a prompt that nobody answers, and starts no other call behind it', async () => {
    let end = (): void => undefined;
    const { keychain, vault } = made({ limitMs: 5 });
    keychain.hangs = new Promise((resolve) => (end = resolve));
    const locked = { ok: false, failure: { code: 'vault.locked', detail: 'timeout' } };
    expect(await vault.read(account)).toEqual(locked);
    expect(await vault.write(account, secrets)).toEqual(locked);
    expect(keychain.calls).toBe(1);
    end();
    keychain.hangs = null;
    await wait(0);
    expect(await vault.write(account, secrets)).toEqual({ ok: true, value: 'keychain' });
  });

  describe('of a service that does not answer', () => {
    const silent: Failure = {
      code: 'vault.unavailable',
      reason: 'keychain-not-answering',
      detail: 'not-answering',
    };

    it('starts no call, and says so: it would wait half a minute and blame a lock', async () => {
      let looks = 0;
      const { keychain, vault } = made({ probe: () => Promise.resolve(((looks += 1), silent)) });
      const refused = { ok: false, failure: silent };
      expect(await vault.read(account)).toEqual(refused);
      expect(await vault.write(account, secrets)).toEqual(refused);
      expect(await vault.rebind(account)).toEqual(refused);
      expect(await vault.remove(account)).toEqual(refused);
      expect([keychain.calls, looks]).toEqual([0, 4]);
    });

    it('is looked at once by all who ask meanwhile', async () => {
      let looks = 0;
      const { vault } = made({ probe: () => Promise.resolve(((looks += 1), silent)) });
      await Promise.all(['a', 'b', 'c'].map((id) => vault.read({ ...account, id: accountIdOf(id) })));
      expect(looks).toBe(1);
    });

    it('is named too when it stops answering during a call, whose write may still arrive', async () => {
      let answers: Failure | null = null;
      const { keychain, vault } = made({ limitMs: 5, probe: () => Promise.resolve(answers) });
      keychain.hangs = new Promise(() => undefined);
      const written = vault.write(account, secrets);
      await wait(0);
      answers = silent;
      expect(await written).toEqual({ ok: false, failure: { ...silent, detail: 'timeout' } });
    });

    it('does not keep a locked one from showing its prompt', async () => {
      const { keychain, vault } = made({ probe: () => Promise.resolve({ code: 'vault.locked' }) });
      expect(await vault.write(account, secrets)).toEqual({ ok: true, value: 'keychain' });
      expect(keychain.calls).toBe(1);
    });
  });

  it('asks one thing at a time, since each call holds one of few threads while the keychain is locked', async () => {
    const { keychain, vault } = made();
    let end = (): void => undefined;
    keychain.hangs = new Promise((resolve) => (end = resolve));
    const written = vault.write(account, secrets);
    const others = [vault.read(account), vault.read(account), vault.remove({ ...account, id: accountIdOf('a-2') })];
    await wait(0);
    expect(keychain.calls).toBe(1);
    end();
    expect(await written).toMatchObject({ ok: true });
    for (const other of others) expect(await other).toMatchObject({ ok: true });
    expect(keychain).toMatchObject({ calls: 4, most: 1 });
  });

  it('answers those who wait behind a prompt that nobody answers, too, and asks them nothing', async () => {
    const { keychain, vault } = made({ limitMs: 5 });
    keychain.hangs = new Promise(() => undefined);
    const locked = { ok: false, failure: { code: 'vault.locked', detail: 'timeout' } };
    const answers = await Promise.all([vault.read(account), vault.read(account), vault.remove(account)]);
    expect(answers).toEqual([locked, locked, locked]);
    expect(keychain.calls).toBe(1);
  });

  it('goes on after a call that failed', async () => {
    const { keychain, vault } = made();
    keychain.error = new Error('locked');
    const failing = vault.write(account, secrets);
    const next = vault.remove(account);
    expect(await failing).toEqual({ ok: false, failure: { code: 'vault.locked' } });
    expect(await next).toEqual({ ok: false, failure: { code: 'vault.locked' } });
    keychain.error = null;
    expect(await vault.write(account, secrets)).toEqual({ ok: true, value: 'keychain' });
  });

  it('goes on after a call that throws', async () => {
    const { keychain, vault } = made();
    keychain.setPassword = () => {
      throw new Error('Password is required.');
    };
    expect(await vault.write(account, secrets)).toMatchObject({ ok: false, failure: { code: 'vault.unavailable' } });
    expect(await vault.remove(account)).toEqual({ ok: true, value: null });
  });

  it('says nothing of the key when writing fails', async () => {
    const { keychain, vault } = made();
    keychain.error = new Error('Cannot create an item in a locked collection: {"accessKey":"AK","secretKey":"SK"}');
    expect(await vault.write(account, secrets)).toEqual({ ok: false, failure: { code: 'vault.locked' } });
  });
});

describe('what a keychain’s error means', () => {
  it.each<[string, Failure]>([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', { code: 'vault.unavailable', detail: 'no-bus' }],
    ['Could not connect: No such file or directory', { code: 'vault.unavailable', detail: 'no-bus' }],
    [
      'The name org.freedesktop.secrets was not provided by any .service files',
      { code: 'vault.unavailable', detail: 'no-service' },
    ],
    [
      'Object does not exist at path “/org/freedesktop/secrets/collection/login”',
      { code: 'vault.unavailable', detail: 'no-service' },
    ],
    ['Cannot create an item in a locked collection', { code: 'vault.locked' }],
    ['User interaction is not allowed.', { code: 'vault.locked' }],
    ['The user name or passphrase you entered is not correct. Auth failed', { code: 'vault.denied' }],
    ['User canceled the operation.', { code: 'vault.denied' }],
    ['Prompt was dismissed', { code: 'vault.denied' }],
    ['something new', { code: 'vault.unavailable', detail: 'keychain-error' }],
  ])('%s', (text, failure) => {
    expect(keychainFailureOf(new Error(text))).toEqual(failure);
  });
});

describe('the probe of the secret service', () => {
  const bus = (owner: boolean, startable: boolean, locked: unknown, replying = true, silent = false) => ({
    hasOwner: () => Promise.resolve(owner),
    canStart: () => Promise.resolve(startable),
    isSilent: () => Promise.resolve(silent),
    replies: () => Promise.resolve(replying),
    property: () => Promise.resolve(locked),
  });

  it('tells absent, startable, locked and open services apart, on Linux only', async () => {
    const probe = (platform: NodeJS.Platform, ...state: Parameters<typeof bus>) =>
      secretServiceProbe(platform, bus(...state))();
    expect(await probe('linux', false, false, null)).toEqual({ code: 'vault.unavailable', detail: 'no-service' });
    expect(await probe('linux', false, true, null)).toBeNull();
    expect(await probe('linux', true, true, true)).toEqual({ code: 'vault.locked' });
    expect(await probe('linux', true, true, false)).toBeNull();
    expect(await probe('linux', true, true, null)).toBeNull();
    expect(await probe('darwin', false, false, null)).toBeNull();
    expect(await probe('linux', false, false, null, true, true)).toMatchObject({ reason: 'keychain-not-answering' });
    // It holds its name and answers nothing: this passed for good.
    expect(await probe('linux', true, true, null, false)).toEqual({
      code: 'vault.unavailable',
      reason: 'keychain-not-answering',
      detail: 'not-answering',
    });
  });
});

describe('the vault of one session', () => {
  it('holds a key in memory while the keychain cannot, and says so', async () => {
    const { keychain, vault } = made();
    const session = new SessionVault(vault);
    keychain.error = new Error('Cannot create an item in a locked collection');
    expect(await session.write(account, secrets)).toEqual({ ok: true, value: 'session' });
    expect(session.failure).toEqual({ code: 'vault.locked' });
    expect(await revealed(session)).toEqual({ accessKey: 'AK', secretKey: 'SK' });
    expect(await session.remove(account)).toEqual({ ok: true, value: null });
    expect(keychain.items.size).toBe(0);
  });

  it('prefers the keychain as soon as it works again', async () => {
    const { keychain, vault } = made();
    const session = new SessionVault(vault);
    keychain.error = new Error('locked');
    await session.write(account, secrets);
    keychain.error = null;
    expect(await session.write(account, secrets)).toEqual({ ok: true, value: 'keychain' });
    expect(session.failure).toBeNull();
    expect(keychain.items.size).toBe(1);
  });

  describe('while the keychain is locked, removes no account whose old key would stay behind', () => {
    const locked = { ok: false, failure: { code: 'vault.locked' } };
    const replacement = { accessKey: new Secret('AK2') };
    const lock = (keychain: FakeKeychain) => (keychain.error = new Error('locked'));

    it.each<[string, (session: SessionVault) => Promise<unknown>, object]>([
      ['written in this session', (session) => session.write(account, secrets), {}],
      ['read in this session', (session) => session.read(account), {}],
      ['of an earlier session', () => Promise.resolve(), { failure: { code: 'account.key-rejected' } }],
      ['of an earlier session that went well', () => Promise.resolve(), { lastSyncedAt: '2026-03-01T00:00:00.000Z' }],
    ])('%s', async (_name, begin, facts) => {
      const { keychain, vault } = made();
      const session = new SessionVault(vault);
      await vault.write(account, secrets);
      await begin(session);
      lock(keychain);
      expect(await session.write({ ...account, ...facts }, replacement)).toEqual({ ok: true, value: 'session' });
      expect(await session.remove(account)).toEqual(locked);
      expect(await revealed(session)).toEqual({ accessKey: 'AK2' });
      keychain.error = null;
      expect(await session.remove(account)).toEqual({ ok: true, value: null });
      expect(keychain.items.size).toBe(0);
      expect(await revealed(session)).toEqual({ code: 'vault.denied', detail: 'missing' });
    });

    it('that could not be read, so that nobody knows', async () => {
      const { keychain, vault } = made();
      const session = new SessionVault(vault);
      lock(keychain);
      await session.read(account);
      await session.write(account, replacement);
      expect(await session.remove(account)).toEqual(locked);
    });

    it('whose key was written too slowly, so that it may have arrived after all', async () => {
      const { keychain, vault } = made({ limitMs: 5 });
      const session = new SessionVault(vault);
      keychain.hangs = new Promise(() => undefined);
      expect(await session.write(account, secrets)).toEqual({ ok: true, value: 'session' });
      expect(await session.remove(account)).toMatchObject({ ok: false, failure: { detail: 'timeout' } });
    });

    it('but one whose key was only ever held, replaced or not, and one whose key was seen to be missing', async () => {
      const { keychain, vault } = made();
      const session = new SessionVault(vault);
      lock(keychain);
      await session.write(account, secrets);
      await session.write({ ...account, lastSyncedAt: at('2026-03-01T00:00:00Z') }, replacement);
      expect(await session.remove(account)).toEqual({ ok: true, value: null });
      keychain.error = null;
      await session.read(account);
      lock(keychain);
      await session.write({ ...account, lastSyncedAt: at('2026-03-01T00:00:00Z') }, replacement);
      expect(await session.remove(account)).toEqual({ ok: true, value: null });
    });
  });

  it('holds a key for one address too, until the user says another', async () => {
    const { keychain, vault } = made();
    const session = new SessionVault(vault);
    keychain.error = new Error('locked');
    await session.write(account, secrets);
    keychain.error = null;
    const moved = { ...account, baseUrl: 'https://new.example.test' };
    expect(await session.read(moved)).toMatchObject({ failure: { code: 'account.address-changed' } });
    expect(await session.rebind(moved)).toEqual({ ok: true, value: 'session' });
    expect(await session.read(moved)).toMatchObject({ ok: true });
    expect(await session.read(account)).toMatchObject({ ok: false });
  });

  it('does not call a key for another address a broken keychain', async () => {
    const session = new SessionVault(made().vault);
    await session.write(account, secrets);
    expect(await session.read({ ...account, provider: 'wolover' })).toMatchObject({ ok: false });
    expect(session.failure).toBeNull();
  });

  it('does not call a missing key a broken keychain', async () => {
    const session = new SessionVault(made().vault);
    expect(await revealed(session)).toEqual({ code: 'vault.denied', detail: 'missing' });
    expect(session.failure).toBeNull();
  });
});

describe('keys from the environment', () => {
  it('go by label, without case', async () => {
    const vault = memoryVaultFrom('{"Company":{"apiKey":"K"}}');
    if (!vault.ok) throw new Error('refused');
    const read = await vault.value.read({ id: accountIdOf('x'), label: 'company', ...recipient });
    expect(read.ok && read.value.secrets['apiKey']?.reveal()).toBe('K');
    expect(await vault.value.read(account)).toEqual({
      ok: false,
      failure: { code: 'vault.denied', detail: 'missing', reason: 'not-in-secrets' },
    });
    expect(await vault.value.check()).toEqual({ ok: true, value: null });
  });

  it('are found by a label however its characters are composed, and each of two that look alike by its own', async () => {
    const revealed = async (text: string, label: string): Promise<unknown> => {
      const vault = memoryVaultFrom(text);
      if (!vault.ok) throw new Error('refused');
      const read = await vault.value.read({ id: accountIdOf('x'), label, ...recipient });
      return read.ok && read.value.secrets['apiKey']?.reveal();
    };
    expect(await revealed('{"__proto__":{"apiKey":"P"}}', '__proto__')).toBe('P');
    expect(await revealed('{"Cafe\u0301":{"apiKey":"K"}}', 'caf\u00e9')).toBe('K');
    const twins = '{"Caf\u00e9":{"apiKey":"one"},"Cafe\u0301":{"apiKey":"other"}}';
    expect(await revealed(twins, 'Caf\u00e9')).toBe('one');
    expect(await revealed(twins, 'Cafe\u0301')).toBe('other');
  });

  it('may be absent, but not broken; the failure does not show them', () => {
    expect(memoryVaultFrom(undefined).ok).toBe(true);
    for (const text of ['{"Company": "sk-secret"}', 'sk-secret', '[]', 'null']) {
      expect(memoryVaultFrom(text)).toEqual({
        ok: false,
        failure: { code: 'input.invalid', field: 'LEASEBELL_SECRETS', reason: 'not-json' },
      });
    }
  });
});

describe('a secret', () => {
  it('does not print', () => {
    const secret = new Secret('sk-secret');
    expect(`${String(secret)} ${JSON.stringify({ secret })}`).not.toContain('sk-secret');
  });
});
