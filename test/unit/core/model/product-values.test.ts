import { describe, expect, it } from 'vitest';
import { productNameOf, productValuesText, readProductValues } from '../../../../electron/core/model/product-values.ts';

describe('values by product', () => {
  it.each([
    ['', {}],
    ['训练机=day', { 训练机: 'day' }],
    [' 训练机 = day , 推理机=month,', { 训练机: 'day', 推理机: 'month' }],
    ['a=b=day', { 'a=b': 'day' }],
    ['8%2C 卡=day,50%25=month', { '8, 卡': 'day', '50%': 'month' }],
    ['a  b=day', { 'a b': 'day' }],
    ['50%=day', { '50%': 'day' }],
  ])('%j reads', (text, expected) => {
    expect(Object.fromEntries(readProductValues(text) ?? [])).toEqual(expected);
  });

  it.each(['训练机', '=day', ' =day', '训练机=', '训练机=day,x', '训练机=day,训练机=month'])('%j is none', (text) => {
    expect(readProductValues(text)).toBeNull();
  });

  it.each(['训练机', 'a=b', 'a,b', '100%', '%2C', '%252C', 'x=day,y=month', '=', '%'])(
    'the name %j comes back as it was written',
    (name) => {
      const values = new Map([
        [name, 'day'],
        ['z', 'month'],
      ]);
      expect(readProductValues(productValuesText(values))).toEqual(values);
    },
  );

  it('a name of white space is none', () => {
    expect([productNameOf(null), productNameOf(' \t'), productNameOf('　训练机 ')]).toEqual([null, null, '训练机']);
  });
});
