import { describe, expect, test } from 'vitest';
import { bytesOf, cut, cutBytes, cutUnits } from '../../../../electron/core/model/cut.ts';

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

describe('cutBytes', () => {
  test.each([
    ['fits', 'a'.repeat(100), 100, 100],
    ['ASCII', 'a'.repeat(101), 100, 100],
    ['Chinese', '长'.repeat(100), 100, 33],
    ['pairs of surrogates', '😀'.repeat(100), 101, 50],
    ['a family, which is one letter', `${'a'.repeat(90)}👩‍👩‍👧‍👦b`, 100, 90],
    ['a letter with its accent', `${'a'.repeat(98)}e\u0301\u0302`, 100, 98],
    ['a flag of two letters', `${'a'.repeat(96)}🇨🇳`, 100, 96],
    ['many flags', '🇨🇳'.repeat(1_000), 1_004, 500],
    ['accents without an end', `a${'\u0301'.repeat(1_000)}`, 101, 51],
  ])('%s', (_, text, bytes, units) => {
    const kept = cutBytes(text, bytes);
    expect(kept).toHaveLength(units);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(bytes);
    expect(text.startsWith(kept)).toBe(true);
    expect(isWellFormed(kept)).toBe(true);
    expect(bytesOf(kept)).toBe(Buffer.byteLength(kept));
  });

  test('is quick, however long the text', () => {
    expect(cutBytes('长'.repeat(5_000_000), 8_192)).toHaveLength(2_730);
  });
});

describe('cut and cutUnits', () => {
  test.each([
    ['租期铃😀😀', 4, '租期铃😀', '租期铃'],
    ['租期铃😀😀', 5, '租期铃😀😀', '租期铃😀'],
    ['short', 200, 'short', 'short'],
    ['', 0, '', ''],
    ['😀', 1, '😀', ''],
  ])('%s to %d characters, and to so many units', (text, most, byCharacters, byUnits) => {
    expect(cut(text, most)).toBe(byCharacters);
    expect(cutUnits(text, most)).toBe(byUnits);
  });

  test('keep every character whole, wherever they cut', () => {
    const text = 'a😀长é👩‍👩‍👧‍👦'.repeat(3);
    for (let most = 0; most <= text.length; most += 1) {
      expect(isWellFormed(cut(text, most))).toBe(true);
      expect(isWellFormed(cutUnits(text, most))).toBe(true);
      expect(isWellFormed(cutBytes(text, most))).toBe(true);
      expect(cutUnits(text, most).length).toBeLessThanOrEqual(most);
    }
  });
});

test('bytesOf counts as UTF-8 does, half a character as the sign that stands for it', () => {
  for (const text of ['', 'abc', 'é', '长', '😀', '\ud83d', `${'长'.repeat(100)}😀`])
    expect(bytesOf(text)).toBe(Buffer.byteLength(text));
});
