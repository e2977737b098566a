import stringWidth from 'string-width';
import { plainLine } from '../contract/plain-text.ts';

/** How many columns of a terminal a text takes: Chinese characters and full-width forms take two. */
export const displayWidth = (text: string): number => stringWidth(text);

const gap = '  ';

/** Rows under a header, in aligned columns, every cell as one line of plain text; every line ends without trailing space. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string => {
  const lines = [header, ...rows].map((row) => row.map(plainLine));
  const widths = header.map((_, column) => Math.max(...lines.map((line) => displayWidth(line[column] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
};

const padded = (text: string, width: number): string => text + ' '.repeat(width - displayWidth(text));
