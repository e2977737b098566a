import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../electron/providers/redaction/redactor.ts';
import { withoutEchoes } from '../../../../electron/providers/redaction/secrets.ts';
import { Secret } from '../../../../electron/core/model/secret.ts';
import { seededRandom, wholeBetween } from '../../../fakes/random.ts';

const keys = [
  'sk7Qz2mVb9XwT4cNhL8sYpJd',
  'kJh7Gf4Ds2Ap9Oi8Uy6Tr5Ew3Qz1XcVb',
  '6f9619ff-8b86-d011-b42d-00c04fc964ff',
  'a8Jk/2+Lm9qQx7/Zz+01',
  'kR7Qz2mVb9XwT4cNhL8sYpJd3FgUa1Wq6ZtE5vGi0OrBn7DjKfHu2MxSyClkR7Qz2mV',
];

const bytes = (key: string): readonly number[] => [...Buffer.from(key)];
const each = (key: string, write: (byte: number, place: number) => string, between = ''): string =>
  bytes(key).map(write).join(between);
const hex = (byte: number): string => byte.toString(16);

const writings: Readonly<Record<string, (key: string) => string>> = {
  'an object of bytes': (key) => JSON.stringify({ ...bytes(key) }),
  'an object of bytes in lines': (key) => JSON.stringify({ ...bytes(key) }, null, 2),
  'pairs of a place and a byte': (key) => JSON.stringify([...bytes(key).entries()]),
  'objects of a byte': (key) => JSON.stringify(bytes(key).map((v) => ({ v }))),
  'objects of a place, a byte and a number': (key) => JSON.stringify(bytes(key).map((v, i) => ({ i, v, n: 1 }))),
  'what PHP serializes': (key) =>
    `a:${String(key.length)}:{${each(key, (byte, at) => `i:${String(at)};i:${String(byte)};`)}}`,
  'hexadecimal of assemblers': (key) => each(key, (byte) => `${hex(byte).toUpperCase()}h`, ','),
  'hexadecimal of Basic': (key) => each(key, (byte) => `&H${hex(byte)}`, ' '),
  'bytes of Java': (key) => each(key, (byte) => `(byte)${String(byte)}`, ', '),
  'hexadecimal bytes of Java': (key) => each(key, (byte) => `(byte)0x${hex(byte)}`, ', '),
  'bytes of Rust': (key) => each(key, (byte) => `${String(byte)}u8`, ', '),
  'functions of SQL': (key) => each(key, (byte) => `CHAR(${String(byte)})`, '||'),
  'functions of PHP': (key) => each(key, (byte) => `chr(${String(byte)})`, '.'),
  'octal numbers': (key) => each(key, (byte) => `0o${byte.toString(8)}`, ' '),
  'binary numbers': (key) => each(key, (byte) => byte.toString(2), ' '),
  'one whole number': (key) => BigInt(`0x${Buffer.from(key).toString('hex')}`).toString(),
  'one whole number, last byte first': (key) => BigInt(`0x${Buffer.from(key).reverse().toString('hex')}`).toString(),
  'half of it as bytes': (key) => JSON.stringify(bytes(key).slice(0, Math.ceil(key.length / 2))),
};

describe.each(keys)('%s', (key) => {
  const redactor = new Redactor([key]);
  const secrets = { key: new Secret(key) };

  test.each(Object.entries(writings))('as %s is found in a text, and gone', (_, write) => {
    const clean = redactor.clean(`a «${write(key)}» z 2026`);
    expect(clean).toMatch(/^a «[^]*\[redacted\][^]*» z 2026$/);
    expect(redactor.finds(clean), clean).toBe(false);
    const inJson = JSON.stringify({ message: write(key), n: 1 });
    const { text } = withoutEchoes({ headers: {}, text: inJson }, secrets);
    expect(redactor.finds(text)).toBe(false);
    expect(text).toContain('[redacted]');
  });

  test.each(Object.entries(writings).filter(([, write]) => /^[[{]/.test(write(key))))(
    'as %s is gone with the list or object that holds it',
    (_, write) => {
      const order = (detail: string): string =>
        `{"rows":[{"id":"1","detail":${detail},"n":2},{"id":"3"}],"total":1.50}`;
      const { text } = withoutEchoes({ headers: {}, text: order(write(key)) }, secrets);
      expect(text).toBe(order('"[redacted]"'));
    },
  );
});

test('ordinary numbers stay as they are', () => {
  const redactor = new Redactor(keys);
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seededRandom(seed);
    const number = (): string | number => {
      const digits = wholeBetween(random, 1, 6);
      const value = wholeBetween(random, 0, 10 ** digits);
      return random() < 0.3 ? value.toString(16) : random() < 0.2 ? `${String(value)}.00` : value;
    };
    const rows = Array.from({ length: 60 }, (_, id) => ({
      id: 1_144_119_593_787_195_000 + id,
      at: [2026, wholeBetween(random, 1, 12), wholeBetween(random, 1, 28)].join('-'),
      ip: Array.from({ length: 4 }, () => wholeBetween(random, 0, 255)).join('.'),
      bytes: Array.from({ length: 12 }, () => wholeBetween(random, 0, 255)),
      codes: Array.from({ length: 20 }, () => wholeBetween(random, 48, 122)),
      values: Array.from({ length: 8 }, number),
    }));
    const text = JSON.stringify(rows);
    expect(redactor.clean(text)).toBe(text);
  }
});

test('a text of nothing but numbers costs no more than its length', () => {
  const redactor = new Redactor(keys);
  const timeOf = (text: string): number => {
    const begun = performance.now();
    expect(redactor.finds(text)).toBe(false);
    return performance.now() - begun;
  };
  const unit = '"0":115,"1":107,';
  timeOf(unit.repeat(1_000));
  const [short, long] = [timeOf(unit.repeat(8_000)), timeOf(unit.repeat(64_000))];
  expect(long).toBeLessThan(40 * short + 50);
});
