import { describe, expect, test } from 'vitest';
import { dropProxyPasswords, environmentProxies } from '../../../../electron/edges/http/environment-proxy.ts';
import { findProxyFor, proxyOfPac, type FindProxy } from '../../../../electron/edges/http/find-proxy.ts';

const http = (address: string, authorization: string | null = null) => ({
  address: `http://${address}`,
  authorization,
});
const system: FindProxy = () => Promise.resolve({ address: 'http://system:1', authorization: null });

describe('the setting', () => {
  const url = 'https://api.example/x';

  test('system asks the system, none nobody, and an address is itself', async () => {
    expect(await findProxyFor('system', system)(url)).toEqual(http('system:1'));
    expect(await findProxyFor('none', system)(url)).toBeNull();
    expect(await findProxyFor('http://mine:8080', system)(url)).toEqual(http('mine:8080'));
  });

  // The hosts for which Chromium 130 answers DIRECT under fixed_servers, and some for which it does not.
  test.each([
    ['http://127.0.0.1:9', true],
    ['http://127.8.8.8', true],
    ['https://localhost', true],
    ['https://demo.localhost', true],
    ['http://[::1]:80', true],
    ['http://169.254.1.1', true],
    ['http://[fe80::1]', true],
    ['http://10.0.0.1', false],
    ['http://192.168.1.1', false],
    ['http://provider.internal', false],
    ['http://notlocalhost', false],
    ['http://127.0.0.1.example', false],
    ['http://[fd00::1]', false],
  ])('%s is reached directly: %s', async (address, isDirect) => {
    expect((await findProxyFor('http://mine:8080', system)(address)) === null).toBe(isDirect);
    expect((await findProxyFor('system', system)(address)) === null).toBe(isDirect);
  });
});

describe("the system's answer in the app", () => {
  test.each([
    ['DIRECT', null],
    ['PROXY proxy.corp:3128', http('proxy.corp:3128')],
    ['PROXY a:1; PROXY b:2; DIRECT', http('a:1')],
    ['SOCKS5 s:1; PROXY b:2', http('b:2')],
    ['HTTPS s:443;DIRECT', null],
    ['PROXY proxy.corp', http('proxy.corp:80')],
    ['PROXY [2001:db8::1]:3128', http('[2001:db8::1]:3128')],
  ])('%s', (answer, proxy) => expect(proxyOfPac(answer)).toEqual(proxy));

  test.each(['SOCKS5 s:1', 'HTTPS s:443', 'SOCKS s:1; QUIC q:443', 'PROXY'])('%s is not for this client', (answer) =>
    expect(() => proxyOfPac(answer)).toThrow(expect.objectContaining({ code: 'proxy-unsupported' })),
  );
});

describe('the environment', () => {
  const ask = (environment: Record<string, string>, url = 'https://api.example/x') =>
    environmentProxies(environment)(url);

  test('has one for each scheme, in either case, lower case first', async () => {
    const environment = { HTTPS_PROXY: 'http://upper:1', http_proxy: 'http://plain:2' };
    expect(await ask(environment)).toEqual(http('upper:1'));
    expect(await ask(environment, 'http://api.example')).toEqual(http('plain:2'));
    expect(await ask({ ...environment, https_proxy: 'http://lower:3' })).toEqual(http('lower:3'));
    expect(await ask({ HTTP_PROXY: 'http://plain:2' })).toBeNull();
    expect(await ask({ HTTPS_PROXY: '' })).toBeNull();
  });

  test.each([
    ['proxy.corp:3128', http('proxy.corp:3128')],
    ['http://proxy.corp/', http('proxy.corp:80')],
    ['http://me:p%40ss@proxy.corp:3128', http('proxy.corp:3128', 'Basic bWU6cEBzcw==')],
    ['http://me:100%@proxy.corp:3128', http('proxy.corp:3128', 'Basic bWU6MTAwJQ==')],
  ])('%s', async (HTTPS_PROXY, proxy) => expect(await ask({ HTTPS_PROXY })).toEqual(proxy));

  test.each(['socks5://s:1', 'https://s:443', 'http://', 'ht tp://x'])('%s is not for this client', (HTTPS_PROXY) =>
    expect(ask({ HTTPS_PROXY })).rejects.toMatchObject({ code: 'proxy-unsupported' }),
  );

  test.each([
    ['*', 'https://api.example', true],
    ['api.example', 'https://api.example', true],
    ['example', 'https://api.example', true],
    ['.example', 'https://api.example', true],
    ['*.example', 'https://api.example', true],
    ['pi.example', 'https://api.example', false],
    ['a.test, api.example', 'https://api.example', true],
    ['a.test api.example', 'https://API.example', true],
    ['api.example:443', 'https://api.example', true],
    ['api.example:8443', 'https://api.example', false],
    ['10.0.0.5', 'https://10.0.0.5', true],
    ['0.5', 'https://10.0.0.5', false],
    ['10.0.0.0/8', 'https://10.9.9.9', true],
    ['10.0.0.0/8', 'https://11.0.0.1', false],
    ['10.0.0.0/99', 'https://10.0.0.1', false],
    ['2001:db8::1', 'https://[2001:db8::1]', true],
    ['[2001:db8::1]:443', 'https://[2001:db8::1]', true],
    ['2001:db8::/32', 'https://[2001:db8:1::1]', true],
    ['', 'https://api.example', false],
  ])('NO_PROXY=%s leaves %s out: %s', async (NO_PROXY, url, isLeftOut) => {
    expect((await ask({ HTTPS_PROXY: 'http://p:1', NO_PROXY }, url)) === null).toBe(isLeftOut);
  });

  test('keeps no password for the children of this program', () => {
    const environment = { HTTPS_PROXY: 'http://me:pass@p:1', http_proxy: 'http://p:1', no_proxy: 'me@x', KEPT: 'a@b' };
    dropProxyPasswords(environment);
    expect(environment).toEqual({ http_proxy: 'http://p:1', no_proxy: 'me@x', KEPT: 'a@b' });
  });
});
