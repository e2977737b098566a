import { describe, expect, test } from 'vitest';
import { bodyText } from '../../../../electron/edges/http/body-text.ts';

const text = '{"name":"弹性云服务器","msg":"查询成功"}';
/** `弹性云服务器` and `查询成功` in GBK. */
const gbk = Buffer.concat([
  Buffer.from('{"name":"'),
  Buffer.from('b5afd0d4d4c6b7fecef1c6f7', 'hex'),
  Buffer.from('","msg":"'),
  Buffer.from('b2e9d1afb3c9b9a6', 'hex'),
  Buffer.from('"}'),
]);
const utf8 = Buffer.from(text);
const little = Buffer.from(text, 'utf16le');
const big = Buffer.from(text, 'utf16le').swap16();
const mark = (bytes: Buffer, ...marks: readonly number[]): Buffer => Buffer.concat([Uint8Array.from(marks), bytes]);

test.each([
  ['UTF-8', utf8, undefined],
  ['UTF-8 that says so', utf8, 'application/json;charset=UTF-8'],
  ['UTF-8 that says GBK', utf8, 'application/json;charset=GBK'],
  ['UTF-8 that says Latin 1', utf8, 'text/html; charset=iso-8859-1'],
  ['UTF-8 that says UTF-16', utf8, 'application/json; charset=utf-16'],
  ['UTF-8 with its mark', mark(utf8, 0xef, 0xbb, 0xbf), undefined],
  ['GBK', gbk, 'application/json;charset=GBK'],
  ['GBK in quotation marks', gbk, 'application/json; boundary=x; Charset = "gb2312"'],
  ['GBK that says nothing', gbk, undefined],
  ['GBK that says UTF-8', gbk, 'application/json;charset=utf-8'],
  ['GBK that says what nobody knows', gbk, 'application/json;charset=x-chinese-9'],
  ['GBK that says a label without a decoder', gbk, 'application/json;charset=hz-gb-2312'],
  ['GBK that says Latin 1, as servers do that were told nothing', gbk, 'application/json;charset=ISO-8859-1'],
  ['GBK that says ASCII', gbk, 'application/json;charset=us-ascii'],
  ['GBK that says an empty label', gbk, 'application/json;charset=""'],
  ['UTF-16, little end first', mark(little, 0xff, 0xfe), undefined],
  ['UTF-16, big end first', mark(big, 0xfe, 0xff), 'application/json;charset=utf-8'],
  ['UTF-16 without a mark', little, 'application/json;charset=utf-16le'],
  ['UTF-16 without a mark, the other way round', big, undefined],
])('%s', (_, bytes, contentType) => {
  expect(bodyText(bytes, contentType)).toEqual({ text, isDamaged: false });
});

test.each([
  ['big5', 'ba7ebb79', '漢語'],
  ['shift_jis', '93fa967b', '日本'],
  ['euc-kr', 'c7d1b1db', '한글'],
  ['gb18030', '81308130d6d0', '\u0080中'],
  ['windows-1252', '63e96c', 'cél'],
  ['iso-8859-1', '63e96c20fc62e972', 'cél übér'],
])('the charset that is stated: %s', (label, hex, expected) => {
  const bytes = Buffer.from(hex, 'hex');
  expect(bodyText(bytes, `text/plain; charset=${label}`)).toEqual({ text: expected, isDamaged: false });
});

/** Sentences of a console in Traditional Chinese, in Big5 without a word about it: `租用到期提醒`, `訓練機`, `查詢成功`. */
const big5 = (hex: string): Buffer =>
  Buffer.concat([Buffer.from('{"name":"'), Buffer.from(hex, 'hex'), Buffer.from('"}')]);

describe('Chinese that does not say how it is written', () => {
  test.each([
    ['漢語', 'ba7ebb79'],
    ['中文', 'a4a4a4e5'],
    ['訓練機', 'b056bd6dbef7'],
    ['查詢成功', 'ac64b8dfa6a8a55c'],
  ])('%s in Big5 is read as that', (name, hex) => {
    for (const contentType of [undefined, 'application/json;charset=utf-8'])
      expect(bodyText(big5(hex), contentType)).toEqual({ text: `{"name":"${name}"}`, isDamaged: false });
  });

  test.each([
    ['弹性云服务器', 'b5afd0d4d4c6b7fecef1c6f7'],
    ['查询成功', 'b2e9d1afb3c9b9a6'],
    ['训练机-02', 'd1b5c1b7bbfa2d3032'],
    ['镕', 'e946'],
  ])('%s in GBK stays that', (name, hex) => {
    expect(bodyText(big5(hex), undefined).text).toBe(`{"name":"${name}"}`);
  });

  test('of GBK with a byte that only Big5 knows stays that, and is told', () => {
    const { text: read, isDamaged } = bodyText(mark(gbk, 0xa4, 0xff), undefined);
    expect([read.endsWith(text), isDamaged]).toEqual([true, true]);
  });

  test('that may be either is kept as GBK, and is told', () => {
    expect(bodyText(big5('b1b1bea9'), undefined)).toEqual({ text: '{"name":"北京"}', isDamaged: true });
    // Whoever says what it is is believed.
    expect(bodyText(big5('b1b1bea9'), 'text/plain;charset=gbk').isDamaged).toBe(false);
  });
});

