import { describe, expect, it } from 'vitest';
import { idLeaf } from '../../../../electron/providers/reading/leaves.ts';

describe('an id', () => {
  it.each([
    ['0', '00', '-0', '0.0', '-1', '0x0', '00000000-0000-0000-0000-000000000000', '0000:0000'],
    ['-', '--', '---', '_', '.', '...', ' '],
    ['null', 'NULL', 'nil', 'None', 'none', 'N/A', 'n/a', 'NA', 'NaN', 'undefined', 'unknown', '<nil>', '(null)'],
    ['"null"', "''", '[]', '{}', '[object Object]', 'not set', 'not-assigned', 'TBD', 'string', 'empty', 'default'],
    ['false', 'true', '无', '暂无', '未分配'],
  ])('that stands for nothing is none (%s …)', (...texts) => {
    for (const text of texts) expect([text, idLeaf.parse(text)]).toEqual([text, null]);
  });

  it.each([
    '1',
    '10',
    'i-0',
    'i-xxxx',
    '602892b7b500000eed4190e932000000',
    '1144119593787195392',
    'none-1',
    'nullable',
    '0a',
  ])('that names something is kept: %s', (text) => {
    expect(idLeaf.parse(text)).toBe(text);
  });

  it('of another kind than text is none', () => {
    for (const value of [null, undefined, {}, [], false, true]) expect(idLeaf.parse(value)).toBeNull();
  });
});
