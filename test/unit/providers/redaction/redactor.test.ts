import { describe, expect, test } from 'vitest';
import { formsOf } from '../../../../electron/providers/redaction/echo-forms.ts';
import { Redactor } from '../../../../electron/providers/redaction/redactor.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const signs = '-_.~/+=:@!#$%&*?\\"\'';

type Encode = (text: string, random: () => number) => string;

const textOf = (random: () => number, length: number, alphabet: string): string =>
  Array.from({ length }, () => alphabet[wholeBetween(random, 0, alphabet.length - 1)]).join('');

const keyOf = (random: () => number): string =>
  textOf(random, wholeBetween(random, 12, 48), random() < 0.5 ? letters : letters + letters + signs);

const each = (text: string, encode: (code: number) => string): string =>
  [...text].map((character) => encode(character.codePointAt(0) ?? 0)).join('');
const hexOf = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
const inserted = (text: string, random: () => number, noise: readonly [string, ...string[]]): string =>
  each(text, (code) => String.fromCharCode(code) + (random() < 0.3 ? oneOf(random, noise) : ''));

const plain: Readonly<Record<string, Encode>> = {
  'as it is': (key) => key,
  'in other case': (key, random) =>
    each(key, (code) =>
      random() < 0.5 ? String.fromCharCode(code).toUpperCase() : String.fromCharCode(code).toLowerCase(),
    ),
  'with zero-width characters': (key, random) =>
    inserted(key, random, ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202e', '\ufe0f', '\u{e0041}']),
  'with NUL between, as UTF-16 is read as ASCII': (key) => each(key, (code) => `${String.fromCharCode(code)}\u0000`),
  'full-width': (key) => each(key, (code) => String.fromCharCode(code + 0xfee0)),
  'in JSON escapes': (key) => each(key, (code) => `\\u${hexOf(code, 4)}`),
  'in JSON escapes of capitals': (key) => each(key, (code) => `\\u${hexOf(code, 4).toUpperCase()}`),
  'in braced escapes': (key) => each(key, (code) => `\\u{${hexOf(code, 2)}}`),
  'in byte escapes': (key) => each(key, (code) => `\\x${hexOf(code, 2)}`),
  'in hexadecimal entities': (key) => each(key, (code) => `&#x${hexOf(code, 2)};`),
  'in decimal entities without a semicolon': (key) => each(key, (code) => `&#${code.toString().padStart(5, '0')};`),
  'as HTML': (key) => key.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
  'for an address': (key) => encodeURIComponent(key),
  'for an address, twice': (key) => encodeURIComponent(encodeURIComponent(key)),
  'for an address, every byte': (key) => each(key, (code) => `%${hexOf(code, 2)}`),
  'for an address, inside JSON, inside HTML': (key) =>
    each(
      each(key, (code) => `%${hexOf(code, 2)}`),
      (code) => (code === 0x25 ? '&#92;u0025' : String.fromCharCode(code)),
    ),
  'in a JSON text': (key) => JSON.stringify({ key }),
};

const bytesOf: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-16': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, the other way round': (text) => Buffer.from(text, 'utf16le').swap16(),
};

const encodings: Readonly<Record<string, (bytes: Buffer) => string>> = {
  hexadecimal: (bytes) => bytes.toString('hex'),
  'hexadecimal capitals': (bytes) => bytes.toString('hex').toUpperCase(),
  'hexadecimal pairs': (bytes) => bytes.toString('hex').replace(/..(?!$)/g, '$&:'),
  Base64: (bytes) => bytes.toString('base64'),
  'Base64 without padding': (bytes) => bytes.toString('base64').replace(/=+$/, ''),
  'Base64 for addresses': (bytes) => bytes.toString('base64url'),
  'Base64 in lines': (bytes) => bytes.toString('base64').replace(/.{12}/g, '$&\r\n'),
  'Base64 escaped': (bytes) => encodeURIComponent(bytes.toString('base64')),
  'Base64 of Base64': (bytes) => Buffer.from(bytes.toString('base64')).toString('base64'),
  'Base64 of hexadecimal': (bytes) => Buffer.from(bytes.toString('hex')).toString('base64'),
};

