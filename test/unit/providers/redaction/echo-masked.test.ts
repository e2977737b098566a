import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../electron/providers/redaction/redactor.ts';

const keys = [
  'kR7Qz2mVb9XwT4cNhL8sYpJd3FgUa1',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'MY-SecretKey_abc-1234_5678-xYz9AbCdEfGh',
  '6f9619ff-8b86-d011-b42d-00c04fc964ff',
  'a8Jk/2+Lm9qQx7/Zz+01',
  '4839201758273645',
  'kR7Qz2mVb9XwT4cNhL8sYpJd3FgUa1Wq6ZtE5vGi0OrBn7DjKfHu2MxSyCl',
];

/** A key with so many of its characters from a place on replaced. */
const masked = (key: string, from: number, count: number, mask: string): string =>
  key.slice(0, from) + mask + key.slice(from + count);

const lettersIn = (text: string): number => text.replace(/[^a-z0-9]/gi, '').length;

describe.each(keys)('of %s', (key) => {
  const redactor = new Redactor([key]);

  test.each(['*', '.', '…', 'x', 'X', '•', '#', '●', '＊', '?', '\ufffd', '-', '_'])(
    'characters masked by %s do not hide the rest',
    (sign) => {
      for (const count of [1, 2, 3])
        for (let from = 1; from + count < key.length; from += Math.max(1, Math.floor(key.length / 40))) {
          if (lettersIn(masked(key, from, count, '')) < Math.max(12, Math.ceil(lettersIn(key) * 0.75))) continue;
          for (const mask of [sign.repeat(count), sign.repeat(4)]) {
            const echo = masked(key, from, count, mask);
            expect(redactor.finds(`key "${echo}" is bad`), echo).toBe(true);
            const clean = redactor.clean(`key "${echo}" is bad`);
            expect(clean, echo).toMatch(/^key "[^]*\[redacted\][^]*" is bad$/);
            expect(lettersIn(clean.replace('[redacted]', '')) - lettersIn('key is bad'), clean).toBeLessThan(
              Math.max(12, lettersIn(key) / 4) + 4,
            );
          }
        }
    },
  );

  test('less than half is left in a row', () => {
    const third = Math.min(7, Math.floor(key.length / 3));
    const sides = key.slice(0, third) + '***' + key.slice(-third);
    expect(redactor.finds(sides)).toBe(false);
  });
});

test('a mask in the middle is gone with both ends, in any encoding that hides no character', () => {
  const key = 'kR7Qz2mVb9XwT4cNhL8sYpJd3FgUa1';
  const redactor = new Redactor([key]);
  for (const echo of [
    'kR7Qz2mVb9XwT4*NhL8sYpJd3FgUa1',
    'kR7Qz2mVb9Xw****hL8sYpJd3FgUa1',
    'kR7Qz2mV*9XwT4cNh**sYpJd3FgUa1',
  ]) {
    expect(redactor.clean(`bad "${echo}".`)).toBe('bad "[redacted]".');
    expect(redactor.clean(`bad "${echo.toLowerCase()}".`)).toBe('bad "[redacted]".');
    expect(redactor.clean(`bad ${encodeURIComponent(`"${echo}"`).replaceAll('*', '%2A')}`)).toBe(
      'bad %22[redacted]%22',
    );
  }
});

test('words between which something was left out are no key', () => {
  const text = 'correct horse ... battery staple; correct * horse';
  expect(new Redactor(['CorrectHorseBattery']).clean(text)).toBe(text);
});

test('a text of nothing but beginnings of a key costs no more than its length', () => {
  const redactor = new Redactor(keys);
  expect(redactor.finds('kR7Qz2mV*'.repeat(20_000))).toBe(false);
  expect(redactor.finds('kR7Qz2mVxxxxxxxx'.repeat(20_000))).toBe(false);
});
