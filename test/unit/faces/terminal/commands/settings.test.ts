import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { failed } from '../../../../../electron/core/model/failure.ts';
import { environmentProxies } from '../../../../../electron/edges/http/environment-proxy.ts';
import { OpenKeychain, vaultOver } from '../../../../fakes/keychain.ts';
import { memoryVault } from '../../../../../electron/edges/secrets/memory-vault.ts';
import { UsageError } from '../../../../../electron/faces/terminal/arguments.ts';
import { listSettingsCommand, setSettingsCommand } from '../../../../../electron/faces/terminal/commands/settings.ts';
import { networkLines } from '../../../../../electron/faces/terminal/network-lines.ts';
import type { Terminal } from '../../../../../electron/faces/terminal/terminal.ts';
import type { NetworkReport } from '../../../../../electron/program/network.ts';
import { anEngine } from '../../../../fakes/engine.ts';
import { ms } from '../../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../../fakes/store.ts';
import { aTerminal, type TerminalFacts } from '../../../../fakes/terminal.ts';

const now = (): number => ms('2026-03-10T00:00:00Z');
const ca = fileURLToPath(new URL('../../../../fixtures/tls/ca.pem', import.meta.url));

let keychain: OpenKeychain;
beforeEach(() => {
  keychain = new OpenKeychain();
});

/** The terminal program over a folder, whose store is made when it is first written. */
const terminalAt = (folder: string, line: readonly string[], facts: Partial<TerminalFacts> = {}): Terminal => {
  const storePath = join(folder, 'store.sqlite');
  const engine: TerminalFacts['engine'] = (asking) => anEngine(aStore(storePath), now, asking);
  return aTerminal({ line, storePath, now, engine, providers: [], vault: vaultOver(keychain), ...facts });
};
const list = async (folder: string, facts: Partial<TerminalFacts> = {}) =>
  (await listSettingsCommand(terminalAt(folder, ['settings', 'list'], facts))).json;
const set = (folder: string, ...words: readonly string[]) =>
  setSettingsCommand(terminalAt(folder, ['settings', 'set', ...words]));
const networkReport = async (
  folder: string,
  environment: Record<string, string> = {},
  trust: readonly string[] = [],
): Promise<NetworkReport> => {
  const facts = { systemProxies: environmentProxies(environment), environmentTrust: trust };
  const { proxy, extraCa, environmentTrust } = await terminalAt(folder, ['doctor'], facts).doctor(() => undefined);
  return { proxy, extraCa, environmentTrust };
};

