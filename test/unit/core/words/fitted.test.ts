import { expect, it } from 'vitest';
import { shortened } from '../../../../electron/core/words/fitted.ts';

const family = `👩${'\u200d👩'.repeat(5000)}`;
const jamo = `\u1100${'\u1161'.repeat(5000)}`;

it.each([
  ['one chain of emoji', family, '…'],
  ['one syllable of many jamo', jamo, '…'],
  ['such a chain after a name', `训练机 ${family}`, '训练机 …'],
])('a label is bounded in length, however few signs it is: %s', (_what, label, expected) => {
  expect(shortened(label)).toBe(expected);
});

it('a label of forty signs stays whole, and a longer one loses whole signs only', () => {
  const plain = '👨‍👩‍👧'.repeat(40);
  expect(shortened(plain)).toBe(plain);
  expect(shortened('训'.repeat(41))).toBe(`${'训'.repeat(39)}…`);
  expect(shortened('👨‍👩‍👧'.repeat(41))).toBe(`${'👨‍👩‍👧'.repeat(39)}…`);
  expect(shortened('\u200b')).toBe('–');
});
