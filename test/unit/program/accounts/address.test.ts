import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addAccount, replaceSecrets, testStoredAccount } from '../../../../electron/program/accounts/registration.ts';
import type { Account } from '../../../../electron/core/model/account.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import type { Engine } from '../../../../electron/engine/engine.ts';
import { accountHandlers } from '../../../../electron/faces/ipc/handlers/account.ts';
import { KeychainVault, type Keychain, type Vault } from '../../../../electron/edges/secrets/vault.ts';
import { listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { UsageError } from '../../../../electron/faces/terminal/arguments.ts';
import { testAccountCommand } from '../../../../electron/faces/terminal/commands/accounts.ts';
import { aDesktop } from '../../../fakes/desktop.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { FakeNetwork, woloverPage, woloverRow } from '../../../fakes/http.ts';
import { ms } from '../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';

const nowMs = ms('2026-03-01T08:00:00Z');
const ours = 'https://rent.example.test';
const evil = 'http://evil.example';

/** A keychain in memory. */
const aKeychain = (): Vault => {
  const items = new Map<string, string>();
  const keychain: Keychain = {
    getPassword: (_service, name) => Promise.resolve(items.get(name) ?? null),
    setPassword: (_service, name, text) => Promise.resolve(void items.set(name, text)),
    deletePassword: (_service, name) => Promise.resolve(items.delete(name)),
  };
  return new KeychainVault({
    platform: 'linux',
    probe: () => Promise.resolve(null),
    load: () => Promise.resolve(keychain),
  });
};

/** An account that was added as its user does, over a store that somebody else can write to. */
const desk = async () => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  const network = new FakeNetwork(() => woloverPage(woloverRow('1', 5)));
  const vault = aKeychain();
  const engine: Engine = anEngine(store, () => nowMs, {
    vault,
    openHttp: network.open,
    newAccountId: () => accountIdOf('acc1'),
  });
  const signal = new AbortController().signal;
  const entered = {
    provider: 'wolover',
    label: 'lab',
    baseUrl: ours,
    settings: { durationUnit: 'month' },
    secrets: { apiKey: 'sk-0123456789abcdef' },
    allowHttp: false,
  };
  const added = await addAccount(entered, engine, signal, { test: true });
  if (!added.ok) throw new Error(added.failure.code);
  network.asked.length = 0;
  const current = (): Account => {
    const [account] = listAccounts(store.database);
    if (account === undefined) throw new Error('no account');
    return account;
  };
  const edit = (column: string, value: string | number): void =>
    void store.database.run(`UPDATE account SET ${column} = ?`, value);
  const command = (line: string, vaultIsMemory = false) =>
    testAccountCommand(
      aTerminal({ line, storePath: path, now: () => nowMs, vault, vaultIsMemory, openHttp: network.open }),
    );
  return {
    ...{ store, network, engine, signal, current, edit, command },
    hosts: () => network.asked.map(({ url }) => new URL(url).origin),
    handlers: accountHandlers(aDesktop(engine)),
    sync: () => engine.sync(current()),
  };
};

