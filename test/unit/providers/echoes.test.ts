import { describe, expect, test } from 'vitest';
import { stringify } from 'lossless-json';
import { demoWorld } from '../../../electron/demo/world/world.ts';
import type { HttpRequest } from '../../../electron/core/ports/http.ts';
import { toldOf } from '../../../electron/providers/reading/facts.ts';
import { changedTexts } from '../../../electron/providers/reading/json-texts.ts';
import { parseJson } from '../../../electron/providers/reading/json.ts';
import { withoutEchoes } from '../../../electron/providers/redaction/secrets.ts';
import { SecretsRead } from '../../../electron/core/model/secrets-read.ts';
import { Secret } from '../../../electron/core/model/secret.ts';
import { seededRandom, wholeBetween } from '../../fakes/random.ts';
import { roles } from '../../provider/roles.ts';
import { idOf, listedIn } from '../../provider/stage.ts';
import { scripted, valueOf, type Reply } from './session.ts';

const settings = { durationUnit: 'month', orderHashes: '602892b7b500000eed4190e932000000' };
const echoes: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'in Base64 of a header': (key) => Buffer.from(`Bearer ${key}`).toString('base64').replace(/=+$/, ''),
  'in JSON escapes': (key) => [...key].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join(''),
  'in entities': (key) => [...key].map((one) => `&#x${one.charCodeAt(0).toString(16)};`).join(''),
  'with zero-width spaces': (key) => [...key].join('\u200b'),
};

const asRows = (text: string): unknown => valueOf(parseJson(text));

describe.each(roles.map((role) => [role.provider.description.id, role] as const))('%s', (_, { provider, sample }) => {
  const secrets = Object.fromEntries(
    provider.description.credentials.map(({ name }, index) => [name, `Ky${index}mPq7/Lw2Rt9+Yb6Nc3Vd${index}`]),
  );
  const found = (text: string): boolean =>
    Object.values(secrets).some((key) =>
      Object.values(echoes).some(
        (echo) => text.includes(echo(key)) || text.includes(JSON.stringify(echo(key)).slice(1, -1)),
      ),
    );

  const readWith = async (change: (text: string) => string) => {
    const read = await provider.readRound(
      scripted((request: HttpRequest): Reply => change(sample(request)), { secrets, settings }),
    );
    return valueOf(read);
  };

  test.each(Object.entries(echoes))(
    'a key that an order repeats %s is in nothing that is read',
    async (_name, echo) => {
      for (const key of Object.values(secrets)) {
        // In every text, and in every name that no code of ours asks for; ids stay apart by what else they are.
        const reading = await readWith((text) =>
          text
            .replaceAll(/: "([^"\\]*)"/g, (_whole, value: string) => `: "${value}-${echo(key)}"`)
            .replaceAll(/(\{)(?=\s*")/g, `$1"x${echo(key)}": "y",`),
        ).catch(() => null);
        if (reading === null) continue;
        expect(found(JSON.stringify(reading))).toBe(false);
      }
    },
  );

  test('the key of another account, and the one before a change, are in nothing that is read either', async () => {
    const secretsRead = new SecretsRead();
    const others = { other: 'Zw4-otherAccount9Xc2', before: 'Qp8-beforeChange3Lk7' };
    const echoing = (request: HttpRequest): Reply =>
      sample(request).replaceAll(
        /: "([^"\\]*)"/g,
        (_whole, value: string) => `: "${value}-${others.other}-${others.before}"`,
      );
    const read = async (): Promise<string> => {
      const session = scripted(echoing, { secrets, settings, secretsRead });
      return JSON.stringify(await provider.readRound(session));
    };
    const beforeOthers = await read();
    for (const key of Object.values(others)) expect(beforeOthers).toContain(key);
    secretsRead.with(Object.fromEntries(Object.entries(others).map(([name, text]) => [name, new Secret(text)])));
    const after = await read();
    expect(after).toContain('[redacted]');
    for (const key of Object.values(others)) expect(after).not.toContain(key);
  });

  test('an id that repeats a key is the same each time, and another than its neighbour’s', async () => {
    const key = Object.values(secrets)[0] ?? '';
    const session = (suffix: string) =>
      scripted(
        (request) =>
          sample(request).replaceAll(
            /("(?:id|Id|order_hash|order|lease|InstanceID)": ?)"?(\w+)"?/g,
            `$1"${key}-$2${suffix}"`,
          ),
        {
          secrets,
          settings: { durationUnit: 'month' },
        },
      );
    const ids = async (suffix: string) => {
      const read = await provider.readRound(session(suffix));
      return read.ok ? listedIn(read.value).map(idOf) : [];
    };
    const [one, again, other] = [await ids('a'), await ids('a'), await ids('b')];
    expect(one).toEqual(again);
    expect(new Set([...one, ...other]).size).toBe(one.length + other.length);
    expect(found(JSON.stringify(one))).toBe(false);
  });
});