describe('settings', () => {
  it('are the initial ones in an empty folder, which stays empty', async () => {
    const folder = aFolder();
    expect(await list(folder)).toEqual({ proxy: 'system', extraCa: null, failure: null });
    expect(existsSync(join(folder, 'store.sqlite'))).toBe(false);
  });

  it('are listed from one reading of the store, and not where it cannot be opened', async () => {
    const folder = aFolder();
    await set(folder, 'proxy=none');
    const openReader = () => {
      throw new Error('opened a second time');
    };
    const terminal = terminalAt(folder, ['settings', 'list']);
    expect((await listSettingsCommand({ ...terminal, openReader })).json).toMatchObject({ proxy: 'none' });
    writeFileSync(join(folder, 'store.sqlite'), 'no database'.repeat(1_000));
    expect(await listSettingsCommand(terminal)).toMatchObject({ exit: 1, isFailure: true });
  });

  it('are stored in part, and taken back with an empty value', async () => {
    const folder = aFolder();
    expect(await set(folder, 'proxy=proxy.corp:3128', `extraCa=${ca}`)).toMatchObject({
      exit: 0,
      json: { proxy: 'http://proxy.corp:3128', extraCa: ca },
    });
    expect((await set(folder, 'extraCa=')).json).toEqual({
      proxy: 'http://proxy.corp:3128',
      extraCa: null,
      failure: null,
    });
    expect((await set(folder, 'proxy=none')).json).toEqual({ proxy: 'none', extraCa: null, failure: null });
    expect(await list(folder)).toEqual({ proxy: 'none', extraCa: null, failure: null });
  });

  it('keep the whole path of a file that was named from here', async () => {
    const folder = aFolder();
    expect((await set(folder, `extraCa=${relative(process.cwd(), ca)}`)).json).toMatchObject({ extraCa: ca });
  });

  it.each([
    [['proxy=http://me:secret@x:1'], { field: 'proxy', reason: 'has-credentials' }],
    [['proxy=none', 'extraCa=/no/such/file'], { field: 'extraCa', reason: 'ca-missing' }],
  ])('%s stores nothing', async (words, failure) => {
    const folder = aFolder();
    const answer = await set(folder, ...words);
    expect(answer).toMatchObject({ exit: 1, json: { ok: false, failure: { code: 'input.invalid', ...failure } } });
    expect(answer.text).not.toContain('secret');
    expect(await list(folder)).toEqual({ proxy: 'system', extraCa: null, failure: null });
  });

  it.each(['proxy=socks5://x:1', 'proxy=bogus', 'proxy='])('%s is wrong usage and stores nothing', async (word) => {
    const folder = aFolder();
    await expect(set(folder, word)).rejects.toMatchObject({
      name: 'UsageError',
      choices: ['system', 'none', 'http://HOST:PORT'],
    });
    expect(existsSync(join(folder, 'store.sqlite'))).toBe(false);
  });

  it('are not written while another writer holds the store', async () => {
    const openRunning = () => failed('store.locked');
    const locked = terminalAt(aFolder(), ['settings', 'set', 'proxy=none'], { openRunning });
    expect(await setSettingsCommand(locked)).toMatchObject({ exit: 3, json: { failure: { code: 'store.locked' } } });
  });

  it.each(['theme=dark', '__proto__=x', 'Proxy=none'])('are none by another name: %s', async (word) => {
    const folder = aFolder();
    await expect(set(folder, 'proxy=none', word)).rejects.toMatchObject({
      name: 'UsageError',
      choices: ['proxy', 'extraCa'],
    });
    expect(existsSync(join(folder, 'store.sqlite'))).toBe(false);
  });

  it.each([[[]], [['proxy']], [['=x']]])('are typed as NAME=VALUE: %s', async (words) => {
    await expect(set(aFolder(), ...words)).rejects.toThrow(UsageError);
  });
});

describe('what doctor says of the network', () => {
  it('names the proxy of the environment without its password', async () => {
    const report = await networkReport(aFolder(), { HTTPS_PROXY: 'http://me:secret@proxy.corp:3128' });
    expect(report).toEqual({
      proxy: { mode: 'system', address: 'http://proxy.corp:3128', failure: null },
      extraCa: null,
      environmentTrust: [],
    });
    expect(networkLines(report).flat().join()).toContain('http://proxy.corp:3128');
  });

  it('says that none is named, or one that cannot be used', async () => {
    expect((await networkReport(aFolder())).proxy).toEqual({ mode: 'system', address: null, failure: null });
    expect((await networkReport(aFolder(), { HTTPS_PROXY: 'socks5://x:1' })).proxy.failure).toEqual({
      code: 'network.proxy',
      detail: 'proxy-unsupported',
    });
  });

  it.each([
    ['short', 'sk-0123456789abcdef-tail'],
    ['with slashes', 'a8Jk/2+Lm9==Qx7/Zz+0'],
    ['longer than any name of a file', 'k'.repeat(4_000)],
  ])('does not repeat a key that the variable of the certificates holds: one %s', async (_, key) => {
    const facts = { environmentCa: resolve(key) };
    const terminal = terminalAt(aFolder(), ['doctor'], facts);
    const listed = await listSettingsCommand(terminal);
    const report = await terminal.doctor(() => undefined);
    const said = [JSON.stringify([listed, report.extraCa]), ...networkLines(report).flat()].join();
    expect(said).toContain('…');
    expect(said).not.toContain(key.slice(0, 9));
    expect(said).not.toContain(key.slice(-6));
  });

  it('tells the path of a file of certificates that is missing', async () => {
    const terminal = terminalAt(aFolder(), ['doctor'], { environmentCa: '/no/such/ca.pem' });
    expect((await listSettingsCommand(terminal)).json).toMatchObject({ extraCa: '/no/such/ca.pem' });
  });

  it('tells the settings, and why a file cannot be used any more', async () => {
    const folder = aFolder();
    await set(folder, 'proxy=proxy.corp:3128', `extraCa=${ca}`);
    expect(await networkReport(folder, { HTTPS_PROXY: 'http://other:1' })).toEqual({
      proxy: { mode: 'manual', address: 'http://proxy.corp:3128', failure: null },
      extraCa: { path: ca, failure: null },
      environmentTrust: [],
    });
  });

  it('names what in the environment has others trusted, unless a file that is set leaves no room for them', async () => {
    const folder = aFolder();
    const trust = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];
    const lines = networkLines(await networkReport(folder, {}, trust))
      .flat()
      .join();
    expect(lines).toContain('NODE_EXTRA_CA_CERTS, SSL_CERT_FILE');
    await set(folder, `extraCa=${ca}`);
    const report = await networkReport(folder, {}, trust);
    expect(report.environmentTrust).toEqual([]);
    expect(networkLines(report).flat().join()).not.toContain('NODE_EXTRA_CA_CERTS');
  });
});

