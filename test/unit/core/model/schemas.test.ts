import { describe, expect, it } from 'vitest';
import { requestNames } from '../../../../electron/contract/requests.ts';
import { inputSchemas } from '../../../../electron/contract/schemas.ts';
import { validInputs } from '../../../fakes/inputs.ts';

const account = {
  provider: 'qiniu',
  label: '公司账号',
  baseUrl: 'https://api.example.test',
  settings: { regionId: 'cn-east-1', orderHashes: '' },
  secrets: { accessKey: 'a', secretKey: 'b' },
  allowHttp: false,
};

const hostile: readonly unknown[] = [
  undefined,
  0,
  'text',
  [],
  [null],
  true,
  () => 1,
  new Map(),
  { extra: 1 },
  { constructor: { prototype: {} } },
  { offset: 0, limit: 201, query: '', state: null, accountId: null },
  { offset: -1, limit: 10 },
  { offset: 0.5, limit: 10 },
  { id: '' },
  { id: { toString: 'x' } },
  { id: 'x'.repeat(10_000_000) },
  { rentalId: 'x'.repeat(501) },
  { days: Number.NaN },
  { locale: 'xx' },
  { desktop: 'all' },
  { notifications: { urgent: 'sound', usual: 'silent' } },
  { notifications: { urgent: 'sound', usual: 'silent', news: 'loud' } },
  { id: 'r1', choice: 'hour' },
  { id: 'r1', deadline: 'ends', choice: 'never' },
  { id: 'r1', deadline: 'later', choice: 'hour' },
];

describe('the schemas of requests', () => {
  it.each(requestNames)('%s takes what the page sends', (name) => {
    expect(inputSchemas[name].parse(validInputs[name])).toEqual(validInputs[name]);
  });

  it.each(requestNames)('%s refuses everything else', (name) => {
    for (const input of hostile) expect(inputSchemas[name].safeParse(input).success).toBe(false);
  });

  it.each(requestNames.filter((name) => validInputs[name] !== null))(
    '%s refuses a field that it does not know',
    (name) => {
      const input: unknown = Object.assign({ extra: 1 }, validInputs[name]);
      expect(inputSchemas[name].safeParse(input).success).toBe(false);
    },
  );

  it.each(['secrets', 'settings'])('refuses a prototype among %s', (field) => {
    const polluted: unknown = JSON.parse('{"apiKey":"k","__proto__":{"polluted":"yes"}}');
    expect(inputSchemas['account.add'].safeParse({ ...account, [field]: polluted }).success).toBe(false);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('bounds the number and the length of keys', () => {
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`name${index}`, 'x']));
    expect(inputSchemas['account.add'].safeParse({ ...account, secrets: many }).success).toBe(false);
    expect(inputSchemas['account.add'].safeParse({ ...account, secrets: { apiKey: 'x'.repeat(4097) } }).success).toBe(
      false,
    );
    expect(inputSchemas['account.add'].safeParse({ ...account, secrets: { 'a b': 'x' } }).success).toBe(false);
  });

  it.each(['http://me:secret@proxy:1', 'socks5://proxy:1', '', 7])('%s is no proxy', (proxy) => {
    expect(inputSchemas['settings.set'].safeParse({ proxy }).success).toBe(false);
  });

  it('takes a proxy as it is kept, and no empty path', () => {
    expect(inputSchemas['settings.set'].parse({ proxy: ' Proxy.corp:3128/ ' })).toEqual({
      proxy: 'http://proxy.corp:3128',
    });
    expect(inputSchemas['settings.set'].safeParse({ extraCa: ' ' }).success).toBe(false);
  });

  it.each([
    '9999-12-31T23:59:59-23:59',
    '1970-01-01T00:00:00+00:01',
    '0000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '2026-01-01T00:00:00',
    '2026-01-01',
  ])('%s is no instant', (text) => {
    const input = { id: 'r1', change: { correctedEndAt: text } };
    expect(inputSchemas['rental.change'].safeParse(input).success).toBe(false);
    expect(inputSchemas['settings.set'].safeParse({ mutedUntil: text }).success).toBe(false);
  });

  it('takes the first and the last instant there are', () => {
    const kept = (text: string) => inputSchemas['settings.set'].parse({ mutedUntil: text });
    expect(kept('1970-01-01T08:00:00+08:00')).toEqual({ mutedUntil: '1970-01-01T00:00:00.000Z' });
    expect(kept('9999-12-31T23:59:59.999Z')).toEqual({ mutedUntil: '9999-12-31T23:59:59.999Z' });
  });
});
