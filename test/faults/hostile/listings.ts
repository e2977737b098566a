import type { DemoResponse } from '../../../electron/demo/exchange.ts';
import { isList, isObject, JsonNumber, type Json, type JsonObject } from '../../../electron/demo/world/json.ts';
import type { ResourceProvider } from '../../fakes/demo-roles.ts';
import { oneOf } from '../../fakes/random.ts';
import { canaries } from './canaries.ts';
import { keyForm } from './echoes.ts';
import { entriesOf } from './entries.ts';

/** An honest page of what is rented, taken apart. */
export interface Listing {
  readonly provider: ResourceProvider;
  readonly rows: readonly JsonObject[];
  /** The whole answer with another list in it, and other words beside it; undefined leaves a member out. */
  readonly put: (rows: Json | undefined, beside?: Beside) => Json;
}

interface Beside {
  readonly total?: Json;
  readonly next?: Json;
}

/** What makes a hostile page: an honest one, chance, and a number that is another one each time. */
type Make = (listing: Listing, random: () => number, fresh: () => number) => Json;

/** Takes an honest answer apart; null when it is no list of what is rented. */
export const listingOf = (provider: ResourceProvider, { content }: DemoResponse): Listing | null => {
  if (!('json' in content) || !isObject(content.json)) return null;
  const answer: JsonObject = content.json;
  const { Data: data } = answer;
  const holder = isObject(data) ? data : answer;
  const name = isObject(data) ? 'InstanceList' : 'instances';
  const rows = holder[name];
  if (!isList(rows)) return null;
  const put = (list: Json | undefined, { total, next }: Beside = {}): Json => {
    const { [name]: _, ...rest } = holder;
    const changed: JsonObject = {
      ...rest,
      ...(list === undefined ? {} : { [name]: list }),
      ...(total === undefined ? {} : { [isObject(data) ? 'TotalCount' : 'total_instances']: total }),
      ...(next === undefined ? {} : { next_token: next }),
    };
    return isObject(data) ? { ...answer, Data: changed } : changed;
  };
  return { provider, rows: rows.filter(isObject), put };
};

const idField: Readonly<Record<ResourceProvider, string>> = { alibaba: 'InstanceID', vastai: 'id' };
/** A field whose words are kept. */
const wordField: Readonly<Record<ResourceProvider, string>> = { alibaba: 'Region', vastai: 'label' };
const timeFields: Readonly<Record<ResourceProvider, readonly string[]>> = {
  alibaba: ['CreateTime', 'EndTime', 'StopTime', 'ExpectedReleaseTime', 'ReleaseTime'],
  vastai: ['start_date', 'end_date'],
};
const absurdTimes: readonly [Json, ...Json[]] = [
  0,
  -1,
  '-1',
  1,
  new JsonNumber('1e18'),
  new JsonNumber('1e999999'),
  new JsonNumber('253402300800000'),
  '0000-00-00T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '0002-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '2026-02-30T00:00:00Z',
  '2089-12-30T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  'tomorrow',
  '',
  null,
  [],
  {},
  true,
];

/** What no machine is called, or two services would not agree on. */
const noIds: readonly [Json, ...Json[]] = [
  null,
  '',
  ' ',
  {},
  [],
  true,
  -1,
  0,
  1.5,
  '__proto__',
  'a/b/c',
  '\u202e7',
  '\0',
  '٣',
  new JsonNumber('1e3'),
  new JsonNumber('99999999999999999999999'),
];

const renamed = (listing: Listing, count: number, fresh: () => number): readonly JsonObject[] =>
  Array.from({ length: count }, (_, index) => {
    const row = listing.rows[index % Math.max(1, listing.rows.length)] ?? {};
    return { ...row, [idField[listing.provider]]: `9${String(fresh()).padStart(15, '0')}` };
  });

const withEach = (row: JsonObject, names: readonly string[], value: (name: string) => Json): JsonObject => ({
  ...row,
  ...Object.fromEntries(names.map((name) => [name, value(name)])),
});

const every =
  (change: (row: JsonObject, random: () => number, provider: ResourceProvider) => Json): Make =>
  ({ rows, put, provider }, random) =>
    put(rows.map((row) => change(row, random, provider)));

const texts = (row: JsonObject): readonly string[] =>
  Object.keys(row).filter((name) => typeof row[name] === 'string' || row[name] === null);

const long = (length: number): string => 'x长é👩‍👩‍👧 '.repeat(Math.ceil(length / 12));

const flood =
  (member: Json, count: number): Make =>
  ({ put }) =>
    put(Array<Json>(count).fill(member));

