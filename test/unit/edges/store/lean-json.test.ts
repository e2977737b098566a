import { describe, expect, it } from 'vitest';
import { leanJson } from '../../../../electron/edges/store/lean-json.ts';
import { orderBodyOf, orderBodyText } from '../../../../electron/edges/store/stored-size.ts';
import { anOrder } from '../../../fakes/orders.ts';

describe('lean JSON', () => {
  it.each([
    [
      'names and texts with what JSON escapes',
      { 'a"b': 'quoted " \\ back', b: 'line\nbreak \u0000 \u001f', c: '\u2028' },
    ],
    ['characters of every plane, and lone surrogates', { a: '训练机', b: '🅰 𝐊', c: '\ud800', d: 'x\udfff' }],
    ['numbers, words and empty things', { a: 1.5, b: true, c: false, d: -0, e: {}, f: [], g: '' }],
    ['lists of objects', { items: [{ a: 1 }, { b: ['x', 'y'] }] }],
  ])('writes %s as JSON does', (_what, value) => {
    expect(leanJson(value)).toBe(JSON.stringify(value));
  });

  it('leaves out members that are null or undefined, at every depth, but no members of lists', () => {
    const value = { a: null, b: { c: null, d: undefined, e: 'x' }, f: [null, { g: null, h: 1 }] };
    expect(leanJson(value)).toBe('{"b":{"e":"x"},"f":[null,{"h":1}]}');
  });

  it('writes what is no number as null, as JSON does', () => {
    expect(leanJson({ a: Number.NaN })).toBe('{"a":null}');
  });
});

it('the text of a body is that of an order without its columns', () => {
  const order = { ...anOrder({ facts: [{ path: 'id', value: '1' }] }), implausible: ['createTime'] };
  expect(orderBodyText(order)).toBe(leanJson(orderBodyOf(order)));
  expect(Object.keys(JSON.parse(orderBodyText(order)) as object)).not.toContain('facts');
});
