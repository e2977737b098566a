import { describe, expect, it } from 'vitest';
import { checkProxy } from '../../../../electron/core/model/proxy.ts';

describe('a proxy as it is written', () => {
  it.each([
    ['system', 'system'],
    [' NONE ', 'none'],
    ['http://proxy.example:8080', 'http://proxy.example:8080'],
    ['proxy.example:8080', 'http://proxy.example:8080'],
    ['HTTP://Proxy.Example:8080/', 'http://proxy.example:8080'],
    ['10.0.0.1:1', 'http://10.0.0.1:1'],
    ['proxy:65535', 'http://proxy:65535'],
    ['[2001:db8::1]:3128', 'http://[2001:db8::1]:3128'],
    ['my_proxy-1.corp.:3128', 'http://my_proxy-1.corp.:3128'],
  ])('%s', (text, proxy) => expect(checkProxy(text)).toEqual({ ok: true, value: proxy }));

  it.each([
    ['http://me:secret@proxy:8080', 'has-credentials'],
    ['me@proxy:8080', 'has-credentials'],
    ['', 'not-a-proxy'],
    ['proxy.example', 'not-a-proxy'],
    ['http://proxy.example', 'not-a-proxy'],
    ['http://:8080', 'not-a-proxy'],
    ['proxy:0', 'not-a-proxy'],
    ['proxy:65536', 'not-a-proxy'],
    ['proxy:80x', 'not-a-proxy'],
    ['https://proxy:443', 'not-a-proxy'],
    ['socks5://proxy:1080', 'not-a-proxy'],
    ['http://proxy:8080/path', 'not-a-proxy'],
    ['http://proxy:8080;direct://', 'not-a-proxy'],
    ['http=proxy:8080', 'not-a-proxy'],
    ['proxy one:8080', 'not-a-proxy'],
    ['代理:8080', 'not-a-proxy'],
    [`${'a'.repeat(300)}:8080`, 'not-a-proxy'],
  ])('%s is refused', (text, reason) =>
    expect(checkProxy(text)).toEqual({ ok: false, failure: { code: 'input.invalid', field: 'proxy', reason } }),
  );
});
