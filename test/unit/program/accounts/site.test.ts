import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Account } from '../../../../electron/core/model/account.ts';
import { failed } from '../../../../electron/core/model/failure.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { memoryVault } from '../../../../electron/edges/secrets/memory-vault.ts';
import type { Vault } from '../../../../electron/edges/secrets/vault.ts';
import { listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { runCommand } from '../../../../electron/faces/terminal/commands/run.ts';
import { programOver } from '../../../../electron/program/program.ts';
import { WishService } from '../../../../electron/program/queue/serve.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { FakeNetwork, json } from '../../../fakes/http.ts';
import { ms } from '../../../fakes/instants.ts';
import { OpenKeychain, vaultOver } from '../../../fakes/keychain.ts';
import { aResource, listingProvider, listingSites } from '../../../fakes/listing-provider.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const { china, international } = listingSites;
const key = 'sk-0123456789-abcdef';
const id = accountIdOf('0a0a0a0a');

/** An account at a provider with two sites whose key is an international one, and a terminal over its store or beside the app. */
const desk = async (
  facts: {
    vault?: Vault;
    beside?: boolean;
    baseUrl?: string;
    settings?: Readonly<Record<string, string>>;
    sites?: boolean;
  } = {},
) => {
  const { vault = vaultOver(new OpenKeychain()), beside = false, baseUrl = '', settings = {}, sites = true } = facts;
  const storePath = join(aFolder(), 'store.sqlite');
  const store = aStore(storePath);
  const network = new FakeNetwork(({ url }) => json({}, url.startsWith(china) ? 409 : 200));
  const listing = listingProvider([aResource()]);
  const { sites: _several, ...alone } = listing.description;
  const providers = [sites ? listing : { ...listing, description: alone }];
  const parts = { vault, providers, openHttp: network.open, newAccountId: () => id };
  const engine = anEngine(store, () => nowMs, parts);
  const program = programOver(engine);
  const service = new WishService({
    ...{ storePath, program, life: engine, now: () => nowMs },
    follow: () => () => undefined,
  });
  onTestFinished(() => service.end());
  const entered = { provider: 'listing', label: 'lab', settings, secrets: { apiKey: key }, allowHttp: false };
  const added = await program.accounts.add({ ...entered, baseUrl, test: false });
  if (!added.ok) throw new Error(added.failure.code);
  const current = (): Account => {
    const [account] = listAccounts(store.database);
    if (account === undefined) throw new Error('no account');
    return account;
  };
  const run = (line: string) =>
    runCommand(
      aTerminal({
        ...{ line, storePath, now: () => nowMs, ...parts, engine: () => engine },
        ...(beside ? { openRunning: () => failed('store.locked'), whileAsking: () => service.look() } : {}),
      }),
    );
  const hosts = (): readonly string[] => network.asked.map(({ url }) => new URL(url).origin);
  const edit = (column: string, value: string): void =>
    void store.database.run(`UPDATE account SET ${column} = ?`, value);
  return { engine, program, vault, network, current, run, hosts, edit, sync: () => engine.sync(current()) };
};

const wrongSite = { code: 'account.wrong-site', site: 'china' };
const choose = { id, settings: { site: 'international' } };

describe('an account whose user named no address', () => {
  it.each([
    [{}, china],
    [{ site: 'international' }, international],
  ])('is asked at its site’s, which the list of accounts shows: %j', async (settings, address) => {
    const here = await desk({ settings });
    expect(here.current().baseUrl).toBe(address);
    expect(await here.vault.read(here.current())).toMatchObject({ ok: true, value: { baseUrl: address } });
    expect((await here.run('accounts list')).text).toContain(address);
  });
});

describe('an account whose key is of the other site', () => {
  it('is left alone until its settings change, unless somebody asks', async () => {
    const here = await desk();
    expect(await here.sync()).toMatchObject({ ok: false, failure: wrongSite });
    expect(here.current().failure).toEqual(wrongSite);
    expect(here.engine.rounds.nextRoundAtMs(here.current())).toBeNull();
    expect(await here.sync()).toMatchObject({ ok: false, failure: wrongSite, requests: 1 });
    expect(await here.run('accounts test lab')).toMatchObject({ exit: 1, json: { failure: wrongSite } });
    expect(here.hosts()).toEqual([china, china, china]);
  });

  it('is read at the site that its user chooses, its key bound to it', async () => {
    const here = await desk();
    await here.sync();
    expect(await here.program.accounts.setSettings(choose)).toMatchObject({ ok: true });
    expect(here.current()).toMatchObject({ baseUrl: international, failure: null });
    expect(here.engine.rounds.nextRoundAtMs(here.current())).not.toBeNull();
    expect(await here.sync()).toMatchObject({ ok: true });
    expect(here.hosts().at(-1)).toBe(international);
    expect(await here.run('accounts test lab')).toMatchObject({ exit: 0 });
  });

  it('stays at an address of its user’s own, whatever the site', async () => {
    const own = 'https://gateway.example';
    const here = await desk({ baseUrl: own });
    await here.program.accounts.setSettings(choose);
    expect(await here.sync()).toMatchObject({ ok: true });
    expect(here.current().baseUrl).toBe(own);
    expect(here.hosts()).toEqual([own]);
  });

  it('keeps everything where its key cannot be bound', async () => {
    const vault = vaultOver(new OpenKeychain());
    const here = await desk({ vault: Object.assign(vault, { rebind: () => Promise.resolve(failed('vault.locked')) }) });
    expect(await here.program.accounts.setSettings(choose)).toMatchObject({ failure: { code: 'vault.locked' } });
    expect(here.current()).toMatchObject({ baseUrl: china, settings: { site: 'china' } });
  });

  it('keeps everything where the settings are refused', async () => {
    const here = await desk();
    const settings = { site: 'atlantis' };
    expect(await here.program.accounts.setSettings({ id, settings })).toMatchObject({ failure: { field: 'site' } });
    expect(here.current().baseUrl).toBe(china);
    expect(await here.vault.read(here.current())).toMatchObject({ ok: true });
  });
});

describe('the key of an account whose row somebody edited', () => {
  it('does not follow the address', async () => {
    const here = await desk();
    here.edit('base_url', international);
    here.edit('settings', JSON.stringify({ site: 'international' }));
    expect(await here.sync()).toMatchObject({ failure: { code: 'account.address-changed' }, requests: 0 });
  });

  it('does not follow the site that its user chooses after that', async () => {
    const here = await desk();
    here.edit('base_url', international);
    here.edit('settings', JSON.stringify({ site: 'international' }));
    const back = { id, settings: { site: 'china' } };
    expect(await here.program.accounts.setSettings(back)).toMatchObject({
      failure: { code: 'account.address-changed' },
    });
    expect(here.hosts()).toEqual([]);
  });

  it('does not follow a wish that somebody wrote into the queue', async () => {
    const here = await desk();
    expect(await here.program.accounts.storeSettings(choose)).toMatchObject({ ok: true });
    expect(here.current().baseUrl).toBe(international);
    expect(await here.sync()).toMatchObject({ failure: { code: 'account.address-changed' }, requests: 0 });
  });
});

describe('the site of an account chosen beside the process that holds the store', () => {
  it('takes the key along: it was bound before the wish was left', async () => {
    const here = await desk({ beside: true });
    await here.sync();
    expect(await here.run('accounts set lab --set site=international')).toMatchObject({
      exit: 0,
      json: { account: { baseUrl: international, settings: { site: 'international' }, failure: null } },
    });
    expect(await here.sync()).toMatchObject({ ok: true });
    expect(here.hosts().at(-1)).toBe(international);
  });

  it('is refused in words where that process has the key to itself', async () => {
    const here = await desk({ beside: true, vault: memoryVault() });
    const refused = await here.run('accounts set lab --set site=international');
    expect(refused).toMatchObject({ exit: 3, json: { failure: { code: 'store.locked', reason: 'key-in-memory' } } });
    expect(refused.text).toContain('in its memory alone');
    expect(here.current()).toMatchObject({ baseUrl: china, settings: { site: 'china' } });
  });
});

describe('a key that is rejected', () => {
  const rejected = async (provider: 'several' | 'one'): Promise<string> => {
    const here = await desk({ sites: provider === 'several' });
    here.network.answer = () => json({}, 401);
    await here.sync();
    const texts = [await here.run('accounts list'), await here.run('accounts test lab'), await here.run('sync lab')];
    return texts.map(({ text }) => text).join('\n');
  };

  it('may be another site’s, which is said wherever it is told', async () => {
    expect((await rejected('several')).split('another site of this provider')).toHaveLength(4);
  });

  it('is only rejected where there is one site', async () => {
    const text = await rejected('one');
    expect(text).toContain('The provider rejects this key');
    expect(text).not.toContain('another site');
  });
});

it('a failure of the wrong site names the site that was asked', async () => {
  const here = await desk();
  await here.sync();
  expect((await here.run('accounts list')).text).toContain('the China site was asked');
});
