import { describe, expect, it, test } from 'vitest';
import { beginningOfResponse } from '../../../../electron/providers/reading/response-beginning.ts';

const long = 300_000;

describe('space between the parts of a response', () => {
  const gaps: readonly [string, string][] = [
    ['spaces', ' '.repeat(long)],
    ['line ends', '\n'.repeat(long)],
    ['all four', '\r\n\t '.repeat(long / 4)],
  ];

  it.each(gaps)('is left out wherever it stands, and parts as before (%s)', (_, gap) => {
    const parts = ['', '{', '"total"', ':', '0', ',', '"rows"', ':', '[', '1', ',', '"a b"', ']', '}', ''];
    const json = parts.join(gap);
    const read = beginningOfResponse(json);
    expect(read.length).toBeLessThan(200);
    expect(JSON.parse(read)).toEqual(JSON.parse(json));
  });

  it.each(gaps)('never makes one word of two (%s)', (_, gap) => {
    for (const broken of [`{"a":1${gap}2}`, `{"a":tr${gap}ue}`, `{"a":-${gap}1}`, `{"a":1}${gap}x`])
      expect(() => JSON.parse(beginningOfResponse(broken)) as unknown).toThrow(SyntaxError);
  });

  it('inside of a text is a part of it', () => {
    const text = `{"a":"${' '.repeat(500)}\\"${' '.repeat(500)}","${' '.repeat(100)}":1}`;
    expect(beginningOfResponse(text)).toBe(text);
    const open = `{"a":"${' '.repeat(500)}`;
    expect(beginningOfResponse(open)).toBe(open);
  });

  it('of a response laid out for readers stays as it is', () => {
    const laidOut = JSON.stringify({ rows: [{ id: 1, of: { deep: [{ er: [true, null] }] } }], total: 1 }, null, 4);
    expect(beginningOfResponse(laidOut.replaceAll('\n', '\r\n'))).toBe(laidOut.replaceAll('\n', '\r\n'));
  });
});

test('a response that every budget refuses ends there, without its space', () => {
  const read = beginningOfResponse(`${'['.repeat(60)}${' '.repeat(long)}${'['.repeat(60)}`);
  expect(read.length).toBeLessThan(100);
  expect(read).toBe(`${'['.repeat(60)} ${'['.repeat(5)}`);
});
