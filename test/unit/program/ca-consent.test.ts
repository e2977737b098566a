import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { terminalHttp } from '../../../electron/compose/terminal-http.ts';
import { accountIdOf } from '../../../electron/core/model/ids.ts';
import { initialSettings, type StoredNetwork } from '../../../electron/core/model/settings.ts';
import { confirmExtraCa, consentIn } from '../../../electron/program/extra-ca.ts';
import { nothingConfirmed } from '../../../electron/edges/http/ca-consent.ts';
import { environmentProxies } from '../../../electron/edges/http/environment-proxy.ts';
import { nodeGateway } from '../../../electron/edges/http/node-gateway.ts';
import { caDigest } from '../../../electron/edges/secrets/ca-item.ts';
import { memoryVault } from '../../../electron/edges/secrets/memory-vault.ts';
import { SessionVault } from '../../../electron/edges/secrets/session-vault.ts';
import type { Vault } from '../../../electron/edges/secrets/vault.ts';
import { networkOf } from '../../../electron/program/network.ts';
import { readNetwork, writeSettings } from '../../../electron/edges/store/settings.ts';
import { OpenKeychain, vaultOver } from '../../fakes/keychain.ts';
import { aFolder, aStore } from '../../fakes/store.ts';
import { ca, sendThrough, serveTls, tlsFile } from '../edges/http/servers.ts';

let keychain: OpenKeychain;
let file: string;
let base: string;
let requests: number;

beforeEach(async () => {
  keychain = new OpenKeychain();
  file = join(mkdtempSync(join(tmpdir(), 'leasebell-ca-')), 'ca.pem');
  copyFileSync(tlsFile('ca.pem'), file);
  requests = 0;
  base = await serveTls('loopback', (_, response) => {
    requests += 1;
    response.end('{}');
  });
});

/** What comes of one request of a program that starts now. */
const sent = async (settings: Partial<StoredNetwork>, vault: Vault = vaultOver(keychain)) => {
  const gateway = nodeGateway({ ...initialSettings, ...settings }, environmentProxies({}), consentIn(vault));
  const answer = await sendThrough(gateway.forRound(), base);
  return answer.ok ? null : answer.failure;
};
const item = () => keychain.items.get('Leasebell trust/extra-ca');
const notConfirmed = { code: 'network.tls', detail: 'ca-not-confirmed' };

describe('extra certificates', () => {
  test('that the user set are trusted, also after a restart', async () => {
    expect(await confirmExtraCa(file, vaultOver(keychain))).toMatchObject({ ok: true });
    expect(item()).toBe(caDigest(ca));
    expect(await sent({ extraCa: file })).toBeNull();
    expect(requests).toBe(1);
  });

  test('that came into the data file without the user are not, and nothing is sent', async () => {
    const { database } = aStore();
    await sent(readNetwork(database));
    database.run("INSERT INTO setting (name, value) VALUES ('extraCa', ?)", JSON.stringify(file));
    expect(await sent(readNetwork(database))).toEqual(notConfirmed);
    expect(requests).toBe(0);
  });

  test('that another file holds, or the same file now, are not', async () => {
    copyFileSync(tlsFile('self-signed.pem'), file);
    await confirmExtraCa(file, vaultOver(keychain));
    expect(await sent({ extraCa: tlsFile('ca.pem') })).toEqual(notConfirmed);
    copyFileSync(tlsFile('ca.pem'), file);
    expect(await sent({ extraCa: file })).toEqual(notConfirmed);
    expect(requests).toBe(0);
    await confirmExtraCa(file, vaultOver(keychain));
    expect(await sent({ extraCa: file })).toBeNull();
  });

  test('that were replaced while the program runs are not, from the next round on', async () => {
    const vault = vaultOver(keychain);
    await confirmExtraCa(file, vault);
    const gateway = nodeGateway({ ...initialSettings, extraCa: file }, environmentProxies({}), consentIn(vault));
    expect(await sendThrough(gateway.forRound(), base)).toMatchObject({ ok: true });
    copyFileSync(tlsFile('self-signed.pem'), file);
    expect(await sendThrough(gateway.forRound(), base)).toMatchObject({ failure: notConfirmed });
    expect(requests).toBe(1);
  });

  test('that were removed are not trusted when the setting comes back', async () => {
    await confirmExtraCa(file, vaultOver(keychain));
    await confirmExtraCa(null, vaultOver(keychain));
    expect(await sent({ extraCa: file })).toEqual(notConfirmed);
  });

  test('of an older version are taken over once', async () => {
    expect(await sent({ extraCa: file })).toBeNull();
    expect(item()).toBe(caDigest(ca));
    expect(await sent({ extraCa: tlsFile('self-signed.pem') })).toEqual(notConfirmed);
    expect(item()).toBe(caDigest(ca));
  });

  test('are the same with a remark beside them', async () => {
    await confirmExtraCa(file, vaultOver(keychain));
    writeFileSync(file, `# Company\r\n${readFileSync(file, 'utf8')}`);
    expect(await sent({ extraCa: file })).toBeNull();
  });

  test.each(['', '{}', 'sha256:', 'none'])('are not trusted by an item that says %j', async (text) => {
    keychain.items.set('Leasebell trust/extra-ca', text);
    expect(await sent({ extraCa: file })).toEqual(notConfirmed);
  });
});

