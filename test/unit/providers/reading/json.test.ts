import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../../electron/providers/reading/facts.ts';
import { parseJson } from '../../../../electron/providers/reading/json.ts';
import { valueOf } from '../session.ts';

const parsed = (text: string): unknown => valueOf(parseJson(text));

describe('parseJson', () => {
  test('keeps every digit of 64-bit ids and amounts', () => {
    expect(parsed('{"id":1144119593787195392,"fee":17.50,"big":10000000000000000000,"far":1e308,"neg":-0.10}')).toEqual(
      {
        id: '1144119593787195392',
        fee: '17.50',
        big: '10000000000000000000',
        far: '1e308',
        neg: '-0.10',
      },
    );
  });

  test('keeps words, null, empty containers and escaped text', () => {
    expect(parsed('{"a":true,"b":null,"c":[],"d":{},"e":"七牛\\u4e91\\n"}')).toEqual({
      a: true,
      b: null,
      c: [],
      d: {},
      e: '七牛云\n',
    });
  });

  test('of equal names the last one counts, as in JSON.parse', () => {
    expect(parsed('{"id":"1","id":"2"}')).toEqual({ id: '2' });
  });

  test('a name like __proto__ is only a name', () => {
    const value = parsed('{"__proto__":{"polluted":true},"constructor":1}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('NUL and lone surrogates become U+FFFD, pairs stay', () => {
    expect(parsed('{"a\\u0000":"\\u0000x","b":"\\ud83d","c":"\\ud83d\\ude00","d":["\\udfff"]}')).toEqual({
      'a\ufffd': '\ufffdx',
      b: '\ufffd',
      c: '😀',
      d: ['\ufffd'],
    });
  });

  test.each([
    ['HTML', '<!doctype html><title>Login</title>'],
    ['nothing', ''],
    ['a cut answer', '{"rows":[{"id":"1'],
    ['a missing value', '{"rows": [1, 2,, }'],
    ['text after the end', '{} {}'],
    ['a raw control character', '{"a":"\u0000"}'],
    ['a number that is none', '{"a":01}'],
    ['NaN', '{"a":NaN}'],
  ])('refuses %s', (_, text) => {
    expect(parseJson(text)).toEqual({
      ok: false,
      failure: { code: 'provider.unexpected-answer', path: '$', detail: 'not-json' },
    });
  });

  test.each([
    ['lists', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['65 lists, well closed', '['.repeat(65) + ']'.repeat(65)],
  ])('refuses %s that nest too deep', (_, text) => {
    expect(parseJson(text)).toEqual({
      ok: false,
      failure: { code: 'provider.unexpected-answer', path: '$', detail: 'too-deep' },
    });
  });

  test('brackets inside text do not count as depth', () => {
    expect(parsed(`{"a":"${'['.repeat(500)}\\""}`)).toEqual({ a: `${'['.repeat(500)}"` });
  });
});

describe('factsOf', () => {
  test('names every leaf in dotted form and keeps its text', () => {
    const answer = parsed(
      '{"id":1144119593787195392,"a":{"b":[{"c":null},{"c":""}]},"t":true,"n":1.50,"none":[],"empty":{}}',
    );
    expect(factsOf(answer)).toEqual([
      { path: 'id', value: '1144119593787195392' },
      { path: 'a.b[0].c', value: null },
      { path: 'a.b[1].c', value: '' },
      { path: 't', value: 'true' },
      { path: 'n', value: '1.50' },
    ]);
  });

  test('puts a prefix before objects and lists', () => {
    expect(factsOf(parsed('{"a":1,"b":[2]}'), 'Order')).toEqual([
      { path: 'Order.a', value: '1' },
      { path: 'Order.b[0]', value: '2' },
    ]);
  });

  test('is bounded', () => {
    expect(factsOf(Array.from({ length: 20_000 }, () => '1'))).toHaveLength(5_000);
  });
});
