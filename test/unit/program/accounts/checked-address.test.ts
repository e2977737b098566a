import { describe, expect, test } from 'vitest';
import { isPlainPublic } from '../../../../electron/core/model/internet-host.ts';
import { checkBaseAddress } from '../../../../electron/program/accounts/checked-address.ts';

const check = (text: string, allowHttp = false) => checkBaseAddress(text, { allowHttp });
const refused = (reason: string) => ({ ok: false, failure: { code: 'input.invalid', field: 'baseUrl', reason } });

describe('a base address', () => {
  test.each([
    ['https://api.unicloud.com', 'https://api.unicloud.com'],
    ['https://api.unicloud.com/', 'https://api.unicloud.com'],
    ['  https://API.example:443/base/path//  ', 'https://api.example/base/path'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://10.1.2.3', 'http://10.1.2.3'],
    ['http://[::1]:9000/', 'http://[::1]:9000'],
  ])('%j becomes %s', (text, baseUrl) =>
    expect(check(text)).toEqual({ ok: true, value: { baseUrl, plainPublic: false } }),
  );

  test.each([
    '',
    'api.example',
    'localhost:8080',
    'ftp://api.example',
    'https://',
    'http://a b',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https:api.example',
  ])('%j is none', (text) => expect(check(text)).toEqual(refused('not-a-url')));

  test('credentials, query and fragment do not belong in it', () => {
    expect(check('https://user:pass@api.example')).toEqual(refused('has-credentials'));
    expect(check('https://user@api.example')).toEqual(refused('has-credentials'));
    expect(check('https://api.example?x=1')).toEqual(refused('has-query'));
    expect(check('https://api.example/#x')).toEqual(refused('has-query'));
    expect(check('https://api.example/?')).toEqual(refused('has-query'));
  });

  test('plain http over a public network needs consent, and stays marked', () => {
    expect(check('http://203.0.113.5:8080')).toEqual(refused('needs-https'));
    expect(check('http://api.example')).toEqual(refused('needs-https'));
    expect(check('http://203.0.113.5:8080', true)).toEqual({
      ok: true,
      value: { baseUrl: 'http://203.0.113.5:8080', plainPublic: true },
    });
    expect(check('https://api.example', true)).toMatchObject({ value: { plainPublic: false } });
  });
});

describe('a private host', () => {
  const host = (text: string): string => new URL(`http://${text}`).hostname;

  test.each([
    'localhost',
    'a.localhost',
    'nas.local',
    'x.internal',
    'box.home.arpa',
    '127.0.0.1',
    '127.255.0.1',
    '2130706433',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.0.1',
    '100.64.0.1',
    '100.127.9.9',
    '[::1]',
    '[fd00::1]',
    '[fe80::1]',
    '[::ffff:10.0.0.1]',
    'localhost.',
  ])('%s is one', (text) => expect(isPlainPublic({ protocol: 'http:', hostname: host(text) })).toBe(false));

  test.each([
    'api.example',
    'localhost.example',
    '10.example',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '11.0.0.1',
    '[2001:db8::1]',
    '[::ffff:8.8.8.8]',
    '[fec0::1]',
    'gpu-box',
    'evil.local.example',
  ])('%s is none', (text) => expect(isPlainPublic({ protocol: 'http:', hostname: host(text) })).toBe(true));
});
