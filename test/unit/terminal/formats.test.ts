import { describe, expect, it } from 'vitest';
import { orderJson } from '../../../electron/answers/order.ts';
import { calendarOf } from '../../../electron/terminal/calendar.ts';
import { csvOf } from '../../../electron/terminal/csv.ts';
import { displayWidth, table } from '../../../electron/terminal/table.ts';
import { anAccount } from '../../fakes/accounts.ts';
import { at, ms } from '../../fakes/instants.ts';
import { anOrder, estimated, stated } from '../../fakes/orders.ts';
import { seededRandom, oneOf, wholeBetween } from '../../fakes/random.ts';
import { aRental } from '../../fakes/rentals.ts';

describe('a table', () => {
  it('aligns columns by what a terminal shows: Chinese takes two', () => {
    const lines = table(
      ['名称', 'State'],
      [
        ['训练机-02', 'ending'],
        ['a', 'ok'],
      ],
    ).split('\n');
    expect(lines).toEqual(['名称       State', '训练机-02  ending', 'a          ok']);
    const widths = lines.map((line) => displayWidth(line.slice(0, line.search(/State|ending|ok/))));
    expect(new Set(widths).size).toBe(1);
  });

  it('ends no line with spaces and breaks no line by a value', () => {
    const text = table(
      ['a', 'b'],
      [
        ['x\ny', ''],
        ['tab\there', 'z'],
      ],
    );
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toMatch(/ +$/m);
  });

  it('lets no value steer the terminal', () => {
    expect(table(['a'], [['\u001b[31mred\u001b]0;title\u0007\u009b1m']])).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/,
    );
  });

  it.each([
    ['ab', 2],
    ['训练', 4],
    ['１２', 4],
    ['·', 1],
    ['¥', 1],
    ['é', 1],
    ['e\u0301', 1],
    ['👨‍👩‍👧', 2],
    ['', 0],
  ])('"%s" is %d wide', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

/** Reads RFC 4180 as a strict reader would. */
const parsedCsv = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]];
  let index = 0;
  while (index < text.length) {
    const row = rows.at(-1) ?? [];
    if (text[index] === '"') {
      let value = '';
      for (index += 1; ; index += 1) {
        if (text[index] !== '"') value += text[index] ?? '';
        else if (text[index + 1] === '"') value += text[(index += 1)] ?? '';
        else break;
      }
      row.push(value);
      index += 1;
    } else {
      const end = text.slice(index).search(/,|\r\n/);
      row.push(end < 0 ? text.slice(index) : text.slice(index, index + end));
      index += end < 0 ? text.length : end;
    }
    if (text[index] === ',') index += 1;
    else if (text.startsWith('\r\n', index)) {
      index += 2;
      if (index < text.length) rows.push([]);
    }
  }
  return rows;
};