describe('a key is found', () => {
  test.each(Object.entries(plain))('%s, and nothing beside it is hidden', (_, encode) => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = seededRandom(seed);
      // A sign at its end may look like the sentence's; a key without a digit is held to its case.
      const key = `k7${keyOf(random)}Q`;
      const echo = encode(key, random).replace(/^\{"key":"|"\}$/g, '');
      const clean = new Redactor([key]).clean(`订单 «${echo}» 不存在`);
      expect(clean.replace(/[\u0000\u200b-\u206f\ufeff\u00ad\ufe0f\u{e0041}]+/gu, ''), `seed ${seed} ${echo}`).toBe(
        '订单 «[redacted]» 不存在',
      );
    }
  });

  test.each(
    Object.entries(bytesOf).flatMap(([charset, bytes]) =>
      Object.entries(encodings).map(([encoding, encode]) => [encoding, charset, bytes, encode] as const),
    ),
  )('in %s of %s, wherever it begins', (_encoding, _charset, bytes, encode) => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const random = seededRandom(seed);
      const key = keyOf(random);
      const redactor = new Redactor([key]);
      for (const before of ['', 'x', 'xy', 'Bearer ', 'user:', 'Authorization: Basic ']) {
        for (const after of ['', ':', ':secret', '\r\n']) {
          const echo = encode(bytes(before + key + after));
          expect(redactor.finds(echo), `seed ${seed}, ${before}${key}${after}`).toBe(true);
          const clean = redactor.clean(`a ${echo} z`);
          expect(clean).toMatch(/^a [^]*\[redacted\][^]* z$/);
          expect(redactor.finds(clean)).toBe(false);
        }
      }
    }
  });

  test('in Base64, only where it lies', () => {
    const key = 'kJh7Gf4Ds2Ap9Oi8Uy6Tr5Ew3Qz1XcVb';
    const text = Buffer.from(`{"tenant":"north-1","key":"${key}","region":"cn-north"}`).toString('base64');
    const clean = new Redactor([key]).clean(text);
    const [before = '', after = ''] = clean.split('[redacted]');
    // The characters beside it hold bits of the key, and so go with it.
    expect(Buffer.from(before, 'base64').toString()).toBe('{"tenant":"north-1","key":');
    expect(text.endsWith(after) && after.length > 20).toBe(true);
  });

  test('in each of its parts, twice in one text, side by side', () => {
    const redactor = new Redactor(['AKID-4mPq7Lw2Rt9Y', 'sk/Ds2Ap9+Oi8Uy6']);
    expect(redactor.clean('AKID-4mPq7Lw2Rt9Y:sk/Ds2Ap9+Oi8Uy6 and sk/Ds2Ap9+Oi8Uy6AKID-4mPq7Lw2Rt9Y.')).toBe(
      '[redacted]:[redacted] and [redacted][redacted].',
    );
  });

  test('when it is mostly signs, and then exactly', () => {
    const redactor = new Redactor(['!a-#b?c~$d']);
    expect(redactor.clean('<!a-#b?c~$d>')).toBe('<[redacted]>');
    expect(redactor.clean('abcd a-b c,d')).toBe('abcd a-b c,d');
  });
});

describe('a long key', () => {
  const long = (length: number): string => {
    const random = seededRandom(length);
    return Array.from({ length }, () => wholeBetween(random, 0, 35).toString(36)).join('');
  };

  test('costs no more forms than a short one, so that what it costs grows with its length alone', () => {
    const count = (length: number): number => formsOf(long(length)).length;
    expect(count(4_096)).toBeLessThan(2 * count(40));
    expect(count(16_384)).toBe(count(4_096));
  });

  test.each([200, 1_000, 4_096])('of %i characters is found in its parts', (length) => {
    const key = long(length);
    const redactor = new Redactor([key]);
    const part = Math.ceil(length / 2);
    for (let from = 0; from + part <= length; from += 37)
      expect(redactor.finds(key.slice(from, from + part))).toBe(true);
    expect(redactor.clean(`a ${key} z`)).toBe('a [redacted] z');
    expect(redactor.finds(key.slice(0, length / 3))).toBe(false);
  });
});

describe('nothing else is', () => {
  test.each([
    ['a part of it', 'kJh7Gf4Ds2Ap9'],
    ['its letters in another order', 'Gf4kJh7Ap9Ds2Uy6Oi8Ew3Tr5XcQz1'],
    ['hexadecimal of something else', Buffer.from('something else').toString('hex')],
    ['escapes that are none', '100% &c. C:\\users\\x %zz &#; &#x; \\u{} \\u12 &unknownname; &'],
    ['escapes of something else', 'a%20b &lt;b&gt; \\u4e91\\n'],
  ])('%s', (_, text) => {
    const redactor = new Redactor(['kJh7Gf4Ds2Ap9Oi8Uy6Tr5Ew3Qz1Xc']);
    expect(redactor.finds(text)).toBe(false);
    expect(redactor.clean(text)).toBe(text);
  });

  test('where no key is known', () => {
    expect(new Redactor([]).clean('anything at all')).toBe('anything at all');
    expect(new Redactor(['']).clean('')).toBe('');
    expect(new Redactor(['?!']).clean('?!')).toBe('?!');
  });
});
