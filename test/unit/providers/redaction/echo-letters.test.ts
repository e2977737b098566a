import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../electron/providers/redaction/redactor.ts';

const grouped = (key: string, size: number, separator: string): string =>
  (key.match(new RegExp(`.{1,${String(size)}}`, 'g')) ?? []).join(separator);

/** Ways in which a text is written in groups, or in another case. */
const writings: Readonly<Record<string, (key: string) => string>> = {
  'with hyphens': (key) => grouped(key, 4, '-'),
  'with spaces': (key) => grouped(key, 4, ' '),
  'in lines': (key) => grouped(key, 5, '\n'),
  'in escaped lines': (key) => grouped(key, 5, '\\r\\n'),
  'one letter in a line': (key) => grouped(key, 1, '\n'),
  'with commas': (key) => grouped(key, 3, ', '),
  'in quotation marks': (key) => `"${grouped(key, 4, '","')}"`,
  'with dots': (key) => grouped(key, 4, '.'),
  'emphasized in parts': (key) => `**${grouped(key, 4, '**')}**`,
  'with soft ends of lines': (key) => grouped(key, 7, '=\r\n'),
  'in capitals': (key) => key.toUpperCase(),
  'in small letters': (key) => key.toLowerCase(),
};

describe.each([
  ['letters in any order', 'QmzVtRkLwPxYhNcD'],
  ['few small letters without a word in them', 'qmzvtrklwpxhncdf'],
  ['more small letters than a word has', 'correcthorsebatterystapleagain'],
  ['capitals', 'AKIDQMZVTRKLWPXY'],
  ['pairs of letters in either case', 'QmzVtRkLaPxEhNcDoSuT'],
  ['letters behind a prefix', 'sk-QmzVtRkLwPxYhNcD'],
])('a key of %s', (_, key) => {
  test.each(Object.entries(writings))('is found %s', (__, write) => {
    const clean = new Redactor([key]).clean(`a «${write(key)}» z`);
    expect(clean).toMatch(/^a «["*]*\[redacted\]["*]*» z$/);
  });
});

test.each([
  ['prod-server', 'the prod server, Prod.Server, PROD SERVER'],
  ['ProductionServer', 'a production server; Production Server; production-server'],
  ['Gpu-Production-Server', 'GPU production server'],
  ['gpu-production-server-7', 'GPU production server 8'],
  ['revresnoitcudorp', 'a production server'],
])('a key of words, %s, is not taken out of %s', (key, text) => {
  expect(new Redactor([key]).clean(text)).toBe(text);
});
