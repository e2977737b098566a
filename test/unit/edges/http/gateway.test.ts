import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { NetworkSettings } from '../../../../electron/core/model/settings.ts';
import { type CaConsent, confirmedByEnvironment } from '../../../../electron/edges/http/ca-consent.ts';
import { environmentProxies } from '../../../../electron/edges/http/environment-proxy.ts';
import { Gateway } from '../../../../electron/edges/http/gateway.ts';
import { nodeGateway } from '../../../../electron/edges/http/node-gateway.ts';
import { startProxy, type FakeProxy } from '../../../fakes/proxy.ts';
import { answers, playing } from './fakes.ts';
import { closeLater, echo, sendThrough, serve, serveTls, tlsFile } from './servers.ts';

const initial: NetworkSettings = { proxy: 'system', extraCa: null };
const named = (base: string): string => base.replace('127.0.0.1', 'provider.internal');

let proxy: FakeProxy;
let file: string;

beforeEach(async () => {
  proxy = await startProxy();
  closeLater(() => proxy.stop());
  file = join(mkdtempSync(join(tmpdir(), 'leasebell-ca-')), 'ca.pem');
  copyFileSync(tlsFile('ca.pem'), file);
});

const send = (gateway: Gateway, url: string) => sendThrough(gateway.forRound(), url);
const trouble = async (gateway: Gateway, url: string) => {
  const answer = await send(gateway, url);
  return answer.ok ? null : answer.failure;
};

describe('the terminal program', () => {
  const gatewayWith = (settings: Partial<NetworkSettings>, environment: Record<string, string> = {}) =>
    nodeGateway({ ...initial, ...settings }, environmentProxies(environment), confirmedByEnvironment);

  test("system is the environment's proxy, none is none", async () => {
    const base = named(await serve(echo));
    const environment = { HTTP_PROXY: proxy.address };
    expect(await trouble(gatewayWith({ proxy: 'system' }, environment), base)).toBeNull();
    expect(proxy.seen).toEqual([`GET ${base}/`]);
    expect(await trouble(gatewayWith({ proxy: 'none' }, environment), base)).not.toBeNull();
    expect(proxy.seen).toHaveLength(1);
  });

  test('a manual proxy wins over the environment', async () => {
    const base = named(await serve(echo));
    const gateway = gatewayWith({ proxy: proxy.address }, { HTTP_PROXY: 'http://127.0.0.1:1' });
    expect(await trouble(gateway, base)).toBeNull();
  });

  test('extra certificates are trusted, through a proxy too', async () => {
    const base = await serveTls('loopback', echo);
    expect(await trouble(gatewayWith({}), base)).toMatchObject({ code: 'network.tls' });
    expect(await trouble(gatewayWith({ extraCa: file }), base)).toBeNull();
    expect(await trouble(gatewayWith({ extraCa: file, proxy: proxy.address }), named(base))).toBeNull();
    expect(proxy.seen).toHaveLength(1);
  });
});

describe('a file that was good', () => {
  test.each([
    ['vanished', () => rmSync(file), 'ca-missing'],
    ['was emptied', () => writeFileSync(file, ''), 'ca-empty'],
    ['became something else', () => writeFileSync(file, 'hello'), 'ca-not-pem'],
  ])('%s: each round fails and nothing is sent, then comes back', async (_, spoil, detail) => {
    let requests = 0;
    const base = await serve((_message, response) => {
      requests += 1;
      response.end('{}');
    });
    const gateway = nodeGateway({ ...initial, extraCa: file }, environmentProxies({}), confirmedByEnvironment);
    expect(await trouble(gateway, base)).toBeNull();
    spoil();
    for (let round = 0; round < 2; round++)
      expect(await trouble(gateway, base)).toEqual({ code: 'network.tls', detail });
    expect(requests).toBe(1);
    copyFileSync(tlsFile('ca.pem'), file);
    expect(await trouble(gateway, base)).toBeNull();
  });

  test('holds another authority: the old one is trusted no longer', async () => {
    const base = await serveTls('loopback', echo);
    const gateway = nodeGateway({ ...initial, extraCa: file }, environmentProxies({}), confirmedByEnvironment);
    expect(await trouble(gateway, base)).toBeNull();
    copyFileSync(tlsFile('self-signed.pem'), file);
    expect(await trouble(gateway, base)).toMatchObject({ code: 'network.tls' });
  });
});