describe('an answer without its echoes', () => {
  const secrets = { apiKey: new Secret('12345678901234567890abcdEFGH') };
  const without = (text: string, given = secrets) => withoutEchoes({ headers: {}, text }, given).text;

  test('is the very same text when there is none', () => {
    const world = demoWorld(new Date('2026-11-23T04:00:00Z'));
    const at = new Date('2026-11-23T04:00:00Z');
    const pages = [world.wolover(at), world.unicloud(at), world.qiniu(at)].map((rows) => stringify(rows) ?? '');
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = seededRandom(seed);
      const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_';
      const key = Array.from({ length: wholeBetween(random, 8, 40) }, () => alphabet[wholeBetween(random, 0, 63)]).join(
        '',
      );
      for (const page of pages) expect(without(page, { apiKey: new Secret(key) })).toBe(page);
    }
  });

  test('of each order of a full page keeps what stands beside them', () => {
    const rows = Array.from({ length: 500 }, (_, row) => `order ${String(row)}: bad key 12345678901234567890abcdEFGH`);
    const left: unknown = JSON.parse(without(JSON.stringify(rows)));
    expect(left).toEqual(rows.map((_, row) => `order ${String(row)}: bad key [redacted]`));
  });

  test('behind a flood of them keeps no text that has one: exact cuts would hold everything up for seconds', () => {
    const flood = '12345678901234567890abcdEFG* '.repeat(30);
    const left = without(JSON.stringify({ rows: Array.from({ length: 2000 }, () => flood), title: '训练机-02' }));
    expect(left).toContain('训练机-02');
    expect(left).not.toContain('12345678901234567890');
    expect(left.split('"[redacted]"').length).toBeGreaterThan(1500);
  });

  test('keeps how everything else is written', () => {
    const key = '12345678901234567890abcdEFGH';
    expect(without(`{"a":1.50e1,"b":"\\u4e91 ${key}","${key}":null,"c":[true,"\\"x\\""]}`)).toBe(
      '{"a":1.50e1,"b":"云 [redacted]","[redacted]":null,"c":[true,"\\"x\\""]}',
    );
  });

  test('has a text where a number was a key', () => {
    const digits = { apiKey: new Secret('1234567890123456') };
    expect(asRows(without('{"id":1234567890123456,"n":12345678}', digits))).toEqual({
      id: '[redacted]',
      n: '12345678',
    });
  });

  describe('that lies in several texts, names or numbers', () => {
    const key = '12345678901234567890abcdEFGH';
    const signed = { apiKey: new Secret('MY-Secret_Key/abc+1234==') };
    const order = (detail: string): string => `{"rows":[{"id":"1","detail":${detail},"n":2},{"id":"3"}],"total":1.50}`;

    test.each<[string, string]>([
      ['pieces', '["1234567890","1234567890","abcd","EFGH"]'],
      ['a buffer of Node', JSON.stringify({ type: 'Buffer', data: [...Buffer.from(key)] })],
      ['bytes', JSON.stringify([...Buffer.from(key)])],
      ['signed bytes of Java, in lines', JSON.stringify([...Buffer.from(key)], null, 2)],
      ['characters', JSON.stringify([...key])],
      ['characters by place', JSON.stringify({ ...[...key] })],
      ['names', `{"1234567890":{"1234567890":{"abcdEFGH":"x"}}}`],
      ['names and their value', `{"123456789012":{"34567890":"abcdEFGH"}}`],
    ])('as %s is gone with the smallest list or object that holds it', (_, detail) => {
      const clean = without(order(`{"kept":[1,"a"],"x":${detail}}`));
      const instead = detail.startsWith('{"type"') ? '{"type":"Buffer","data":"[redacted]"}' : '"[redacted]"';
      expect(clean).toBe(order(`{"kept":[1,"a"],"x":${instead}}`));
    });

    test('as a name and its value, of which each is half of it, is gone in both', () => {
      expect(without(order(`{"12345678901234":"567890abcdEFGH"}`))).toBe(order('{"[redacted]0-14":"[redacted]14-28"}'));
    });

    test('with signs in it is gone too', () => {
      const text = [...'MY-Secret_Key/abc+1234=='];
      for (const detail of [
        JSON.stringify(text),
        JSON.stringify({ ...text }),
        JSON.stringify({ ...text }).replaceAll('/', '\\/'),
      ])
        expect(without(order(detail), signed)).toBe(order('"[redacted]"'));
    });

    test('is gone everywhere, beside one that lies in a single text', () => {
      const list = JSON.stringify([...key]);
      expect(without(`{"a":${list},"b":"${key}","c":{"d":[${list},1,${list}]}}`)).toBe(
        '{"a":"[redacted]","b":"[redacted]","c":{"d":["[redacted]",1,"[redacted]"]}}',
      );
    });

    test('is gone with all there is where nothing smaller holds it, or it has no end', () => {
      expect(without(`["1234567890",[],"1234567890",[],"abcdEFGH"]`)).toBe('"[redacted]"');
      expect(without('{"a":["1234567890","1234567890","abcdEFGH"')).not.toMatch(/1234|EFGH/);
    });

    test('costs no more than its length, however often and deep', () => {
      const list = JSON.stringify([...key]);
      const deep = `${'['.repeat(40)}${list}${']'.repeat(40)}`;
      const clean = without(`[${`${deep},`.repeat(500)}1]`);
      expect(clean).not.toContain('"E","F"');
    });
  });

  test('of another kind than JSON has none either, nor have its headers', () => {
    const key = '12345678901234567890abcdEFGH';
    expect(withoutEchoes({ headers: { 'x-reqid': `R-${key}` }, text: `<b>${key}</b>` }, secrets)).toEqual({
      headers: { 'x-reqid': 'R-[redacted]' },
      text: '<b>[redacted]</b>',
    });
  });

  test.each(['k-1x', 'ab12cd', '9f86d08', 'x7/Zz+1'])(
    'a key as short as %s is taken out where it stands alone',
    (key) => {
      const text = (told: string): string =>
        JSON.stringify({ id: `${key}9`, note: `x${key}`, message: `bad key ${told}, told`, [told]: told });
      expect(without(text(key), { apiKey: new Secret(key) })).toBe(text('[redacted]'));
      const hex = Buffer.from(key).toString('hex');
      expect(without(text(hex), { apiKey: new Secret(key) })).toBe(text('[redacted]'));
      expect(without(text(key.toUpperCase()), { apiKey: new Secret(key) })).toBe(text(key.toUpperCase()));
    },
  );

  test.each(['2026', 'ECS', 'paid', '1234567', 'a1'])('a key as short as %s is left in it', (key) => {
    const text = '{"status":"paid","createTime":"2026-11-20 10:00:00","spec":"ECS 1234567"}';
    expect(without(text, { apiKey: new Secret(key) })).toBe(text);
  });
});