describe('csv', () => {
  const csv = (facts: Parameters<typeof anOrder>[0]) => csvOf([orderJson(anOrder(facts), anAccount())]);
  const titleIn = (title: string): string | undefined => {
    const rows = parsedCsv(csv({ title }).slice(1));
    return rows[1]?.[rows[0]?.indexOf('title') ?? -1];
  };

  it('begins with a byte-order mark and the JSON names, ends lines with CRLF', () => {
    const text = csv({});
    expect(
      text.startsWith(
        '\ufeffaccount,provider,providerOrderId,orderNumber,kind,status,providerStatus,title,placedAt,paidAt,cancelledAt,payBy,listPrice,price,paid,items,facts,incomplete\r\n',
      ),
    ).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(parsedCsv(text.slice(1)).map((row) => row.length)).toEqual([18, 18]);
    expect(Object.keys(orderJson(anOrder(), anAccount()))).toEqual(parsedCsv(text.slice(1))[0]);
  });

  it('without orders there is the header alone', () => {
    expect(parsedCsv(csvOf([]).slice(1))).toHaveLength(1);
  });

  it.each([
    ['=cmd|"/c calc"!A1', `'=cmd|"/c calc"!A1`],
    ['+1', "'+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['a=b', 'a=b'],
    ['训练机-02', '训练机-02'],
    ['a,b "c"\r\nd', 'a,b "c"\r\nd'],
    ['', ''],
  ])('a cell %j is written so that no spreadsheet runs it', (title, expected) => {
    expect(titleIn(title)).toBe(expected);
  });

  it('keeps every other text exactly', () => {
    const random = seededRandom(99);
    const signs = ['"', ',', '\r', '\n', ' ', 'a', '训', '=', "'", ';', '😀'] as const;
    for (let round = 0; round < 300; round += 1) {
      const title = `x${Array.from({ length: wholeBetween(random, 0, 12) }, () => oneOf(random, signs)).join('')}`;
      expect(titleIn(title)).toBe(title);
    }
  });

  it('amounts and ids stay as the provider wrote them', () => {
    const text = csv({ id: '1144119593787195392', price: { amount: '0.10', currency: 'CNY' } });
    expect(text).toContain('1144119593787195392');
    expect(text).toContain('""amount"":""0.10""');
  });
});

describe('a calendar', () => {
  const nowMs = ms('2026-03-01T08:00:00Z');
  const unfolded = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n');

  it('has one event per rental with an end, in UTC, with an id of its own', () => {
    const text = calendarOf(
      [
        aRental(),
        aRental({ id: 'acc1:open/x', end: { at: null, basis: 'none', note: 'billed-by-use', earliestAt: null } }),
      ],
      nowMs,
    );
    const lines = unfolded(text);
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines).toEqual(
      expect.arrayContaining([
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'UID:acc1:order-1/item-1@leasebell',
        'DTSTART:20260401T000000Z',
        'DTSTAMP:20260301T080000Z',
        'SUMMARY:训练机-02',
        'END:VCALENDAR',
      ]),
    );
    expect(lines.some((line) => line.startsWith('PRODID:'))).toBe(true);
  });

  it('ends every line with CRLF, and has none without', () => {
    const text = calendarOf([aRental()], nowMs);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  const triggers = (rental: Parameters<typeof calendarOf>[0][number]) =>
    unfolded(calendarOf([rental], nowMs)).filter((line) => line.startsWith('TRIGGER'));

  it('alarms at the points of the rental', () => {
    expect(triggers(aRental())).toEqual([
      'TRIGGER:-PT604800S',
      'TRIGGER:-PT259200S',
      'TRIGGER:-PT86400S',
      'TRIGGER:-PT7200S',
      'TRIGGER:-PT0S',
    ]);
    expect(triggers(aRental({ end: estimated('2026-03-08T00:00:00Z') }))).toEqual([
      'TRIGGER:-PT259200S',
      'TRIGGER:-PT86400S',
      'TRIGGER:-PT7200S',
      'TRIGGER:-PT0S',
    ]);
  });

  it('counts from the earlier reading of an uncertain end', () => {
    const rental = aRental({
      periodStartsAt: at('2026-03-31T00:00:00Z'),
      end: {
        at: at('2026-04-01T00:00:00Z'),
        basis: 'stated',
        note: 'may-be-00:00-beijing-time',
        earliestAt: at('2026-03-31T16:00:00Z'),
      },
    });
    expect(triggers(rental).at(-1)).toBe('TRIGGER:-PT28800S');
  });

  it('has no alarm for what was cancelled', () => {
    expect(triggers(aRental({ phase: 'cancelled' }))).toEqual([]);
  });

  it('writes commas, semicolons, backslashes and line breaks as RFC 5545 wants them', () => {
    expect(unfolded(calendarOf([aRental({ title: 'a,b;c\\d\ne' })], nowMs))).toContain('SUMMARY:a\\,b\\;c\\\\d\\ne');
  });

  it('no title can add a line of its own', () => {
    for (const title of ['a\r\nATTACH:file:///etc/passwd', 'a\rATTACH:x', 'a\nATTACH:x']) {
      const text = calendarOf([aRental({ title })], nowMs);
      expect(text.split(/\r\n|\r|\n/).filter((line) => line.startsWith('ATTACH'))).toEqual([]);
    }
  });

  it('folds at 75 octets without cutting a character', () => {
    const random = seededRandom(5);
    for (let round = 0; round < 100; round += 1) {
      const title = Array.from({ length: wholeBetween(random, 0, 120) }, () =>
        oneOf(random, ['训', 'a', '😀', 'é', '-']),
      ).join('');
      const text = calendarOf([aRental({ title, end: stated('2026-04-01T00:00:00Z') })], nowMs);
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(unfolded(text)).toContain(`SUMMARY:${title}`);
    }
  });
});
