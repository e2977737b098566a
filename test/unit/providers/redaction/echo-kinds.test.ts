import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../electron/providers/redaction/redactor.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

type Encode = (key: string, random: () => number) => string;
type Texts = readonly [string, ...string[]];

const textOf = (random: () => number, length: number, alphabet: string): string =>
  Array.from({ length }, () => alphabet[wholeBetween(random, 0, alphabet.length - 1)]).join('');

const keys = Array.from({ length: 12 }, (_, seed) => {
  const random = seededRandom(seed + 1);
  const signs = seed % 3 === 0 ? '-_+/=' : '';
  const key = `k7${textOf(random, wholeBetween(random, 12, 40), letters + digits + digits + signs)}Q`;
  return { key, random, redactor: new Redactor([key]) };
});

const each = (text: string, encode: (code: number) => string): string =>
  [...text].map((character) => encode(character.codePointAt(0) ?? 0)).join('');
const between = (text: string, random: () => number, noise: Texts): string =>
  [...text].join('\n').replaceAll('\n', () => oneOf(random, noise));
const reversed = (text: string): string => [...text].reverse().join('');
const padded = (code: number, base: number, length: number): string => code.toString(base).padStart(length, '0');

/** The letters and digits as those of an alphabet that has its own place in Unicode. */
const inAlphabet =
  (capitals: number, small: number, zero: number | null): Encode =>
  (key) =>
    each(key, (code) => {
      if (code >= 0x41 && code <= 0x5a) return String.fromCodePoint(capitals + code - 0x41);
      if (code >= 0x61 && code <= 0x7a) return String.fromCodePoint(small + code - 0x61);
      return code >= 0x30 && code <= 0x39 && zero !== null
        ? String.fromCodePoint(zero + code - 0x30)
        : String.fromCodePoint(code);
    });

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const base32 = (text: string): string => {
  const bits = each(text, (code) => padded(code, 2, 8));
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(group.padEnd(5, '0'), 2)]).join('');
};
const joinedBy =
  (separator: string, write: (code: number) => string): Encode =>
  (key) =>
    [...key].map((character) => write(character.charCodeAt(0))).join(separator);

const tags = (key: string): string => each(key, (code) => String.fromCodePoint(0xe0000 + code));

/** What hides the characters, and is hidden to the last of it. */
const whole: Readonly<Record<string, Encode>> = {
  'colours of terminals': (key, random) => between(key, random, ['\u001b[0m', '\u001b[1;31m', '\u001b[38:2:1:2:3m']),
  'colours in one unit': (key, random) => between(key, random, ['\u009b0m', '\u009b1;4m']),
  'titles of terminals': (key, random) =>
    between(key, random, ['\u001b]0;abc\u0007', '\u001b]8;;http://x\u001b\\', '\u009d2;t\u009c', '\u001bPq1\u001b\\']),
  'character sets of terminals': (key, random) => between(key, random, ['\u001b(B', '\u001b7', '\u001b=']),
  'colours, escaped for JavaScript': (key) => [...key].join('\\x1b[0m'),
  'colours, escaped for C': (key) => [...key].join('\\033[0m'),
  'colours, escaped for shells': (key) => [...key].join('\\e[0m'),
  'colours, for an address': (key) => [...key].map(encodeURIComponent).join('%1b%5b0m'),
  'elements of HTML': (key, random) => between(key, random, ['<b></b>', '<br/>', '<i class="a1">', '</span >']),
  'comments of HTML': (key, random) => between(key, random, ['<!-- a > b -->', '<!---->', '<!--<b>-->']),
  'parts of XML': (key, random) => between(key, random, ['<?pi x?>', '<![CDATA[]]>', '<!DOCTYPE a>']),
  'elements as entities': (key) => [...key].join('&lt;b&gt;&lt;/b&gt;'),
  'named spaces': (key, random) => between(key, random, ['&ZeroWidthSpace;', '&nbsp;', '&emsp13;', '&NewLine;']),
  'selectors of looks': (key, random) => between(key, random, ['\ufe00', '\ufe0f', '\u{e0100}', '\u{e01ef}', '\u180b']),
  'combining marks': (key, random) => between(key, random, ['\u0332', '\u0301', '\u20dd', '\u0363', '\u{1d165}']),
  'composed marks': (key) => each(key, (code) => String.fromCharCode(code, 0x301)).normalize('NFC'),
  'zero-width bytes for an address': (key) => [...key].map(encodeURIComponent).join('%E2%80%8B'),
  'zero-width bytes, escaped': (key, random) => between(key, random, ['\\xe2\\x80\\x8b', '\\342\\200\\213']),
  'tags as noise': (key) => [...key].join('\u{e0041}'),
  'tags as a disguise': tags,
  'tags for an address': (key) => encodeURIComponent(tags(key)),
  'bold letters': inAlphabet(0x1d400, 0x1d41a, 0x1d7ce),
  'bold letters with elements between': (key, random) =>
    [...inAlphabet(0x1d400, 0x1d41a, 0x1d7ce)(key, random)].join('<b>'),
  'bold letters as entities': (key, random) =>
    each(inAlphabet(0x1d400, 0x1d41a, 0x1d7ce)(key, random), (code) => `&#${code};`),
  'bold letters for an address': (key, random) =>
    encodeURIComponent(inAlphabet(0x1d400, 0x1d41a, 0x1d7ce)(key, random)),
  'bold letters in long escapes': (key, random) =>
    each(inAlphabet(0x1d400, 0x1d41a, 0x1d7ce)(key, random), (code) => `\\U${padded(code, 16, 8)}`),
  'letters without serifs': inAlphabet(0x1d5a0, 0x1d5ba, 0x1d7e2),
  'typewriter letters': inAlphabet(0x1d670, 0x1d68a, 0x1d7f6),
  'broken letters': inAlphabet(0x1d56c, 0x1d586, 0x1d7d8),
  'circled letters': inAlphabet(0x24b6, 0x24d0, null),
  'parenthesized letters': inAlphabet(0x1f110, 0x249c, null),
  'squared letters': inAlphabet(0x1f130, 0x24d0, null),
  'white letters on black': inAlphabet(0x1f150, 0x24d0, null),
  'halves of flags': inAlphabet(0x1f1e6, 0x24d0, null),
  'segments of digits': inAlphabet(0x41, 0x61, 0x1fbf0),
  'raised digits': (key) => key.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? ''),
  'lowered digits': (key) => key.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? ''),
  'several in one': (key) =>
    key.replaceAll('10', '⑩').replaceAll('fi', 'ﬁ').replaceAll('kg', '㎏').replace('k7', 'ｋ７'),
  backwards: reversed,
  'backwards and turned': (key) => `\u202e${reversed(key)}\u202c`,
  'prefixed numbers': joinedBy(' ', (code) => `0x${code.toString(16)}`),
  'prefixed capitals': joinedBy(', ', (code) => `0X${code.toString(16).toUpperCase()}`),
  'code points': joinedBy(' ', (code) => `U+${padded(code, 16, 4).toUpperCase()}`),
  'octal escapes': joinedBy('', (code) => `\\${padded(code, 8, 3)}`),
  'octal numbers': joinedBy(' ', (code) => padded(code, 8, 3)),
  'decimal numbers': joinedBy(',', String),
  'decimal numbers with spaces': joinedBy(' ', String),
  'decimal numbers of one length': joinedBy(' ', (code) => padded(code, 10, 3)),
  'binary numbers': joinedBy(' ', (code) => padded(code, 2, 8)),
  'prefixed binary numbers': joinedBy(', ', (code) => `0b${code.toString(2)}`),
  'escapes of old browsers': joinedBy('', (code) => `%u${padded(code, 16, 4)}`),
  'quoted-printable text': joinedBy('', (code) => `=${padded(code, 16, 2).toUpperCase()}`),
};