test.each(['{"a":"b', '{"a":"\\', '["\\x"]', '{"a":"\\ud800"}', '-', '"'])('%s is left alone', (text) => {
  expect(changedTexts(text, (one) => one)).toBe(text);
  expect(() => changedTexts(text, () => 'other')).not.toThrow();
});

test('texts are changed one by one, whatever JSON it is', () => {
  const value = { a: ['x', { 'b"\\': '\u2028' }], n: '7' };
  const shout = (text: string): string => text.toUpperCase();
  expect(JSON.parse(changedTexts(stringify(value) ?? '', shout))).toEqual({ A: ['X', { 'B"\\': '\u2028' }], N: '7' });
});

/** Every eight characters of a text that stand together. */
const partsOf = (text: string): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - 7) }, (_, at) => text.slice(at, at + 8));

describe('an answer that is far too long', () => {
  const key = 'Ky0mPq7/Lw2Rt9+Yb6Nc3Vd-40-characters-4b';
  const secrets = { apiKey: new Secret(key) };
  const read = (text: string) => {
    const { text: left } = withoutEchoes({ headers: {}, text }, secrets);
    return { left, parsed: parseJson(left) };
  };

  test.each(Object.entries(echoes))(
    'leaves no part of a key that is repeated %s all along a text, wherever that is cut',
    (_name, echo) => {
      const told = JSON.stringify(echo(key)).slice(1, -1).replaceAll('\\\\u', '\\u');
      const filling = '.'.repeat(7);
      for (const [before, times] of [
        [0, 3_000],
        [16_300, 3_000],
        [32_700, 10],
        [32_768 - Math.floor(told.length / 2), 1],
      ] as const) {
        const text = `{"a":"${'x'.repeat(before)}${(told + filling).repeat(times)}${'y'.repeat(40_000)}","b":1}`;
        const { facts } = toldOf([{ value: valueOf(read(text).parsed) }], [], []);
        const kept = JSON.stringify(facts);
        for (const part of [...partsOf(key), ...partsOf(echo(key).replace(/^QmVhcmVyI/, ''))])
          expect(kept).not.toContain(part);
        expect(facts.map(({ path }) => path)).toEqual(['a', 'b']);
        expect(facts[1]?.value).toBe('1');
      }
    },
  );

  test.each<[string, string]>([
    ['one text of 18 MB', `{"a":"${'\\u0041'.repeat(3_000_000)}","b":1}`],
    ['a number of a million digits', `{"a":${'7'.repeat(1_000_000)},"b":1}`],
    ['a flood of escapes', `[${'"%25252541",'.repeat(1_000_000)}"x"]`],
    ['brackets', '['.repeat(1_000_000)],
    ['no JSON', '<p>'.repeat(1_000_000)],
    ['a text without an end', `{"a":"${'\\\\'.repeat(1_000_000)}`],
  ])('is looked through no further than it is read: %s', (_name, text) => {
    const { left, parsed } = read(text);
    expect(left.length).toBeLessThan(200_000);
    expect(parsed).toEqual(parseJson(text));
  });

  test.each(['{"a":"short","b":[1.5e3,-2,{"c":"\\u957f"}]}', '[]', '{"a":1', 'x', '[1-2]', '{1:2}'])(
    'one that is not stays as it is: %s',
    (text) => expect(read(text).left).toBe(text),
  );
});