const common: Readonly<Record<string, Make>> = {
  'huge fields': every((row) => withEach(row, texts(row), () => long(20_000))),
  'one field of 4 MB': ({ rows, put, provider }) =>
    put(rows.map((row, index) => (index === 0 ? { ...row, [wordField[provider]]: long(4_000_000) } : row))),
  'a huge id': every((row, _, provider) => ({ ...row, [idField[provider]]: '7'.repeat(100_000) })),
  'many fields more': every((row) =>
    withEach(
      row,
      Array.from({ length: 60 }, (_, i) => `more${String(i)}`),
      () => 'x',
    ),
  ),
  'rows beyond the page': (listing, _, fresh) => listing.put(renamed(listing, 900, fresh)),
  'rows far beyond the page': (listing, _, fresh) => listing.put(renamed(listing, 5_000, fresh)),
  'a flood of {}': flood({}, 900),
  'a great flood of {}': flood({}, 300_000),
  'a flood of null': flood(null, 900),
  'a flood of lists': flood([[]], 900),
  'some {} among the rows': ({ rows, put }) => put([{}, ...rows, {}, null, 'x', []]),
  'no list': ({ put }) => put(undefined),
  'null for a list': ({ put }) => put(null),
  '{} for a list': ({ put }) => put({}),
  'a text for a list': ({ put }) => put('[]'),
  'one object for a list': ({ rows, put }) => put(rows[0] ?? {}),
  'a list in a list': ({ rows, put }) => put([rows]),
  'an empty list': ({ put }, random) => put([], { total: oneOf(random, [0, 1, 40, null]) }),
  'absurd times': every((row, random, provider) =>
    withEach(row, timeFields[provider], () => (random() < 0.5 ? oneOf(random, absurdTimes) : absurdTimes[0])),
  ),
  'times the other way round': every((row, _, provider) => {
    const [first = '', last = ''] = timeFields[provider];
    return { ...row, [first]: row[last] ?? null, [last]: row[first] ?? null };
  }),
  'a total that lies': ({ rows, put }, random) =>
    put(rows, {
      total: oneOf<Json>(random, [0, 1, -1, rows.length, 39, 999_999, new JsonNumber('1e18'), 'many', null, [], true]),
    }),
  'one id for all': ({ rows, put, provider }) =>
    put(rows.map((row) => ({ ...row, [idField[provider]]: rows[0]?.[idField[provider]] ?? 1 }))),
  'ids that are none': every((row, random, provider) => ({
    ...row,
    [idField[provider]]: oneOf(random, noIds),
  })),
  'the key in every field': ({ rows, put, provider }, random) => {
    const echoed = keyForm(provider, random);
    const hasId = random() < 0.5;
    return put(
      rows.map((row) =>
        withEach(row, texts(row), (name) => (name === idField[provider] && hasId ? (row[name] ?? null) : echoed)),
      ),
    );
  },
  'the key in every name': ({ put, provider, rows }, random) => {
    const echoed = keyForm(provider, random);
    return put(rows.map((row) => ({ ...row, [echoed]: echoed, more: { [echoed]: [echoed] } })));
  },
  'the key in names and ids of new rows': (listing, random, fresh) => {
    const { provider, put } = listing;
    const echoed = keyForm(provider, random);
    const id = (row: JsonObject): Json =>
      provider === 'vastai' ? (row['id'] ?? null) : `i-${echoed}${String(fresh())}`;
    return put(
      renamed(listing, 20, fresh).map((row) => ({
        ...row,
        [idField[provider]]: id(row),
        [wordField[provider]]: echoed,
      })),
    );
  },
  'secrets inside every field': every((row) =>
    withEach(row, Object.keys(row), (name) => (name in canaries ? (row[name] ?? null) : canaries)),
  ),
  'secrets in lists inside every field': every((row, random, provider) =>
    withEach(row, Object.keys(row), (name) =>
      name === idField[provider] || random() < 0.3 ? (row[name] ?? null) : [canaries, Object.values(canaries)],
    ),
  ),
  'words that break lines': every((row, _, provider) => ({ ...row, [wordField[provider]]: 'a\r\nb\u202ec\u2028\0d' })),
};

const tokens: Readonly<Record<string, Make>> = {
  'the same token for ever': (listing, _, fresh) => listing.put(renamed(listing, 3, fresh), { next: 'again' }),
  'another token for the same page': ({ rows, put }, _, fresh) => put(rows, { next: `t${String(fresh())}` }),
  'another token and other rows for ever': (listing, _, fresh) =>
    listing.put(renamed(listing, 25, fresh), { next: `t${String(fresh())}`, total: 100_000_000 }),
  'two tokens in turn': ({ rows, put }, _, fresh) => put(rows, { next: fresh() % 2 === 0 ? 'tick' : 'tock' }),
  'empty pages with tokens': ({ put }, _, fresh) => put([], { next: `t${String(fresh())}` }),
  'a token that is none': ({ rows, put }, random) =>
    put(rows, { next: oneOf<Json>(random, [0, 1, true, {}, [], ['x'], { token: 'x' }]) }),
  'a token that is too long': ({ rows, put }) => put(rows, { next: 'x'.repeat(200_000) }),
  'a token with more parameters': ({ rows, put }) => put(rows, { next: 'x&limit=1000#?select_cols=%00\r\nX: y' }),
  'a token of the key': ({ rows, put, provider }, random) => put(rows, { next: keyForm(provider, random) }),
  'no word of a token': ({ rows, put }, random) => put(rows, { next: oneOf<Json>(random, [null, '', false]) }),
};

const kinds: Readonly<Record<ResourceProvider, Readonly<Record<string, Make>>>> = {
  alibaba: common,
  vastai: { ...common, ...tokens },
};

/** One way to lie in a list of what is rented. */
export interface Lie {
  readonly name: string;
  /** Every page must tell it, whichever is asked for: its own tokens come back. */
  readonly isEverywhere: boolean;
  readonly make: Make;
}

/** The next lie of a provider: each in turn, and from the first again after the last. */
export const lieOf = (provider: ResourceProvider, number: number): Lie => {
  const named = entriesOf(kinds[provider]);
  const [name, make] = named[number % named.length] ?? named[0];
  return { name, make, isEverywhere: name in tokens };
};
