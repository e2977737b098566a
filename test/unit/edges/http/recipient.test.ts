import { beforeEach, describe, expect, test } from 'vitest';
import { nothingConfirmed } from '../../../../electron/edges/http/ca-consent.ts';
import { environmentProxies } from '../../../../electron/edges/http/environment-proxy.ts';
import { nodeGateway } from '../../../../electron/edges/http/node-gateway.ts';
import { wayTo, type HttpRecipient } from '../../../../electron/edges/http/recipient.ts';
import { startProxy, type FakeProxy } from '../../../fakes/proxy.ts';
import { closeLater, echo, sendThrough, serve, serveTls } from './servers.ts';

let proxy: FakeProxy;

beforeEach(async () => {
  proxy = await startProxy();
  closeLater(() => proxy.stop());
});

/** The way to an address through the proxy of a test, or past every proxy. */
const wayFrom = (base: string, facts: Partial<HttpRecipient> = {}, setting: 'none' | null = null) => {
  const gateway = nodeGateway(
    { proxy: setting ?? proxy.address, extraCa: null },
    environmentProxies({}),
    nothingConfirmed,
  );
  return wayTo({ origin: new URL(base).origin, allowHttp: false, ...facts }, gateway);
};
const named = (base: string): string => base.replace('127.0.0.1', 'provider.internal');
const plain = { ok: false, failure: { code: 'network.proxy', detail: 'proxy-plain' } };

describe('the way to one recipient', () => {
  test('leads there, and to no other address, whoever asks', async () => {
    const [here, there] = [await serve(echo), await serve(echo)];
    expect(await sendThrough(wayFrom(here), `${here}/orders`)).toMatchObject({ ok: true });
    await expect(sendThrough(wayFrom(here), `${there}/orders`)).rejects.toThrow('another address');
    await expect(sendThrough(wayFrom(here), `${here}@127.0.0.1:${new URL(there).port}/`)).rejects.toThrow(
      'another address',
    );
  });

  test('in plain http does not lead through a proxy without consent; nothing reaches it, and nothing is tried again', async () => {
    const base = named(await serve(echo));
    expect(await sendThrough(wayFrom(base), `${base}/`)).toEqual(plain);
    expect(proxy.seen).toEqual([]);
    expect(await sendThrough(wayFrom(base, { allowHttp: true }), `${base}/`)).toMatchObject({ ok: true });
    expect(proxy.seen).toHaveLength(1);
  });

  test('in plain http past every proxy, or to this computer, needs none', async () => {
    const base = await serve(echo);
    expect(await sendThrough(wayFrom(base), `${base}/`)).toMatchObject({ ok: true });
    expect(await sendThrough(wayFrom(base, {}, 'none'), `${base}/`)).toMatchObject({ ok: true });
    expect(proxy.seen).toEqual([]);
  });

  test('in https goes through the proxy’s tunnel, which reads nothing', async () => {
    const base = named(await serveTls('loopback', echo));
    expect(await sendThrough(wayFrom(base), `${base}/`)).toMatchObject({ failure: { code: 'network.tls' } });
    expect(proxy.seen).toEqual([`CONNECT ${new URL(base).host}`]);
  });

  test('counts a proxy of an unknown kind as one', async () => {
    const system = environmentProxies({ HTTP_PROXY: 'socks5://127.0.0.1:1' });
    const gateway = nodeGateway({ proxy: 'system', extraCa: null }, system, nothingConfirmed);
    const way = wayTo({ origin: 'http://10.0.0.5', allowHttp: false }, gateway);
    expect(await sendThrough(way, 'http://10.0.0.5/')).toEqual(plain);
  });
});
