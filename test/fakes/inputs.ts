import { everyRental } from '../../electron/contract/views.ts';
import type { RequestName } from '../../electron/contract/requests.ts';

const account = {
  provider: 'qiniu',
  label: '公司账号',
  baseUrl: 'https://api.example.test',
  settings: { regionId: 'cn-east-1', orderHashes: '' },
  secrets: { accessKey: 'a', secretKey: 'b' },
  allowHttp: false,
};

/** What the page sends under each request's name. */
export const validInputs: Record<RequestName, unknown> = {
  'app.describe': null,
  'app.drawn': { marks: [{ name: 'first.rows', atMs: 1_773_100_800_000 }] },
  'today.get': null,
  'rental.list': { ...everyRental, offset: 0, limit: 200, query: '4090', state: 'ending' },
  'rental.grouped': { ...everyRental, offset: 0, limit: 200, by: 'gpu' },
  'rental.facets': { ...everyRental, within: 'week', plan: 'undecided' },
  'rental.get': { id: 'r1' },
  'rental.tags': null,
  'rental.change': { id: 'r1', change: { label: '训练机', note: null, tags: ['LLM', '训练'], pointsMs: [3_600_000] } },
  'rental.changeMany': { ids: ['r1', 'r2'], wish: { say: 'tag', add: ['LLM'], remove: [] } },
  'rental.decide': { id: 'r1', intention: 'renew' },
  'rental.previewEnd': { id: 'r1', endAt: '2026-04-01T00:00:00.000Z' },
  'rental.snooze': { id: 'r1', deadline: 'ends', choice: 'next-point' },
  'rental.join': { id: 'r1', into: 'r2' },
  'rental.split': { id: 'r1', providerOrderId: 'o1' },
  'rental.export': { format: 'csv', only: null },
  'account.list': null,
  'account.test': account,
  'account.add': account,
  'account.setSecrets': { id: 'a1', secrets: { apiKey: 'k' } },
  'account.acceptAddress': { id: 'a1', baseUrl: 'https://api.example.test', allowHttp: false },
  'account.remove': { id: 'a1' },
  'account.sync': { id: null },
  'account.setPaused': { id: 'a1', paused: true },
  'account.setPolling': { id: 'a1', intervalMs: 600_000, requestsPerHour: 6_000 },
  'account.setSettings': { id: 'a1', settings: { durationUnit: 'month' } },
  'account.suggestions': { id: 'a1' },
  'account.setRule': { id: 'a1', rule: { pointsMs: null, mutedUntil: null, daysKept: 7 } },
  'reminder.upcoming': { days: 30 },
  'reminder.previewPoints': { of: '28d', pointsMs: [86_400_000, 0] },
  'reminder.log': { offset: 0, limit: 50 },
  'reminder.inbox': null,
  'reminder.acknowledge': { ids: ['m1'] },
  'reminder.ringNow': { rentalId: 'r1' },
  'undo.last': null,
  'undo.apply': { id: 1 },
  'settings.set': { locale: 'zh-CN' },
  'demo.enter': null,
  'demo.leave': null,
  'notices.open': null,
  'folder.open': null,
  'backup.write': null,
  'backup.restore': null,
  'diagnostics.copy': null,
  'login.set': { on: true },
  'update.look': null,
  'update.download': null,
  'update.install': null,
  'update.setAutomatic': { on: false },
  'view.take': null,
};

const manyKeys = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${String(index)}`, 1]));

const circle = (): object => {
  const self: Record<string, unknown> = { id: 'r1' };
  self['self'] = self;
  return self;
};

const deep = (depth: number): object => {
  let value: object = {};
  for (let level = 0; level < depth; level++) value = { id: value };
  return value;
};

/** A small object that stands for 2^32 of them. */
const folded = (): object => {
  let value: unknown = 'x';
  for (let level = 0; level < 32; level++) value = { a: value, b: value };
  return { id: value };
};

/** Inputs that a structured clone can carry and that no schema may walk through; made anew, since some are large. */
export const hostileInputs: Readonly<Record<string, () => unknown>> = {
  '50 MB of bytes': () => new Uint8Array(50_000_000),
  '50 MB of bytes in a field': () => ({ id: new Uint8Array(50_000_000) }),
  'numbers of a typed list': () => new Float64Array(1_000_000),
  'a buffer': () => new ArrayBuffer(50_000_000),
  'a view of a buffer': () => new DataView(new ArrayBuffer(8)),
  '300,000 keys': () => manyKeys(300_000),
  '300,000 keys in a field': () => ({ id: manyKeys(300_000) }),
  'a text of 50 MB': () => ({ id: 'x'.repeat(50_000_000) }),
  'a name of 50 MB': () => ({ ['x'.repeat(50_000_000)]: 1 }),
  'a text of 50 MB instead of an object': () => 'x'.repeat(50_000_000),
  'a million entries': () => ({ id: Array.from({ length: 1_000_000 }, () => 'x') }),
  'a million entries instead of an object': () => Array.from({ length: 1_000_000 }, () => 'x'),
  'a list of four billion holes': () => ({ id: new Array(4_294_967_295) }),
  'a list with one hole': () => ({ id: [1, , 3] }),
  'a list with a name': () => ({ id: Object.assign([1], { more: 2 }) }),
  'a list with 300,000 names': () => ({ id: Object.assign([], manyKeys(300_000)) }),
  'a map': () => new Map([['id', 'r1']]),
  'a map of a million': () => ({ id: new Map(Array.from({ length: 1_000_000 }, (_, index) => [index, index])) }),
  'a set': () => ({ id: new Set(['r1']) }),
  'a date': () => ({ id: new Date(0) }),
  'an expression': () => ({ id: /(a+)+$/ }),
  'an error': () => ({ id: new Error('x') }),
  'a boxed text': () => ({ id: Object('r1') as unknown }),
  'a circle': circle,
  'a tower': () => deep(100_000),
  'a folded tree': folded,
  'a large number': () => ({ id: 2n ** 4096n }),
  'a large number instead of an object': () => 1n,
  'no number': () => ({ offset: Number.NaN, limit: 1, days: Number.NaN }),
  'no end': () => ({ offset: Number.POSITIVE_INFINITY, limit: 1, days: Number.POSITIVE_INFINITY }),
  'less than nothing': () => ({ offset: -0, limit: 1, days: -0 }),
  'half a character': () => ({ id: 'r\ud800' }),
  'half a character in a name': () => ({ 'r\udc00': 1 }),
  'a prototype': () => JSON.parse('{"__proto__":{"polluted":true},"id":"r1"}') as unknown,
  'a constructor': () => ({ constructor: { prototype: { polluted: true } }, id: 'r1' }),
  'a field that computes': () => ({
    get id(): string {
      throw new Error('asked');
    },
  }),
  'a function': () => ({ id: () => 'r1' }),
  'a symbol': () => ({ id: Symbol('r1') }),
};
