import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../electron/providers/redaction/redactor.ts';

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
const rowsOf = (text: string, size: number): readonly Buffer[] => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, row) =>
    bytes.subarray(row * size, (row + 1) * size),
  );
};
const words = (row: Buffer, size: number): string => {
  const padded = Buffer.concat([row, Buffer.alloc((size - (row.length % size)) % size)]);
  return Array.from({ length: padded.length / size }, (_, word) =>
    [...padded.subarray(word * size, (word + 1) * size)].reverse().map(hex).join(''),
  ).join(' ');
};
const seen = (row: Buffer): string => row.toString('latin1').replace(/[^ -~]/g, '.');
const lines = (text: string, size: number, write: (row: Buffer, offset: number) => string): string =>
  rowsOf(text, size)
    .map((row, index) => write(row, index * size))
    .join('\n');

const offset = (at: number, digits: number): string => at.toString(16).padStart(digits, '0');
const pairsOf = (row: Buffer): string => [...row].map(hex).join(' ');
const halvesOf = (row: Buffer, gap: string): string =>
  [row.subarray(0, 8), row.subarray(8)]
    .map(pairsOf)
    .filter((half) => half !== '')
    .join(gap);

/** How tools show bytes: what stands in a line of it, at an offset in bytes. */
const dumps: Readonly<Record<string, (text: string) => string>> = {
  'od -x': (text) => lines(text, 16, (row, at) => `${at.toString(8).padStart(7, '0')} ${words(row, 2)}`),
  'od -A n -x': (text) => lines(text, 16, (row) => ` ${words(row, 2)}`),
  'od -t x4': (text) => lines(text, 16, (row, at) => `${at.toString(8).padStart(7, '0')} ${words(row, 4)}`),
  hexdump: (text) => lines(text, 16, (row, at) => `${at.toString(16).padStart(7, '0')} ${words(row, 2)}`),
  'od -c': (text) => lines(text, 16, (row, at) => `${at.toString(8).padStart(7, '0')}   ${[...seen(row)].join('   ')}`),
  'od -t x1': (text) =>
    lines(text, 16, (row, at) => `${at.toString(8).padStart(7, '0')} ${[...row].map(hex).join(' ')}`),
  'od -t x1z': (text) =>
    lines(text, 16, (row, at) => `${at.toString(8).padStart(7, '0')} ${[...row].map(hex).join(' ')}  >${seen(row)}<`),
  'hexdump -C': (text) =>
    lines(text, 16, (row, at) => {
      const pairs = [...row].map(hex);
      const halves = `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`;
      return `${at.toString(16).padStart(8, '0')}  ${halves.padEnd(48)}  |${seen(row)}|`;
    }),
  xxd: (text) =>
    lines(text, 16, (row, at) => {
      const groups = row.toString('hex').match(/.{1,4}/g) ?? [];
      return `${at.toString(16).padStart(8, '0')}: ${groups.join(' ').padEnd(39)}  ${seen(row)}`;
    }),
  Wireshark: (text) =>
    lines(text, 16, (row, at) => {
      const pairs = [...row].map(hex);
      const halves = `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`;
      return `${at.toString(16).padStart(4, '0')}   ${halves.padEnd(48)}   ${seen(row)}`;
    }),
  'Netty ByteBufUtil': (text) =>
    [
      '         +-------------------------------------------------+',
      `+--------+${'-'.repeat(49)}+${'-'.repeat(16)}+`,
      lines(text, 16, (row, at) => `|${offset(at, 8)}| ${pairsOf(row).padEnd(48)}|${seen(row).padEnd(16)}|`),
    ].join('\n'),
  'OpenSSL BIO_dump': (text) =>
    lines(text, 16, (row, at) => `${offset(at, 4)} - ${halvesOf(row, '-').padEnd(48)}  ${seen(row)}`),
  'Java HexDumpEncoder': (text) =>
    lines(text, 16, (row, at) =>
      `${offset(at, 4)}: ${halvesOf(row, '   ').padEnd(51)}  ${seen(row)}`.replace(/^.{55}/, (bytes) =>
        bytes.toUpperCase(),
      ),
    ),
  'offsets in brackets, text behind a bar': (text) =>
    lines(text, 16, (row, at) => `[${offset(at, 4)}] ${pairsOf(row)} | ${seen(row)}`),
  'hyphens between bytes': (text) =>
    lines(text, 16, (row, at) => `${offset(at, 4)}   ${pairsOf(row).replaceAll(' ', '-')}   ${seen(row)}`),
  'colons between bytes, offsets with a plus': (text) =>
    lines(text, 16, (row, at) => `+${offset(at, 4)}  ${pairsOf(row).replaceAll(' ', ':')}  ${seen(row)}`),
  'prefixed bytes with commas': (text) =>
    lines(
      text,
      8,
      (row, at) => `<${offset(at, 4)}>: ${[...row].map((byte) => `0x${hex(byte)}`).join(', ')}  "${seen(row)}"`,
    ),
  'eight bytes, text behind three spaces': (text) =>
    lines(text, 8, (row, at) => `(${offset(at, 4)}) ${pairsOf(row).padEnd(23)}   ${seen(row)}`),
  'gdb x/8c': (text) =>
    lines(
      text,
      8,
      (row, at) =>
        `0x7ffe${offset(at, 8)}:\t${[...row].map((byte) => `${String(byte)} '${String.fromCharCode(byte)}'`).join('\t')}`,
    ),
  'text behind offsets': (text) => lines(text, 20, (row, at) => `${String(at).padStart(4, '0')}: ${row.toString()}`),
  'text behind numbers of lines': (text) =>
    lines(text, 12, (row, at) => `    ${String(at / 12 + 1)}\t${row.toString()}`),
};