describe('a keychain that does not tell', () => {
  test('that is locked trusts nothing, and takes nothing over', async () => {
    const vault = vaultOver(keychain, { probe: () => Promise.resolve({ code: 'vault.locked' }) });
    expect(await sent({ extraCa: file }, vault)).toEqual({ code: 'network.tls', detail: 'ca-unchecked' });
    expect(await sent({}, vault)).not.toEqual(expect.objectContaining({ detail: 'ca-unchecked' }));
    expect(keychain.items.size).toBe(0);
  });

  test('that was unlocked by the question keeps what it had', async () => {
    const vault = vaultOver(keychain, {
      probe: () => {
        keychain.items.set('Leasebell trust/extra-ca', caDigest(null));
        return Promise.resolve(null);
      },
    });
    expect(await sent({ extraCa: file }, vault)).toEqual(notConfirmed);
    expect(item()).toBe(caDigest(null));
  });

  test('that is not there: what the user sets holds until the program ends', async () => {
    const broken = vaultOver(keychain, { load: () => Promise.reject(new Error('no libsecret')) });
    const vault = new SessionVault(broken);
    expect(await sent({ extraCa: file }, vault)).toMatchObject({ detail: 'ca-unchecked' });
    expect(await confirmExtraCa(file, vault)).toMatchObject({ ok: true });
    expect(await sent({ extraCa: file }, vault)).toBeNull();
    expect(await sent({ extraCa: file }, new SessionVault(broken))).toMatchObject({ detail: 'ca-unchecked' });
    expect(await confirmExtraCa(file, broken)).toMatchObject({ failure: { code: 'vault.unavailable' } });
    expect(await confirmExtraCa(null, broken)).toMatchObject({ ok: true });
  });

  test('the key item of an account that is named like the digest is another one', async () => {
    await confirmExtraCa(file, vaultOver(keychain));
    await vaultOver(keychain).remove({ id: accountIdOf('extra-ca'), label: 'x' });
    expect(item()).toBe(caDigest(ca));
  });
});

describe('keys from the environment', () => {
  const opened = async (store: string, environmentCa: string | null) => {
    const { open } = terminalHttp(store, () => 0, environmentProxies({}), { vault: memoryVault(), environmentCa });
    const http = open({ origin: new URL(base).origin, allowHttp: false }, AbortSignal.timeout(10_000));
    return http.port.send(() => ({ method: 'GET', url: `${base}/`, headers: {}, body: null }));
  };

  test('come without trust in the file that the store names; the environment’s own wins', async () => {
    const store = join(aFolder(), 'store.sqlite');
    const opening = aStore(store);
    writeSettings(opening.database, { extraCa: file });
    opening.close();
    expect(await opened(store, null)).toMatchObject({ failure: notConfirmed });
    expect(requests).toBe(0);
    expect(await opened(store, file)).toMatchObject({ ok: true });
    expect(await opened(store, tlsFile('self-signed.pem'))).toMatchObject({ failure: { code: 'network.tls' } });
    expect(await opened(store, '/no/such/file')).toMatchObject({ failure: { detail: 'ca-missing' } });
    expect(requests).toBe(1);
    expect(networkOf(store, { vault: memoryVault(), environmentCa: file }).settings.extraCa).toBe(file);
  });
});

test('a way without added certificates trusts none', async () => {
  expect(await nothingConfirmed(null)).toBeNull();
  expect(await nothingConfirmed(ca)).toBe('ca-not-confirmed');
});
