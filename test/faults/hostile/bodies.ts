import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { oneOf, wholeBetween } from '../../fakes/random.ts';
import { entriesOf } from './entries.ts';
import { changedTree } from './trees.ts';

/** A whole answer that is not what the document promises. */
export interface Body {
  readonly name: string;
  readonly status?: number;
  readonly bytes: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const megabytes = (count: number): number => count * 1_000_000;
const big = Buffer.alloc(megabytes(50), ' ');
const bombs = {
  gzip: gzipSync(big),
  'gzip of a gzip': gzipSync(gzipSync(big)),
  deflate: deflateSync(big),
  br: brotliCompressSync(big),
};

/** Surprising bytes: cut, spoiled, doubled. */
const spoiled = (bytes: Buffer, random: () => number): Buffer => {
  const from = wholeBetween(random, 0, bytes.length);
  const to = wholeBetween(random, from, Math.min(bytes.length, from + 60));
  const inserted = oneOf<Buffer>(random, [
    Buffer.alloc(0),
    Buffer.from([0]),
    Buffer.from([0xff, 0xfe, 0xc0, 0x80]),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from(oneOf(random, [',', '}', ']', '{', '[', '"', '\\', ':', '\u2028', '/* */'])),
    Buffer.from(bytes.subarray(from, to)),
  ]);
  return Buffer.concat([bytes.subarray(0, from), inserted, bytes.subarray(random() < 0.5 ? to : from)]);
};

const flipped = (bytes: Buffer, random: () => number): Buffer => {
  const copy = Buffer.from(bytes);
  for (let count = wholeBetween(random, 1, 8); count > 0; count -= 1) {
    const index = wholeBetween(random, 0, copy.length - 1);
    copy[index] = (copy[index] ?? 0) ^ (1 << wholeBetween(random, 0, 7));
  }
  return copy;
};

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

type Make = (text: string, random: () => number) => Omit<Body, 'name'> & { readonly name?: string };

const json = (charset: string) => ({ 'Content-Type': `application/json;charset=${charset}` });

const common: Readonly<Record<string, Make>> = {
  tree: (text, random) => {
    const changed = changedTree(text, random);
    return { name: changed.name, bytes: Buffer.from(changed.text) };
  },
  spoiled: (text, random) => ({ bytes: spoiled(Buffer.from(text), random) }),
  flipped: (text, random) => ({ bytes: flipped(Buffer.from(text), random) }),
  truncated: (text, random) => ({ bytes: Buffer.from(text).subarray(0, wholeBetween(random, 0, text.length - 1)) }),
};

const rare: Readonly<Record<string, Make>> = {
  'byte-order mark': (text) => ({ bytes: Buffer.from(`\ufeff${text}`) }),
  'two byte-order marks': (text) => ({ bytes: Buffer.from(`\ufeff\ufeff${text}`) }),
  'UTF-16 little endian': (text) => ({ bytes: Buffer.from(`\ufeff${text}`, 'utf16le'), headers: json('utf-16') }),
  'UTF-16 big endian': (text) => ({ bytes: utf16be(`\ufeff${text}`), headers: json('utf-16be') }),
  'Latin 1': (text) => ({ bytes: Buffer.from(text, 'latin1'), headers: json('iso-8859-1') }),
  'GBK by name only': (text) => ({ bytes: Buffer.from(text), headers: json('gbk') }),
  'a web page': () => ({
    bytes: Buffer.from('<!doctype html><title>登录</title>'),
    headers: { 'Content-Type': 'text/html' },
  }),
  nothing: () => ({ bytes: Buffer.alloc(0) }),
  'white space': () => ({ bytes: Buffer.from(' \r\n\t ') }),
  'no object': (_, random) => ({
    bytes: Buffer.from(oneOf(random, ['null', 'true', '0', '""', '[]', '{}', '[[]]', '[null]', 'NaN', 'undefined'])),
  }),
  'deep nesting': (_, random) => ({ bytes: Buffer.from(oneOf(random, ['[', '{"a":', '[{"a":']).repeat(100_000)) }),
  'two documents': (text) => ({ bytes: Buffer.from(`${text}\n${text}`) }),
  'a callback': (text) => ({ bytes: Buffer.from(`callback(${text});`) }),
  'a status': (text, random) => ({
    status: oneOf(random, [201, 202, 203, 206, 226, 299, 400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 451, 499]),
    bytes: Buffer.from(random() < 0.5 ? text : 'why'),
  }),
  'a server error': (text, random) => ({
    status: oneOf(random, [500, 501, 502, 503, 504, 520, 599, 999]),
    bytes: Buffer.from(text),
  }),
  'no content': () => ({ status: 204, bytes: Buffer.alloc(0) }),
  'a redirect': (text, random) => ({
    status: oneOf(random, [300, 301, 302, 303, 304, 307, 308]),
    bytes: Buffer.from(text),
    headers: {
      Location: oneOf(random, [
        '',
        '/',
        'http://[',
        '//elsewhere.example',
        'javascript:alert(1)',
        'http://a:b@c.example/?d',
        'x'.repeat(5_000),
      ]),
    },
  }),
  'too many requests': (_, random) => ({
    status: oneOf(random, [429, 503]),
    bytes: Buffer.from('slow down'),
    headers: {
      'Retry-After': oneOf(random, [
        '0',
        '-1',
        '1',
        '1000000000',
        'soon',
        '9'.repeat(400),
        'Mon, 01 Jan 0001 00:00:00 GMT',
        'Fri, 31 Dec 9999 23:59:59 GMT',
      ]),
    },
  }),
  'odd headers': (text, random) => ({
    bytes: Buffer.from(text),
    headers: oneOf<Record<string, string>>(random, [
      { Date: 'Fri, 31 Dec 9999 23:59:59 GMT' },
      { Date: 'yesterday' },
      { 'Set-Cookie': 'session=1; Path=/' },
      { 'X-Reqid': 'r'.repeat(8_000) },
      { 'Content-Type': 'text/plain; charset=\u00ff' },
      { 'Content-Encoding': 'identity' },
      { 'Content-Encoding': 'zstd' },
      { 'Content-Encoding': 'gzip, gzip' },
      { 'Content-Encoding': 'constructor' },
    ]),
  }),
  'gzip that is none': (text) => ({ bytes: Buffer.from(text), headers: { 'Content-Encoding': 'gzip' } }),
  'gzip cut short': (text) => ({ bytes: gzipSync(text).subarray(0, -9), headers: { 'Content-Encoding': 'gzip' } }),
  'gzip and more': (text) => ({
    bytes: Buffer.concat([gzipSync(text), Buffer.from('more')]),
    headers: { 'Content-Encoding': 'gzip' },
  }),
  'raw deflate': (text) => ({ bytes: deflateRawSync(text), headers: { 'Content-Encoding': 'deflate' } }),
  'br that is none': (text) => ({ bytes: Buffer.from(text), headers: { 'Content-Encoding': 'br' } }),
};

const heavy: Readonly<Record<string, Make>> = {
  '50 MB of white space': () => ({ bytes: big }),
  '50 MB behind an error': (_, random) => ({ status: oneOf(random, [302, 400, 404, 500]), bytes: big }),
  '19 MB in one text': (text) => ({
    bytes: Buffer.from(text.replace(/"[^"]*"(?=[,}])/, `"${'x'.repeat(megabytes(19))}"`)),
  }),
  '19 MB of digits': (text) => ({ bytes: Buffer.from(text.replace(/:\s*\d+/, `:${'7'.repeat(megabytes(19))}`)) }),
  '18 MB in each of its texts together': (text) => ({ bytes: Buffer.from(everyText(text, 18)) }),
  '4 MB in each of its texts together': (text) => ({ bytes: Buffer.from(everyText(text, 4)) }),
  'a text of JSON': (text) => ({ bytes: Buffer.from(text.replace(/"[^"]*"(?=[,}])/g, () => description)) }),
  'a million names': (text) => ({ bytes: Buffer.from(text.replace('{', () => `{${names},`)) }),
  'one name a million times': (text) => ({
    bytes: Buffer.from(text.replace('{', `{${'"rows":[],'.repeat(1_000_000)}`)),
  }),
  'rows without an end': (text) => ({
    bytes: Buffer.from(text.replace(/\[/, () => `[${'{"id":1,"Id":"1","order_hash":"a"},'.repeat(100_000)}`)),
  }),
  '19 MB of lists': (text) => ({ bytes: Buffer.from(text.replace(/\[/, () => `[${'[],'.repeat(6_300_000)}`)) }),
  '19 MB of nulls': (text) => ({ bytes: Buffer.from(text.replace(/\[/, () => `[${'null,'.repeat(3_800_000)}`)) }),
  '19 MB of zeros behind an error': (_, random) => ({
    status: oneOf(random, [200, 400, 401, 404]),
    bytes: Buffer.from(`{"code":500,"Code":"X","error":{"message":"m"},"more":[${'0,'.repeat(9_500_000)}0]}`),
  }),
  '10 MB of objects': () => ({ bytes: Buffer.from(`{"code":200,"total":1,"rows":[${'{},'.repeat(3_300_000)}{}]}`) }),
  'a gzip bomb': () => ({ bytes: bombs.gzip, headers: { 'Content-Encoding': 'gzip' } }),
  'a gzip bomb in a gzip': () => ({ bytes: bombs['gzip of a gzip'], headers: { 'Content-Encoding': 'gzip' } }),
  'a deflate bomb': () => ({ bytes: bombs.deflate, headers: { 'Content-Encoding': 'deflate' } }),
  'a br bomb': () => ({ bytes: bombs.br, headers: { 'Content-Encoding': 'br' } }),
};

/** Every value that is a text made so long that all together are so large. */
const everyText = (text: string, together: number): string => {
  const value = /:\s*"[^"]*"/g;
  const each = Math.floor(megabytes(together) / Math.max(1, (text.match(value) ?? []).length) / 7);
  return text.replace(value, () => `:"${'x长é'.repeat(each)}"`);
};

const description = JSON.stringify(
  JSON.stringify({ conf: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`项${String(i)}`, '值'])) }),
);

const names = Array.from({ length: 1_000_000 }, (_, index) => `"m${String(index)}":0`).join(',');

const made = (makes: Readonly<Record<string, Make>>, text: string, random: () => number): Body => {
  const [name, make] = oneOf(random, entriesOf(makes));
  const body = make(text, random);
  return { ...body, name: body.name === undefined ? name : `${name}: ${body.name}` };
};

/** A hostile body in place of an honest one. Seven in ten change its structure or its bytes, one in fifty is very large. */
export const hostileBody = (honest: string, random: () => number): Body => {
  const chance = random();
  return made(chance < 0.7 ? common : chance < 0.98 ? rare : heavy, honest, random);
};