const keys = [
  'kJh7Gf4Ds2Ap9Oi8Uy6Tr5Ew3Qz1XcVb',
  'QmzVtRkLwPxYhNcDQwErTyUiOpAsDfGhJkLzXcVb',
  'sk-0123456789abcdef0123456789abcdef0123456789abcdef',
  '6f9619ff-8b86-d011-b42d-00c04fc964ff',
  'MY-Secret_Key/abc+1234==',
];

describe.each(Object.entries(dumps))('a key in %s', (_, dump) => {
  test.each(keys)('%s is found, wherever it begins', (key) => {
    const redactor = new Redactor([key]);
    for (const before of ['', 'x', 'xy', 'key: ', 'Authorization: Bearer '])
      for (const after of ['', '\n', '","region":"cn-east-1"}']) {
        const text = dump(before + key + after);
        expect(redactor.finds(text), text).toBe(true);
        const clean = redactor.clean(`debug:\n${text}\nend`);
        expect(clean).toMatch(/^debug:\n[^]*\[redacted\][^]*\nend$/);
        expect(redactor.finds(clean), clean).toBe(false);
        expect(redactor.finds(JSON.stringify({ message: text }))).toBe(true);
      }
  });
});

test.each([
  '1. first\n2. second\n3. third',
  '0000000 6b31 4a68\n0000020 0a0a\n0000024',
  '12:30 started\n12:45 stopped\n',
  '\n\n00000000  00 00  |..|\n\n',
])('%j is left alone', (text) => {
  for (const key of keys) expect(new Redactor([key]).clean(text)).toBe(text);
});

test('a text of nothing but lines with offsets costs no more than its length', () => {
  const redactor = new Redactor(keys);
  expect(redactor.finds('00000000: 0000 0000  ....\n'.repeat(20_000))).toBe(false);
});

const signed = 'k7/Gf+4D"s2&Ap<9\\Oi\'8Uy=6T';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** How a key with signs is written before somebody encodes what it stands in. */
const written: Readonly<Record<string, string>> = {
  JSON: JSON.stringify(signed),
  'JSON with slashes escaped': JSON.stringify(signed).replaceAll('/', '\\/'),
  'JSON for pages': JSON.stringify(signed).replaceAll('&', '\\u0026').replaceAll('<', '\\u003c'),
  'JSON for pages, of Java': JSON.stringify(signed)
    .replaceAll('&', '\\u0026')
    .replaceAll('<', '\\u003c')
    .replaceAll("'", '\\u0027')
    .replaceAll('=', '\\u003d'),
  'an address': encodeURIComponent(signed),
  'an address in small letters': encodeURIComponent(signed).replace(/%../g, (code) => code.toLowerCase()),
  'a strict address': encodeURIComponent(signed).replaceAll("'", '%27'),
  'a strict address in small letters': encodeURIComponent(signed)
    .replaceAll("'", '%27')
    .replace(/%../g, (code) => code.toLowerCase()),
  HTML: html(signed),
  'HTML, with apostrophes by number': html(signed).replaceAll("'", '&#39;'),
  'HTML, with apostrophes in three digits': html(signed).replaceAll("'", '&#039;'),
  'HTML, with apostrophes in hexadecimal': html(signed).replaceAll("'", '&#x27;'),
  'HTML, with apostrophes by name': html(signed).replaceAll("'", '&apos;'),
};

test.each(Object.entries(written))('a key in Base64 and hexadecimal of %s is found', (_, text) => {
  const redactor = new Redactor([signed]);
  for (const before of ['', 'x', 'xy'])
    for (const encoded of [base64(`${before}${text}.`), Buffer.from(before + text).toString('hex')])
      expect(redactor.clean(`a ${encoded} z`)).toMatch(/^a [^]*\[redacted\][^]* z$/);
});
