import { describe, expect, it } from 'vitest';
import { requestNames, type RequestName } from '../../../electron/contract/channels.ts';
import { inputSchemas, isRequestName } from '../../../electron/contract/schemas.ts';

const account = {
  provider: 'qiniu',
  label: '公司账号',
  baseUrl: 'https://api.example.test',
  settings: { regionId: 'cn-east-1', orderHashes: '' },
  secrets: { accessKey: 'a', secretKey: 'b' },
  allowHttp: false,
};

const valid: Record<RequestName, unknown> = {
  'app.describe': null,
  'rental.list': { offset: 0, limit: 200, query: '4090', state: 'ending', accountId: null },
  'rental.get': { id: 'r1' },
  'rental.change': { id: 'r1', change: { label: '训练机', note: null, pointsMs: [3_600_000] } },
  'rental.decide': { id: 'r1', intention: 'renew' },
  'rental.snooze': { id: 'r1', deadline: 'ends', choice: 'next-point' },
  'rental.join': { id: 'r1', into: 'r2' },
  'rental.split': { id: 'r1', providerOrderId: 'o1' },
  'account.list': null,
  'account.test': account,
  'account.add': account,
  'account.setSecrets': { id: 'a1', secrets: { apiKey: 'k' } },
  'account.remove': { id: 'a1' },
  'account.sync': { id: null },
  'account.setPaused': { id: 'a1', paused: true },
  'account.setPolling': { id: 'a1', intervalMs: 600_000, requestsPerHour: 6_000 },
  'account.setSettings': { id: 'a1', settings: { durationUnit: 'month' } },
  'account.suggestions': { id: 'a1' },
  'account.setRule': { id: 'a1', rule: { pointsMs: null, mutedUntil: null, daysKept: 7 } },
  'reminder.upcoming': { days: 30 },
  'reminder.log': { offset: 0, limit: 50 },
  'reminder.inbox': null,
  'reminder.acknowledge': { id: 'm1' },
  'reminder.unacknowledge': { id: 'm1' },
  'reminder.ringNow': { rentalId: 'r1' },
  'settings.set': { locale: 'zh-CN' },
  'demo.enter': null,
  'demo.leave': null,
  'notices.open': null,
  'view.take': null,
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
    expect(inputSchemas[name].parse(valid[name])).toEqual(valid[name]);
  });

  it.each(requestNames)('%s refuses everything else', (name) => {
    for (const input of hostile) expect(inputSchemas[name].safeParse(input).success).toBe(false);
  });

  it.each(requestNames.filter((name) => valid[name] !== null))('%s refuses a field that it does not know', (name) => {
    const input: unknown = Object.assign({ extra: 1 }, valid[name]);
    expect(inputSchemas[name].safeParse(input).success).toBe(false);
  });

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

  it('knows its own names only', () => {
    expect(isRequestName('rental.list')).toBe(true);
    expect(isRequestName('constructor')).toBe(false);
  });
});
