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

test('nothing is an empty text', () => {
  expect(bodyText(new Uint8Array(0), 'application/json;charset=gbk')).toEqual({ text: '', isDamaged: false });
});
