import { describe, expect, it } from 'vitest';
import { plainLine, plainLines, printableJson, printableText } from '../../../../electron/core/model/plain-text.ts';

const everyCharacter = Array.from({ length: 0x110000 }, (_, codePoint) => codePoint);

describe('one line of visible text', () => {
  it.each([
    ['line breaks of every kind', 'a\r\nb\vc\fd\u0085e\u2028f\u2029g', 'a b c d e f g'],
    ['escape sequences and bells', 'bell\u0007 esc\u001b[31m c1\u009b31m', 'bell esc [31m c1 31m'],
    ['direction marks', '\u202eevil\u202c \u2066x\u2069 \u200ey\u200f\u061c', 'evil x y'],
    ['zero-width characters', 'a\u200bb\u2060c\ufeffd\u00ade', 'abcde'],
    ['fillers that look empty', '\u3164\u115f\uffa0', ''],
    ['joiners and selectors with nothing beside them', '\u200d\u2800 \ufe0f', ''],
    ['joiners at the end and before a space', 'W\u200c x\u200d', 'W x'],
    ['Braille without a dot', 'a\u2800\u2800b', 'a b'],
    ['heaps of marks', `Z${'\u0301'.repeat(50)}`, `\u0179${'\u0301'.repeat(8)}`],
    ['tags', 'x\u{e0041}\u{e007f}', 'x'],
    ['lone surrogates', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['two writings of one name', 'Cafe\u0301', 'Caf\u00e9'],
    ['a mark that stood apart', 'e\u200b\u0301', '\u00e9'],
    ['white space', ' \t 华东\u3000一区\u00a0A ', '华东 一区 A'],
  ])('cleans %s', (_, text, line) => expect(plainLine(text)).toBe(line));

  it.each(['训练机-02', 'R&D <prod>', '👩‍👩‍👧 ❤️ 🇨🇳', 'می‌خواهم', '葛󠄀城', '=1+1', "it's; x, y"])(
    'leaves %s alone',
    (text) => {
      expect(plainLine(text)).toBe(text);
    },
  );

  it('lets no control, format or separator character of Unicode pass', () => {
    const passed = everyCharacter
      .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
      .map((codePoint) => String.fromCodePoint(codePoint))
      .filter((character) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(plainLine(`a${character}b`)));
    expect(passed).toEqual(['\u200c', '\u200d']);
  });
});

describe('lines of visible text', () => {
  it('keeps line breaks of every kind as LF and nothing else', () => {
    expect(plainLines('\n\na\r\nb\u2028c\u0085d\u001b[1m\n')).toBe('a\nb\nc\nd [1m');
  });

  it.each(['a\n\u200b\nb', ' \u0007 a \r\n\r\n b', 'a \u200d b', 'a\u200d\u0301 b'])('is idempotent', (text) => {
    expect(plainLines(plainLines(text))).toBe(plainLines(text));
  });
});

describe('printed text', () => {
  it('keeps the spaces that align and indent, and ends lines with LF alone', () => {
    expect(printableText('a  b\n  c\r\nd\u2028e\u0085f')).toBe('a  b\n  c\nd\ne\nf');
  });

  it.each([
    ['esc\u001b[31m bell\u0007 tab\tx del\u007f c1\u009b', 'esc [31m bell  tab x del  c1 '],
    ['\u202eevil\u202c \ufeff\u200b', 'evil '],
    ['lone\ud800', 'lone\ufffd'],
    ['Cafe\u0301', 'Caf\u00e9'],
  ])('%j', (text, printed) => {
    expect(printableText(text)).toBe(printed);
    expect(printableText(printed)).toBe(printed);
  });
});

describe('printed JSON', () => {
  it('is exact, and prints no character of Unicode that steers or hides', () => {
    const text = everyCharacter
      .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
      .map((codePoint) => String.fromCodePoint(codePoint))
      .join('');
    const json = printableJson({ [text.slice(0, 0x3000)]: text });
    expect(JSON.parse(json)).toEqual({ [text.slice(0, 0x3000)]: text });
    expect(json.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)).toEqual(['\u200c', '\u200d', '\u200c', '\u200d']);
  });

  it('holds no lone surrogate, written out or not', () => {
    expect(printableJson(['\ud800', 'a\udc00b', '\\ud800'])).toBe(String.raw`["�","a�b","\\ud800"]`);
  });
});