test.each([
  ['two marks', mark(utf8, 0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf)],
  ['two marks of UTF-16', mark(little, 0xff, 0xfe, 0xff, 0xfe)],
  ['NUL before it', mark(utf8, 0)],
  ['NULs before it', mark(utf8, 0, 0, 0)],
  ['NULs, marks and space before it', mark(utf8, 0, 0xef, 0xbb, 0xbf, 0x20, 0x0a, 0)],
  ['NULs and space after it', Buffer.concat([utf8, Buffer.from('\0\n\0\0 ')])],
  ['NULs around GBK', mark(Buffer.concat([gbk, Buffer.alloc(2)]), 0)],
])('%s are no part of the text', (_, bytes) => {
  expect(bodyText(bytes, undefined)).toEqual({ text, isDamaged: false });
});

test('a million NULs cost no time', () => {
  const bytes = Buffer.concat([Buffer.alloc(1_000_000), Buffer.from('1'), Buffer.alloc(1_000_000), Buffer.from('x')]);
  const begunAt = performance.now();
  expect(bodyText(bytes, undefined).text).toHaveLength(1_000_002);
  expect(performance.now() - begunAt).toBeLessThan(2_000);
});

describe('what no encoding explains', () => {
  test('is U+FFFD, and is told', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Uint8Array.of(0xff, 0xfe), Buffer.from('"}')]);
    expect(bodyText(bytes, undefined)).toEqual({ text: '{"a":"\ufffd\ufffd"}', isDamaged: true });
  });

  test('of a charset that is stated too', () => {
    const bytes = Buffer.concat([gbk, Uint8Array.of(0xff)]);
    expect(bodyText(bytes, 'text/plain;charset=gbk')).toEqual({ text: `${text}\ufffd`, isDamaged: true });
  });

  test.each([0, 1, 2])('one byte lost of UTF-8 costs its character and no other (%d)', (index) => {
    const name = Buffer.from('租期铃');
    const lost = Buffer.concat([utf8, name.subarray(0, 3 + index), name.subarray(4 + index)]);
    for (const contentType of [undefined, 'application/json;charset=utf-8', 'application/json;charset=gbk']) {
      const { text: read, isDamaged } = bodyText(lost, contentType);
      expect([read.startsWith(`${text}租`), read.includes('\ufffd'), isDamaged]).toEqual([true, true, true]);
    }
  });

  test('is no cause for a word where U+FFFD was sent', () => {
    const sent = '{"name":"\ufffd 云"}';
    expect(bodyText(Buffer.from(sent), 'application/json;charset=gbk')).toEqual({ text: sent, isDamaged: false });
    const gb18030 = Buffer.concat([gbk, Buffer.from('8431a437', 'hex')]);
    expect(bodyText(gb18030, undefined)).toEqual({ text: `${text}\ufffd`, isDamaged: false });
  });

  test('is judged over the whole, however late it comes', () => {
    const late = Buffer.concat([Buffer.alloc(300_000, ' '), gbk]);
    expect(bodyText(late, undefined)).toEqual({ text: `${' '.repeat(300_000)}${text}`, isDamaged: false });
  });
});

describe('UTF-8 as Java and MySQL write it', () => {
  const name = (...parts: readonly (string | readonly number[])[]): Buffer =>
    Buffer.concat(
      ['{"name":"', ...parts, '"}'].map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
    );
  const pair = [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80];
  const nul = [0xc0, 0x80];
  const lone = [0xed, 0xa0, 0xbd];

  test.each([
    ['a pair of surrogates alone', name(pair), '😀'],
    ['a pair among Chinese', name('训练机-', pair, '号'), '训练机-😀号'],
    ['pairs in a row', name(pair, pair), '😀😀'],
    [
      'the first pair and the last',
      name([0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80], [0xed, 0xaf, 0xbf, 0xed, 0xbf, 0xbf]),
      '\u{10000}\u{10ffff}',
    ],
    ['a NUL of two bytes, of which nothing is seen', name('node', nul, '-1'), 'node-1'],
    ['Korean beside a pair, which begins with the same byte', name('한글', pair, '퟿'), '한글😀퟿'],
    ['all of it with an emoji that is right', name('机😀', pair, nul), '机😀😀'],
  ])('%s', (_, bytes, expected) => {
    for (const charset of ['', ';charset=utf-8', ';charset=gbk', ';charset=iso-8859-1'])
      expect(bodyText(bytes, `application/json${charset}`)).toEqual({
        text: `{"name":"${expected}"}`,
        isDamaged: false,
      });
  });

  test.each([
    ['half a pair is lost, and costs nothing else', name('node-', lone, '1'), 'node-\ufffd1'],
    ['so is the other half', name('机', [0xed, 0xb8, 0x80]), '机\ufffd'],
    ['halves the wrong way round', name([0xed, 0xb8, 0x80], lone), '\ufffd\ufffd'],
    ['a byte lost elsewhere costs no pair', name('租期铃租期铃', pair, [0xe8, 0x8a]), '租期铃租期铃😀\ufffd'],
  ])('%s', (_, bytes, expected) => {
    expect(bodyText(bytes, undefined)).toEqual({ text: `{"name":"${expected}"}`, isDamaged: true });
  });

  test('is no reading of GBK', () => {
    expect(bodyText(mark(gbk, 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0xa1), undefined).text.slice(3)).toBe(text);
  });
});

test('nothing is an empty text', () => {
  expect(bodyText(new Uint8Array(0), 'application/json;charset=gbk')).toEqual({ text: '', isDamaged: false });
});
