import { describe, expect, it } from 'vitest';
import { day, hour } from '../../../../electron/core/model/instant.ts';
import { typedSpan } from '../../../../electron/core/model/typed-span.ts';

describe('a span of time in a query', () => {
  it.each([
    ['7d', 7 * day],
    ['7D', 7 * day],
    ['７ｄ', 7 * day],
    ['7天', 7 * day],
    ['7 天内', 7 * day],
    ['7天以内到期', 7 * day],
    ['未来7天', 7 * day],
    ['7日', 7 * day],
    ['7 days', 7 * day],
    ['within 7 days', 7 * day],
    ['in 1 day', day],
    ['next 2 weeks', 14 * day],
    ['due within 24 hours', 24 * hour],
    ['24h', 24 * hour],
    ['24小时', 24 * hour],
    ['24 个小时之内', 24 * hour],
    ['2w', 14 * day],
    ['1周内', 7 * day],
    ['3个月', 90 * day],
  ])('%s', (query, withinMs) => {
    expect(typedSpan(query)).toMatchObject({ withinMs, rest: '' });
  });

  it('may stand anywhere among other words, which are left', () => {
    expect(typedSpan('h100  within 7 days 训练')).toEqual({
      withinMs: 7 * day,
      typed: 'within 7 days',
      rest: 'h100 训练',
    });
    expect(typedSpan('7d 4090')).toMatchObject({ typed: '7d', rest: '4090' });
  });

  it.each([
    '',
    '7',
    'd',
    '0d',
    '4090d',
    '4090 D',
    'RTX 4090 d',
    '5 d',
    'h100',
    'a7d',
    '7days2',
    '7-d',
    '999天',
    'node-7d',
    '80g',
    '训练7天机',
  ])('is not %j', (query) => {
    expect(typedSpan(query)).toBeNull();
  });
});
