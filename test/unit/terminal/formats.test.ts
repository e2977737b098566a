import { describe, expect, it } from 'vitest';
import { displayWidth, table } from '../../../electron/terminal/table.ts';
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

  it('shows of every hostile name one line of what can be seen', () => {
    const lines = table(
      ['name'],
      hostileNames.map((name) => [name]),
    ).split('\n');
    expect(lines).toHaveLength(hostileNames.length + 1);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
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
