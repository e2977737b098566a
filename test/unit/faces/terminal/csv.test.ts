import { describe, expect, it } from 'vitest';
import { orderJson } from '../../../../electron/faces/terminal/json/order.ts';
import { csvHeader, csvRows as csvRowsOf, type Cell, type Column } from '../../../../electron/faces/terminal/csv.ts';
import { orderColumns } from '../../../../electron/faces/terminal/export-columns.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anOrder } from '../../../fakes/orders.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { hostileNames } from './readers/hostile.ts';
import { csvRows } from './readers/readers.ts';

const json = (facts: Parameters<typeof anOrder>[0] = {}, { label, provider } = anAccount()) =>
  orderJson({ order: anOrder(facts), account: label, provider });
/** A file that is written a row at a time. */
const csvOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  [csvHeader(columns), ...rows.map((row) => csvRowsOf(columns, [row]).text)].join('');
const csv = (facts: Parameters<typeof anOrder>[0]) => csvOf(orderColumns, [json(facts)]);
const cells = (...values: readonly Cell[]): readonly string[] =>
  csvRows(csvOf([['cell', (value: Cell) => value]], values))
    .slice(1)
    .map(([cell]) => cell ?? '');

describe('csv', () => {
  it('begins with a byte-order mark and the JSON names, ends lines with CRLF, quotes every cell', () => {
    const text = csv({});
    expect(text.startsWith('\ufeff"account","provider","providerOrderId",')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const rows = csvRows(text);
    expect(rows.map((row) => row.length)).toEqual([18, 18]);
    expect(Object.keys(json())).toEqual(rows[0]);
  });

  it('without orders there is the header alone', () => {
    expect(csvRows(csvOf(orderColumns, []))).toHaveLength(1);
  });

  it('a text is written so that no spreadsheet runs it', () => {
    const written: readonly (readonly [string, string])[] = [
      ['=cmd|"/c calc"!A1', `'=cmd|"/c calc"!A1`],
      ['+1', "'+1"],
      ['-2+3', "'-2+3"],
      ['@SUM(A1)', "'@SUM(A1)"],
      ['\tx', 'x'],
      ['\t=x', "'=x"],
      ['\r-x', "'-x"],
      ['\u0000=x', "'=x"],
      ['\ufeff=x', "'=x"],
      ['\u202e\u200b@x', "'@x"],
      ['\u3000 =x', "'=x"],
      ['"=x', `'"=x`],
      ['＝x', "'＝x"],
      ['＋x', "'＋x"],
      ['－x', "'－x"],
      ['＠x', "'＠x"],
      ['﹢x', "'﹢x"],
      ['\u2212x', "'\u2212x"],
      ['x;=1', "x;'=1"],
      ['x; "=1"', `x; "'=1"`],
      ['x,＝1', "x,'＝1"],
      ['x\n@1', "x\n'@1"],
      ['x|+1', "x|'+1"],
      ['；-1', "；'-1"],
      ['a=b', 'a=b'],
      ['训练机-02', '训练机-02'],
      ['a,b "c"\r\nd', 'a,b "c"\nd'],
      ['esc\u001b[31m', 'esc [31m'],
      ['', ''],
    ];
    expect(cells(...written.map(([text]) => text))).toEqual(written.map(([, cell]) => cell));
  });

  it('a text that a spreadsheet would take for something else stays the text that it is', () => {
    const texts = [
      '1144119593787195392',
      '-1144119593787195392',
      '-1',
      '+1',
      '-5',
      '-12.5',
      'Mar 1, 2026 10:30',
      '1-Mar-2026 10:00:00',
      '1-Mar-2026 10:00:00.5 PM',
      'Mar-26 10:00',
      'Sunday, March 1, 2026 10:30',
      '10:30 1-Mar-2026',
      '2026年3月1日 10时30分',
      '2026年3月1日10时30分5秒',
      '2026年3月1日 上午10:30',
      '3月1日 10点',
      '₹1902176615603838977',
      '1902176615603838977₽',
      'R$1902176615603838977',
      'US$ 1902176615603838977',
      '-₩1,000',
      '1234567890123456',
      '123456789012.3456',
      '１１４４１１９５９３７８７１９５３９２',
      '１２',
      '007',
      '1.10',
      '12e34',
      '1E5',
      '-0',
      '1,000',
      '10%',
      '¥5',
      '(5)',
      '1 1/2',
      '3-4',
      '2026-03-01',
      '2026/3/1 08:00',
      '10:30',
      '5 PM',
      '1月2日',
      '2026年3月',
      'SEPT2',
      '5-Mar',
      'Dec 2026',
      '12:34:56.789',
      '12:34:56.789 PM',
      '上午1:30',
      '下午 1:30:05',
      '2026年3月1日 上午1:30',
      '凌晨3点',
      '12时34分56秒',
      '1902176615603838977-',
      '5 -',
      'TRUE',
      '#N/A',
    ];
    expect(cells(...texts)).toEqual(texts.map((text) => `'${text}`));
  });

  it('any other text needs nothing', () => {
    const texts = [
      '0',
      '42',
      'Mar 1 10:30 GPU',
      'R$',
      'A100 10:30 x',
      '123456789012345',
      '16.25',
      '2×A100',
      'v1.10',
      '10 GB',
      'i-1144119593787195392',
      '1144119593787195392-a',
      '训练机上午',
      '12:34:56.789Z',
      '2026-03-01T00:00:00.000Z',
    ];
    expect(cells(...texts)).toEqual(texts);
  });

  it('a cell that is longer than a spreadsheet holds is cut with a mark, so that its rest is in no other cell', () => {
    const [plain = '', marked = '', json = '', whole = ''] = cells(
      'x'.repeat(40_000),
      `=${'x'.repeat(40_000)}`,
      ['😀'.repeat(20_000)],
      'x'.repeat(32_767),
    );
    for (const cell of [plain, marked, json]) expect([cell.length <= 32_767, cell.at(-1)]).toEqual([true, '…']);
    expect([plain.length, marked.slice(0, 3)]).toEqual([32_767, "'=x"]);
    expect(json).not.toMatch(/[\ud800-\udbff]…$/);
    expect(whole).toBe('x'.repeat(32_767));
  });

  it('how many cells were cut is told with the text of them', () => {
    const columns: readonly Column<string>[] = [
      ['short', () => 'x'],
      ['long', (text) => text],
      ['json', (text) => [text]],
    ];
    expect(csvRowsOf(columns, ['x'.repeat(40_000), 'x', 'x'.repeat(32_767)]).cutCells).toBe(3);
    expect(csvRowsOf(columns, ['x', 'x'.repeat(32_000)]).cutCells).toBe(0);
  });

  it('amounts are numbers, as their provider wrote them, unless a spreadsheet would round or run them', () => {
    const amounts = ['16.25', '-12.50', '0.00', '12345678901234.567', '=1', '1e3'].map((amount) => ({ amount }));
    expect(cells(...amounts)).toEqual(['16.25', '-12.50', '0.00', "'12345678901234.567", "'=1", "'1e3"]);
  });

  it('what nests is exact JSON, in which nothing begins a formula and nothing is hidden', () => {
    const value = hostileNames.map((name) => ({ path: name, value: name }));
    const [cell = ''] = cells(value);
    expect(JSON.parse(cell)).toEqual(JSON.parse(JSON.stringify(value).replaceAll(/\\ud[89a-f]../g, '\ufffd')));
    expect(cell).not.toMatch(/["\n;,|；，｜]["'\s]*[=+@＝＋－＠−]/u);
  });

  it('every hostile name is one cell that two readers agree on', () => {
    const orders = hostileNames.map((title) =>
      json(
        { title, id: title, providerStatus: title, facts: [{ path: title, value: title }] },
        anAccount({ label: title }),
      ),
    );
    const rows = csvRows(csvOf(orderColumns, orders));
    expect(rows).toHaveLength(orders.length + 1);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([18]));
    for (const cell of rows.flat())
      expect(cell).not.toMatch(/^[^\p{L}\p{N}'[{]*[=+@＝＋－＠﹦⁼−]|[;,|\n；，][\s"]*[=+@＝＋－＠]/u);
  });

  it('no text is written as another one is, not even one that begins with what defuses', () => {
    const texts = ['007', "'007", "''007", "'a", 'a', "''a", '=1', "'=1"];
    expect(cells(...texts)).toEqual(["'007", "''007", "'''007", "''a", 'a', "'''a", "'=1", "''=1"]);
  });

  it('keeps every other text exactly', () => {
    const random = seededRandom(99);
    const signs = ['"', ',', '\n', 'a', '训', "'", ';', '😀', '.'] as const;
    const texts = Array.from({ length: 300 }, () => {
      const middle = Array.from({ length: wholeBetween(random, 0, 12) }, () => oneOf(random, signs)).join('');
      return `x${middle}x`;
    });
    expect(cells(...texts)).toEqual(texts);
  });

  it('ids stay as the provider wrote them', () => {
    const text = csv({ id: '1144119593787195392', price: { amount: '0.10', currency: 'CNY' } });
    expect(text).toContain(`"'1144119593787195392"`);
    expect(text).toContain('""amount"":""0.10""');
  });
});