test.each(Object.entries(whole))('a key in %s is found and gone', (_, encode) => {
  for (const { key, random, redactor } of keys) {
    const echo = encode(key, random);
    const clean = redactor.clean(`订单 «${echo}» 不存在`).replaceAll(/[\u202c\u202e]/g, '');
    // A last mark may belong to the sentence, and so do the signs in front of a number.
    expect(clean.normalize('NFKD'), echo).toMatch(/^订单 «(?:[\\%=]|0[xb]|U\+)?\[redacted\][\u0301;]*» 不存在$/i);
    const inJson = JSON.stringify({ name: echo });
    expect(redactor.finds(inJson), inJson).toBe(true);
  }
});

describe('pieces of a key in elements', () => {
  const pieces = (key: string): readonly string[] => key.match(/.{1,6}/g) ?? [];

  test.each<[string, (key: string) => string]>([
    [
      'as PHP escapes them',
      (key) =>
        `{"a":"${pieces(key)
          .map((one) => `<b>${one}<\\/b>`)
          .join('')}"}`,
    ],
    ['with nothing in them', (key) => `{"a":"${pieces(key).join('<br \\/>')}"}`],
    [
      'with a sign in an attribute',
      (key) =>
        pieces(key)
          .map((one) => `<i title="a > b">${one}</i>`)
          .join(''),
    ],
    [
      'with one in simple quotes',
      (key) =>
        pieces(key)
          .map((one) => `<i a=1 title = 'a>b'>${one}</i>`)
          .join(''),
    ],
    [
      'with one, inside JSON',
      (key) =>
        `{"a":"${pieces(key)
          .map((one) => `<i title=\\"a>b\\">${one}</i>`)
          .join('')}"}`,
    ],
    [
      'with an apostrophe beside them',
      (key) =>
        `it's ${pieces(key)
          .map((one) => `<i a='>${one}</i>`)
          .join('')}`,
    ],
  ])('%s are found', (_, write) => {
    for (const { key, redactor } of keys.filter(({ key: each }) => /^[a-z0-9]+$/i.test(each)))
      expect(redactor.finds(write(key)), write(key)).toBe(true);
  });

  test('and so is a key of few letters and a slash that PHP escapes', () => {
    const redactor = new Redactor(['!a/#b?c~/d']);
    expect(redactor.clean('{"a":"!a\\/#b?c~\\/d"}')).toBe('{"a":"[redacted]"}');
    expect(redactor.finds('{"a":"!a#b?c~d"}')).toBe(false);
  });
});

test('a key in quoted-printable text with soft ends of lines is found', () => {
  for (const { key, random, redactor } of keys) {
    const echo = each(key, (code) => (random() < 0.5 ? `=${padded(code, 16, 2)}` : String.fromCharCode(code)));
    expect(redactor.finds(echo.replace(/.{9}(?=[^=])(?<!=.?)/g, '$&=\r\n')), echo).toBe(true);
  }
});

const layers: Readonly<Record<string, (text: string) => string>> = {
  'Base64 of Base64 of Base64': (text) => base64(base64(base64(text))),
  'hexadecimal of Base64': (text) => hex(base64(text)),
  'hexadecimal of hexadecimal': (text) => hex(hex(text)),
  'Base64 of hexadecimal': (text) => base64(hex(text).toUpperCase()),
  'Base64 of Base64 for addresses': (text) => base64(Buffer.from(text).toString('base64url')),
  'Base64 of a form for addresses': (text) => base64(encodeURIComponent(text)),
  'a form for addresses of Base64': (text) => encodeURIComponent(base64(text)),
  Base32: base32,
  'Base32 in small letters': (text) => base32(text).toLowerCase(),
  'Base32 of Base64': (text) => base32(base64(text)),
  'Base64 of Base32': (text) => base64(base32(text)),
  'Base64, backwards': (text) => reversed(base64(text)),
  'hexadecimal, backwards': (text) => reversed(hex(text)),
  'Base64 of it backwards': (text) => base64(reversed(text)),
  'hexadecimal of it backwards': (text) => hex(reversed(text)),
};

test.each(Object.entries(layers))('a key in %s is found, wherever it begins', (_, encode) => {
  for (const { key, redactor } of keys)
    for (const before of ['', 'x', 'xy', 'xyz', 'user:'])
      for (const after of ['', ':secret']) {
        const echo = encode(before + key + after);
        expect(redactor.finds(echo), echo).toBe(true);
        expect(redactor.clean(`a ${echo} z`)).toMatch(/^a [^]*\[redacted\][^]* z$/);
      }
});

describe('a part', () => {
  const key = 'kJh7Gf4Ds2Ap9Oi8Uy6Tr5Ew3Qz1XcVb';
  const redactor = new Redactor([key]);

  test('that is half of a key or more is gone as well, wherever it is cut', () => {
    for (let length = 15; length <= key.length; length += 1)
      for (let from = 0; from + length <= key.length; from += 1)
        expect(redactor.clean(`****${key.slice(from, from + length)}.`)).toBe('****[redacted].');
  });

  test('that is less stays, and so does one of a short key', () => {
    expect(redactor.finds(key.slice(0, 14))).toBe(false);
    expect(new Redactor(['kJh7Gf4Ds2Ap']).finds('kJh7Gf4')).toBe(false);
    expect(new Redactor(['kJh7Gf4Ds2Ap']).clean('kJh7Gf4D.')).toBe('[redacted].');
  });
});

describe('a key of letters only', () => {
  test.each([
    ['productionserver', 'GPU production server A100'],
    ['productionserver', 'GPU production-server A100'],
    ['productionserver', 'GPU ProductionServer A100'],
    ['production-server', 'GPU production server A100'],
    ['productionserver', 'production\u3000server, production云server, production\nserver'],
    ['gpu-production-server-east', 'the GPU production server in the east'],
  ])('%s is not part of %s', (key, title) => {
    expect(new Redactor([key]).clean(title)).toBe(title);
  });

  test.each([
    'productionserver',
    'production\u200bserver',
    'p\u0000r\u0000o\u0000d\u0000u\u0000c\u0000t\u0000i\u0000o\u0000n\u0000s\u0000e\u0000r\u0000v\u0000e\u0000r',
    'production\u001b[0mserver',
    '%70roductionserver',
    'ｐｒｏｄｕｃｔｉｏｎｓｅｒｖｅｒ',
    'revresnoitcudorp',
    base64('productionserver'),
    hex('productionserver'),
  ])('is still found in %j', (echo) => {
    expect(new Redactor(['productionserver']).clean(`a ${echo} z`)).toMatch(/^a \[redacted\]=* z$/);
  });
});

test.each([
  'a < b and c > d, <b>bold</b> &nbsp; &unknown1; =41 ?page=41&x=2026',
  '\u001b[31mred\u001b[0m \u001b] \u009b <!-- <a <',
  '🇨🇳 NVIDIA™ ㎏ ⑩ 𝐀 \u{e0041} \ud835 \udc00 \udb40',
  '\\e \\0 \\12 \\999 \\U1234 %u12 %E4%BA%91 %E4%BA %ff \\xe4',
  '[75,113,55,88,1,0]',
])('%j is left alone', (text) => {
  for (const { redactor } of keys) expect(redactor.clean(text)).toBe(text);
});