describe('a damaged setting', () => {
  test.each([
    [['proxy'], { code: 'network.proxy', detail: 'proxy-damaged' }],
    [['extraCa'], { code: 'network.tls', detail: 'ca-damaged' }],
    [['proxy', 'extraCa'], { code: 'network.proxy', detail: 'proxy-damaged' }],
  ] as const)('%s: nothing is sent until it is set again', async (damaged, failure) => {
    let requests = 0;
    const base = await serve((_message, response) => {
      requests += 1;
      response.end('{}');
    });
    const asked: unknown[] = [];
    const consent: CaConsent = (certificates) => {
      asked.push(certificates);
      return Promise.resolve(null);
    };
    const gateway = nodeGateway({ ...initial, damaged }, environmentProxies({}), consent);
    expect(await trouble(gateway, base)).toEqual(failure);
    expect(await gateway.isProxied(base)).toBe(false);
    // What is damaged is not taken for a choice of none.
    expect([requests, asked]).toEqual([0, []]);
    expect(gateway.follow({ ...initial, damaged: [] })).toBe(true);
    expect(gateway.follow(initial)).toBe(false);
    expect(await trouble(gateway, base)).toBeNull();
  });
});

describe('the app', () => {
  const appGateway = (usual: readonly string[] = []) => {
    const applied: string[] = [...usual];
    const transport = playing(answers(200, 'by the usual one'));
    const gateway = new Gateway(
      {
        usual: (setting) => {
          applied.push(setting);
          return Promise.resolve(transport);
        },
        findProxy: () => () => Promise.resolve(null),
        connected: () => true,
      },
      initial,
      confirmedByEnvironment,
    );
    return { applied, transport, gateway };
  };

  test('uses the usual transport until an extra certificate is set, and again when it is removed', async () => {
    const { gateway, transport } = appGateway();
    const base = await serveTls('loopback', (_, response) => response.end('by the Node client'));
    expect(await send(gateway, base)).toMatchObject({ value: { text: 'by the usual one' } });
    expect(gateway.follow({ ...initial, extraCa: file })).toBe(true);
    expect(await send(gateway, base)).toMatchObject({ value: { text: 'by the Node client' } });
    expect(gateway.follow(initial)).toBe(true);
    expect(await send(gateway, base)).toMatchObject({ value: { text: 'by the usual one' } });
    expect(transport.requests).toHaveLength(2);
  });

  test('applies a proxy once, and not again for settings of another kind', async () => {
    const { gateway, applied } = appGateway();
    expect(gateway.follow({ ...initial, proxy: proxy.address })).toBe(true);
    expect(gateway.follow({ ...initial, proxy: proxy.address })).toBe(false);
    expect(gateway.follow({ ...initial, proxy: 'none' })).toBe(true);
    await send(gateway, 'http://provider.internal/');
    expect(applied).toEqual(['system', proxy.address, 'none']);
  });

  test('a round that is under way goes on by the new settings', async () => {
    const { gateway } = appGateway();
    const base = await serveTls('loopback', (_, response) => response.end('by the Node client'));
    const round = gateway.forRound();
    expect(await sendThrough(round, base)).toMatchObject({ value: { text: 'by the usual one' } });
    gateway.follow({ ...initial, extraCa: file });
    expect(await sendThrough(round, base)).toMatchObject({ value: { text: 'by the Node client' } });
  });
});
