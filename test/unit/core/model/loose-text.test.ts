import { expect, it } from 'vitest';
import { looseOf, wideOf } from '../../../../electron/core/model/loose-text.ts';

it.each([
  'RTX 4090',
  'rtx-4090',
  'Rtx_4090',
  'ＲＴＸ４０９０',
  'ＲＴＸ　４０９０',
  'RTX – 4090',
  'rtx\u20114090',
  'RTX\u00a04090',
])('%s is rtx4090 when it is looked for loosely', (text) => {
  expect(looseOf(text)).toBe('rtx4090');
});

it('leaves other signs, and Chinese, as they are', () => {
  expect(looseOf('8×A100 80 GB · 训练机-02')).toBe('8×a10080gb·训练机02');
  expect(looseOf(' -_ ')).toBe('');
});

it('widens what has a form of full width', () => {
  expect(wideOf('rtx-4090 训')).toBe('ｒｔｘ－４０９０ 训');
});
