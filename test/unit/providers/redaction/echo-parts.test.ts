import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../electron/providers/redaction/redactor.ts';
import { withoutEchoes } from '../../../../electron/providers/redaction/secrets.ts';
import { Secret } from '../../../../electron/core/model/secret.ts';

const keys = [
  'sk7Qz2mVb9XwT4cNhL8sYpJd',
  'kJh7Gf4Ds2Ap9Oi8Uy6Tr5Ew3Qz1XcVb',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'kR7Qz2mVb9XwT4cNhL8sYpJd3',
];

/** Text that is left of a key once what was found is gone: no run of it is long. */
const longestRun = (text: string, key: string): number => {
  for (let length = key.length; length > 0; length -= 1)
    for (let from = 0; from + length <= key.length; from += 1)
      if (text.includes(key.slice(from, from + length))) return length;
  return 0;
};

const cuts: Readonly<Record<string, (key: string) => readonly string[]>> = {
  'the first half': (key) => [key.slice(0, Math.ceil(key.length / 2))],
  'the last half': (key) => [key.slice(-Math.ceil(key.length / 2))],
  'all but one character': (key) => [key.slice(1), key.slice(0, -1)],
  'one character less, wherever': (key) => [...key].map((_, at) => key.slice(0, at) + key.slice(at + 1)),
  'one character more, wherever': (key) => [...key].map((_, at) => `${key.slice(0, at)}Ü${key.slice(at)}`),
  'one character exchanged, wherever': (key) => [...key].map((_, at) => `${key.slice(0, at)}ß${key.slice(at + 1)}`),
  'two characters exchanged, wherever': (key) =>
    [...key.slice(1)].map((_, at) => key.slice(0, at) + (key[at + 1] ?? '') + (key[at] ?? '') + key.slice(at + 2)),
};

const encodings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in capitals': (text) => text.toUpperCase(),
  'for an address': (text) => [...text].map((one) => `%${Buffer.from(one).toString('hex')}`).join(''),
  'in JSON escapes': (text) => [...text].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join(''),
  'in hexadecimal': (text) => Buffer.from(text, 'latin1').toString('hex'),
  'in hexadecimal pairs': (text) => (Buffer.from(text, 'latin1').toString('hex').match(/../g) ?? []).join(':'),
  'in Base64': (text) => Buffer.from(text, 'latin1').toString('base64'),
  'in Base64 of a header': (text) => Buffer.from(`Bearer ${text}`, 'latin1').toString('base64'),
  'as numbers': (text) => JSON.stringify([...Buffer.from(text, 'latin1')]),
};

describe.each(keys)('of %s', (key) => {
  const redactor = new Redactor([key]);

  test.each(
    Object.entries(cuts).flatMap(([cut, of]) =>
      Object.entries(encodings).map(([name, encode]) => [cut, name, of, encode] as const),
    ),
  )('%s %s is found', (_cut, _name, of, encode) => {
    for (const part of of(key)) expect(redactor.finds(`the key "${encode(part)}" is bad`), part).toBe(true);
  });

  test('of two fields with a part each no half is left', () => {
    for (let at = 1; at < key.length; at += 1) {
      const text = JSON.stringify({ first: key.slice(0, at), n: 'word', second: key.slice(at) });
      const clean = withoutEchoes({ headers: {}, text }, { key: new Secret(key) }).text;
      expect(longestRun(clean, key)).toBeLessThan(key.length / 2);
    }
  });

  test.each<[string, (text: string) => string]>([
    [
      'ROT13',
      (text) =>
        text.replace(/[a-z]/gi, (one) => String.fromCharCode(one.charCodeAt(0) + (/[a-m]/i.test(one) ? 13 : -13))),
    ],
    [
      'ROT47',
      (text) => text.replace(/[!-~]/g, (one) => String.fromCharCode(((one.charCodeAt(0) - 33 + 47) % 94) + 33)),
    ],
  ])('in %s it is found', (_, write) => {
    expect(redactor.clean(`a ${write(key)} z`)).toMatch(/^a [^]*\[redacted\][^]* z$/);
  });
});

test('in Base58, Z85 and Ascii85 it is found, as published vectors have them', () => {
  // https://datatracker.ietf.org/doc/html/draft-msporny-base58-03, section 5
  expect(new Redactor(['Hello World!']).finds('2NEpo7TZRRrLZSi2U')).toBe(true);
  // Python's base64.a85encode(b'sk7Qz2mVb9XwT4cNhL8sYpJd')
  const key = 'sk7Qz2mVb9XwT4cNhL8sYpJd';
  expect(new Redactor([key]).finds(ascii85(key))).toBe(true);
});

const ascii85 = (text: string): string =>
  (Buffer.from(text).toString('latin1').match(/.{4}/g) ?? [])
    .map((word) => {
      let left = Buffer.from(word).readUInt32BE(0);
      let written = '';
      for (let at = 0; at < 5; at += 1) {
        written = String.fromCharCode(33 + (left % 85)) + written;
        left = Math.floor(left / 85);
      }
      return written;
    })
    .join('');

test.each([
  ['gpu-production-server-7', 'GPU production server 8, the production server of east 7'],
  ['20260101123456789012', 'from 2026-01-01 12:34 until 2026-02-01'],
  ['ProductionServer2026', 'a production server since 2026; Production Server'],
  ['00000000000000001234', 'order 1000000000000 of 2000000000'],
])('a key of words or digits, %s, has parts that %j may have as well', (key, text) => {
  expect(new Redactor([key]).clean(text)).toBe(text);
});
