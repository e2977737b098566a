import { describe, expect, it } from 'vitest';
import { foundPieces, searchedTerms } from '../../../../electron/core/model/found-text.ts';

const marked = (text: string, query: string, readsTime = true): string =>
  foundPieces(text, searchedTerms(query, readsTime))
    .map((piece) => (piece.isFound ? `[${piece.text}]` : piece.text))
    .join('');

describe('what a search found in a text', () => {
  it.each([
    ['训练机-02', '训练', '[训练]机-02'],
    ['8×RTX 4090 24 GB', 'rtx4090', '8×[RTX 4090] 24 GB'],
    ['ＲＴＸ　４０９０', 'rtx-4090', '[ＲＴＸ　４０９０]'],
    ['rtx4090 and RTX 4090', 'rtx4090', '[rtx4090] and RTX 4090'],
    ['Ubuntu gpu UBUNTU', 'ubuntu', '[Ubuntu] gpu [UBUNTU]'],
    ['gpu-train-1', 'train gpu-', '[gpu-train]-1'],
    ['a.b*c (x)', '.b* (x)', 'a[.b*]c [(x)]'],
    ['abcde', 'abc cd', '[abcd]e'],
    ['node 7d, 7 cards', '7d', 'node [7d], 7 cards'],
    ['7 nodes within days', 'within 7 days', '7 nodes within days'],
    ['Rent for 7 days', '7 days', 'Rent for [7 days]'],
    ['plain', '', 'plain'],
    ['', 'x', ''],
    ['bandwidth 20', 'h20', 'bandwidth 20'],
  ])('%s: %s', (text, query, expected) => {
    expect(marked(text, query)).toBe(expected);
  });

  it('is each word where no time is read', () => {
    expect(marked('7 nodes within days', 'within 7 days', false)).toBe('[7] nodes [within] [days]');
  });
});
