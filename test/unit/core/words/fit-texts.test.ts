import { expect, it } from 'vitest';
import { shortenLabel } from '../../../../electron/core/words/fit-texts.ts';

const family = `👩${'\u200d👩'.repeat(5000)}`;
const jamo = `\u1100${'\u1161'.repeat(5000)}`;

it.each([
  ['one chain of emoji', family, '…'],
  ['one syllable of many jamo', jamo, '…'],
  ['such a chain after a name', `训练机 ${family}`, '训练机 …'],
])('a label is bounded in length, however few signs it is: %s', (_what, label, expected) => {
  expect(shortenLabel(label)).toBe(expected);
});

it('a label of forty signs stays whole, and a longer one loses whole signs only', () => {
  const plain = '👨‍👩‍👧'.repeat(40);
  expect(shortenLabel(plain)).toBe(plain);
  expect(shortenLabel('训'.repeat(41))).toBe(`${'训'.repeat(39)}…`);
  expect(shortenLabel('👨‍👩‍👧'.repeat(41))).toBe(`${'👨‍👩‍👧'.repeat(39)}…`);
  expect(shortenLabel('\u200b')).toBe('–');
});