describe('extra certificates that the user did not set', () => {
  const edit = (folder: string, sql: string) => {
    const store = aStore(join(folder, 'store.sqlite'));
    store.database.run(sql);
    store.close();
  };
  const insert = (name: string, value: string) =>
    `INSERT OR REPLACE INTO setting (name, value) VALUES ('${name}', '${value}')`;
  const notConfirmed = { code: 'network.tls', detail: 'ca-not-confirmed' };

  it('are named by settings and by doctor, until the user sets them', async () => {
    const folder = aFolder();
    await set(folder, 'extraCa=');
    edit(folder, insert('extraCa', JSON.stringify(ca)));
    expect(await list(folder)).toEqual({ proxy: 'system', extraCa: ca, failure: notConfirmed });
    const report = await networkReport(folder);
    expect(report.extraCa).toEqual({ path: ca, failure: notConfirmed });
    expect(networkLines(report).flat().join()).toContain('not the ones that were set by you');
    expect((await set(folder, `extraCa=${ca}`)).json).toEqual({ proxy: 'system', extraCa: ca, failure: null });
    expect(await list(folder)).toMatchObject({ failure: null });
  });

  it('cannot be set where the keys come from the environment, which names the file itself', async () => {
    const folder = aFolder();
    const memory = { vault: memoryVault(), vaultIsMemory: true };
    const asked = terminalAt(folder, ['settings', 'set', `extraCa=${ca}`], memory);
    expect(await setSettingsCommand(asked)).toMatchObject({
      json: { failure: { field: 'extraCa', reason: 'ca-by-environment' } },
    });
    expect(await list(folder, memory)).toEqual({ proxy: 'system', extraCa: null, failure: null });
    edit(folder, insert('extraCa', JSON.stringify(ca)));
    expect(await list(folder, memory)).toMatchObject({ failure: notConfirmed });
    expect(await list(folder, { ...memory, environmentCa: ca })).toMatchObject({ extraCa: ca, failure: null });
  });

  it('are not stored without a keychain; to remove them needs none', async () => {
    const folder = aFolder();
    const vault = vaultOver(keychain, { load: () => Promise.reject(new Error('no libsecret')) });
    const without = (word: string) => setSettingsCommand(terminalAt(folder, ['settings', 'set', word], { vault }));
    expect(await without(`extraCa=${ca}`)).toMatchObject({ exit: 4, json: { failure: { code: 'vault.unavailable' } } });
    expect(await list(folder)).toEqual({ proxy: 'system', extraCa: null, failure: null });
    expect(await without('extraCa=')).toMatchObject({ exit: 0 });
  });

  it.each([
    ['proxy', 'none', 'network.proxy', 'proxy-damaged', 'proxy=system'],
    ['proxy', '7', 'network.proxy', 'proxy-damaged', 'proxy=none'],
    ['extraCa', '{', 'network.tls', 'ca-damaged', 'extraCa='],
  ])('a damaged %s (%s) is named, and healed by being set', async (name, value, code, detail, word) => {
    const folder = aFolder();
    await set(folder, 'proxy=none');
    edit(folder, insert(name, value));
    const told = await listSettingsCommand(terminalAt(folder, ['settings', 'list']));
    expect(told.json).toMatchObject({ [name]: null, failure: { code, detail } });
    expect(told.text).toContain('is damaged');
    const report = await networkReport(folder);
    expect(report[name === 'proxy' ? 'proxy' : 'extraCa']?.failure).toEqual({ code, detail });
    expect((await set(folder, word)).json).toMatchObject({ failure: null });
  });
});
