import { describe, expect, it } from 'vitest';
import stringWidth from 'string-width';
import { table, tableUnder } from '../../../../electron/faces/terminal/table.ts';
import { hostileNames } from './readers/hostile.ts';

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
    const widths = lines.map((line) => stringWidth(line.slice(0, line.search(/State|ending|ok/))));
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

  it('shows of every hostile name one line of what can be seen', () => {
    const lines = table(
      ['name'],
      hostileNames.map((name) => [name]),
    ).split('\n');
    expect(lines).toHaveLength(hostileNames.length + 1);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
  });

  it('colours the cells of a row that it is told to, and lines them up as if it did not', () => {
    const { add, lines } = tableUnder(['Left', 'Title'], { painted: [0] });
    add(['1 hour', 'one'], (text) => `<${text}>`);
    add(['10 minutes', 'other']);
    expect([...lines()]).toEqual(['Left        Title', '<1 hour    >  one', '10 minutes  other']);
  });

  describe('fits its reader', () => {
    const rowOf = (title: string): readonly string[] => ['active', title, 'main', '2026-03-30 18:00', '¥12.50', 'o-1'];
    const header = ['State', 'Title', 'Account', 'Placed', 'Price', 'Order'];
    const rowsOf = (title: string, columns?: number): readonly string[] =>
      table(header, [rowOf(title), rowOf('trainer')], { texts: [1, 2], columns }).split('\n');
    const longTitles = ['x'.repeat(200), '训练'.repeat(100), '👨‍👩‍👧'.repeat(60), `e${'\u0301'.repeat(8)}`.repeat(200)];

    it.each(longTitles)('shortens a long text to the terminal and nothing else, case %#', (title) => {
      for (const columns of [70, 80, 120]) {
        const lines = rowsOf(title, columns);
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
        expect(lines[1]).toMatch(/^active  .+… {2,3}main {5}2026-03-30 18:00  ¥12\.50  o-1$/u);
        expect(lines[2]).toMatch(/^active  trainer +main {5}2026-03-30 18:00  ¥12\.50  o-1$/);
      }
    });

    it.each(longTitles)('lets no text take more than 48 columns where there is no terminal, case %#', (title) => {
      const lines = rowsOf(title);
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(48 + 60);
      expect(lines[1]).toMatch(/… {2,3}main {5}2026-03-30 18:00  ¥12\.50  o-1$/u);
    });

    it('gives a wide terminal all of it', () => {
      expect(rowsOf('x'.repeat(200), 300)[1]).toContain('x'.repeat(200));
    });

    it('cuts no sign in two, and keeps what is written with many marks short', () => {
      expect(table(['T'], [['训练机'.repeat(5)]], { texts: [0], columns: 10 })).toBe('T\n训练机训…');
      const family = `👩${'\u200d👩'.repeat(3000)}`;
      expect(table(['T'], [[family]], { texts: [0], columns: 10 })).toBe('T\n…');
    });

    it('cuts no date, id, amount or state for a terminal that is too narrow for them', () => {
      const [, line] = rowsOf('x'.repeat(200), 20);
      expect(line).toBe('active  xxxxxx…  main     2026-03-30 18:00  ¥12.50  o-1');
    });

    it('leaves out what can be spared of a narrow terminal, one column after the other, before it cuts a name short', () => {
      const shown = (columns?: number): readonly string[] =>
        table(header, [rowOf('trainer in the cellar')], { texts: [1, 2], dispensable: [5, 0], columns }).split('\n');
      expect(shown()[1]).toBe('active  trainer in the cellar  main     2026-03-30 18:00  ¥12.50  o-1');
      expect(shown(71)[1]).toBe('active  trainer in the cellar  main     2026-03-30 18:00  ¥12.50  o-1');
      expect(shown(60)[1]).toBe('active  trainer in the c…  main     2026-03-30 18:00  ¥12.50');
      expect(shown(50)).toEqual([
        'Title            Account  Placed            Price',
        'trainer in the…  main     2026-03-30 18:00  ¥12.50',
      ]);
      expect(shown(20)[1]).toBe('traine…  main     2026-03-30 18:00  ¥12.50');
    });

    it('keeps a sentence at the end whole, and takes the room for it from nobody', () => {
      const sentence = 'It was refused. '.repeat(20).trim();
      const lines = table(['Account', 'Result'], [['a'.repeat(60), sentence]], {
        texts: [0],
        endsWithSentence: true,
        columns: 60,
      });
      expect(lines.split('\n')[1]).toBe(`${'a'.repeat(51)}…  ${sentence}`);
    });
  });

  it.each([
    ['ab', 2],
    ['训练', 4],
    ['１２', 4],
    ['·', 1],
    ['¥', 1],
    ['×', 1],
    ['–…', 2],
    ['（1）', 5],
    ['《期、》', 8],
    ['，：。', 6],
    ['é', 1],
    ['e\u0301', 1],
    ['👨‍👩‍👧', 2],
    ['', 0],
  ])('"%s" is %d wide', (text, width) => {
    const [, , line = ''] = table(
      ['', ''],
      [
        ['1234567890', '|'],
        [text, '|'],
      ],
    ).split('\n');
    expect(line).toBe(`${text.normalize()}${' '.repeat(10 - width)}  |`);
  });
});