describe('an account whose row somebody edited', () => {
  const changed = { code: 'account.address-changed', storedFor: ours };

  it.each([
    ['another host', [['base_url', 'https://evil.example']]],
    [
      'plain http and the consent to it',
      [
        ['base_url', evil],
        ['allow_http', 1],
      ],
    ],
    ['plain http at its own host', [['base_url', 'http://rent.example.test']]],
    ['another provider', [['provider', 'qiniu']]],
  ] as const)('gets nothing sent: %s', async (_what, edits) => {
    const here = await desk();
    for (const [column, value] of edits) here.edit(column, value);
    expect(await here.sync()).toMatchObject({ ok: false, failure: { code: 'account.address-changed' }, requests: 0 });
    expect(await testStoredAccount(here.current(), here.engine, here.signal)).toMatchObject({ ok: false });
    expect(here.current()).toMatchObject({ failure: { code: 'account.address-changed' } });
    expect(here.hosts()).toEqual([]);
  });

  it('gets no new key sent either', async () => {
    const here = await desk();
    here.edit('base_url', evil);
    here.edit('allow_http', 1);
    const secrets = { apiKey: 'sk-fedcba9876543210' };
    expect(await here.handlers['account.setSecrets']({ id: here.current().id, secrets })).toEqual({
      ok: false,
      failure: changed,
    });
    expect(await replaceSecrets(here.current(), secrets, here.engine, here.signal)).toMatchObject({
      ok: false,
    });
    expect(here.hosts()).toEqual([]);
  });

  it('is read again by itself once its address is put back', async () => {
    const here = await desk();
    here.edit('base_url', evil);
    await here.sync();
    here.edit('base_url', ours);
    expect(await here.sync()).toMatchObject({ ok: true });
    expect(new Set(here.hosts())).toEqual(new Set([ours]));
  });
});

describe('the user’s word on an address', () => {
  const moved = 'https://new.example.test/api';

  it('in the window sends the key there from then on, and forgets the question', async () => {
    const here = await desk();
    here.edit('base_url', moved);
    await here.sync();
    const { id } = here.current();
    expect(await here.handlers['account.acceptAddress']({ id, baseUrl: moved, allowHttp: false })).toMatchObject({
      ok: true,
    });
    expect(await here.sync()).toMatchObject({ ok: true });
    expect(here.current()).toMatchObject({ failure: null, allowHttp: false });
    expect(new Set(here.hosts())).toEqual(new Set(['https://new.example.test']));
  });

  it('holds for what the user saw, and not for what is there by then', async () => {
    const here = await desk();
    here.edit('base_url', moved);
    const { id } = here.current();
    here.edit('base_url', 'https://evil.example');
    expect(await here.handlers['account.acceptAddress']({ id, baseUrl: moved, allowHttp: false })).toMatchObject({
      failure: { code: 'account.address-changed' },
    });
    expect(await here.sync()).toMatchObject({ ok: false, requests: 0 });
  });

  it('to plain http has to be given as such', async () => {
    const here = await desk();
    here.edit('base_url', evil);
    const { id } = here.current();
    const accept = (allowHttp: boolean) => here.handlers['account.acceptAddress']({ id, baseUrl: evil, allowHttp });
    expect(await accept(false)).toMatchObject({ failure: { code: 'input.invalid', reason: 'needs-https' } });
    expect(here.hosts()).toEqual([]);
    expect(await accept(true)).toMatchObject({ ok: true });
    expect(await here.sync()).toMatchObject({ ok: true });
  });

  it('is asked for by the terminal, in words, and given there with the address written out', async () => {
    const here = await desk();
    here.edit('base_url', moved);
    const asked = await here.command('accounts test lab');
    expect(asked).toMatchObject({ exit: 1 });
    expect(JSON.stringify(asked)).toContain('accounts test LABEL --accept-address ADDRESS');
    expect(JSON.stringify(asked)).toContain(ours);
    expect(await here.command('accounts test lab --accept-address https://other.example.test')).toMatchObject({
      exit: 1,
    });
    expect(here.hosts()).toEqual([]);
    expect(await here.command(`accounts test lab --accept-address ${moved}`)).toMatchObject({ exit: 0 });
    expect(await here.command('accounts test lab')).toMatchObject({ exit: 0 });
    expect(new Set(here.hosts())).toEqual(new Set(['https://new.example.test']));
  });

  it('is given where the keys are: in the environment, when they come from there', async () => {
    const here = await desk();
    expect(await here.command(`accounts test lab --accept-address ${ours}`, true)).toMatchObject({ exit: 1 });
    await expect(here.command('accounts test lab --allow-http')).rejects.toBeInstanceOf(UsageError);
  });
});
