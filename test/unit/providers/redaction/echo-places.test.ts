import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../electron/providers/redaction/redactor.ts';

const keys = [
  'kJh7Gf4Ds2Ap9Oi8Uy6Tr5Ew3Qz1XcVb',
  'sk-0123456789abcdef0123456789abcdef',
  'MY-SecretKey_abc-1234_5678-xYz9',
  '6f9619ff-8b86-d011-b42d-00c04fc964ff',
  'a8Jk/2+Lm9==Qx7/Zz+0',
  'p4$w0!#@~k&<9>"x\'\\b',
];

const numbered = (key: string, write: (one: string, at: number) => string, separator: string): string =>
  [...key].map(write).join(separator);

describe.each<[string, (key: string) => string]>([
  ['an object', (key) => JSON.stringify(Object.fromEntries([...key].entries()))],
  ['an object, slashes escaped', (key) => JSON.stringify({ ...[...key] }).replaceAll('/', '\\/')],
  ['an object in lines', (key) => JSON.stringify(Object.fromEntries([...key].entries()), null, 2)],
  ['a list', (key) => JSON.stringify([...key])],
  ['an array of PHP', (key) => `Array\n(\n${numbered(key, (one, at) => `    [${String(at)}] => ${one}`, '\n')}\n)`],
  [
    'an array of PHP, with types',
    (key) => numbered(key, (one, at) => `  [${String(at)}]=>\n  string(1) "${one}"`, '\n'),
  ],
  ['an object of JavaScript', (key) => `{${numbered(key, (one, at) => `${String(at)}: ${quoted(one)}`, ', ')}}`],
  ['assignments', (key) => numbered(key, (one, at) => `[${String(at)}]=${one}`, ' ')],
  ['assignments to members', (key) => numbered(key, (one, at) => `key[${String(at)}] = '${one}';`, '\n')],
  ['a query', (key) => numbered(key, (one, at) => `${String(at)}=${encodeURIComponent(one)}`, '&')],
  [
    'a query of names with numbers',
    (key) => numbered(key, (one, at) => `k${String(at)}=${encodeURIComponent(one)}`, '&'),
  ],
  ['a query of members', (key) => numbered(key, (one, at) => `k[${String(at)}]=${encodeURIComponent(one)}`, '&')],
  ['numbers of characters', (key) => numbered(key, (one) => `${String(one.charCodeAt(0))} '${one}'`, ' ')],
])('a key as %s of its characters', (_, write) => {
  test.each(keys)('%s is found', (key) => {
    const redactor = new Redactor([key]);
    expect(redactor.clean(`a ${write(key)} z`)).toMatch(/^a [^]*\[redacted\][^]* z$/);
    const inJson = JSON.stringify({ message: write(key) });
    expect(redactor.finds(inJson), inJson).toBe(true);
    expect(redactor.finds(JSON.stringify({ message: write(`Bearer ${key}`) }))).toBe(true);
  });
});

const quoted = (one: string): string => (one === "'" ? `"'"` : `'${one}'`);

test.each(['{"0":"a","1":"b","2":"c"}', '12:5, 13:6, 14:7', 'x1=a&x2=b&x3=c', '[0] => q\n[1] => r\n[2] => s'])(
  '%j is left alone',
  (text) => {
    for (const key of keys) expect(new Redactor([key]).clean(text)).toBe(text);
  },
);
