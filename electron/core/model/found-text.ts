import { escaped, loosePattern } from './loose-text.ts';
import { typedSpan } from './typed-span.ts';

/** A part of a text, and whether a search found it. */
export interface TextPiece {
  readonly text: string;
  readonly isFound: boolean;
}

/** What a query looks for in texts. */
export interface SearchedTerms {
  /** What whatever is found has. */
  readonly needed: readonly string[];
  /** A span of time as it was typed, which stands in what is found by its name only; null where none is read. */
  readonly span: string | null;
}

/** Returns what a query looks for, with a span of time in it read as one or not. */
export const searchedTerms = (query: string, readsTime: boolean): SearchedTerms => {
  const span = readsTime ? typedSpan(query) : null;
  const words = (span?.rest ?? query).split(/\s+/u).filter((word) => word !== '');
  return { needed: words, span: span?.typed ?? null };
};

/** Where a term stands in a text: as it is written, else but for blanks, hyphens and width. */
const placesOf = (text: string, term: string): readonly (readonly [number, number])[] => {
  const written = new RegExp(escaped(term), 'giu');
  const found = [...text.matchAll(written)];
  const loose = found.length > 0 ? null : loosePattern(term);
  return [...found, ...(loose === null ? [] : text.matchAll(loose))].map(({ index, 0: match }) => [
    index,
    index + match.length,
  ]);
};

/** Whether a term stands in a text. */
export const hasTerm = (text: string, term: string): boolean => placesOf(text, term).length > 0;

/** Returns a text in pieces: those that hold a term, and those between them. */
export const foundPieces = (text: string, { needed, span }: SearchedTerms): readonly TextPiece[] => {
  const terms = span === null ? needed : [...needed, span];
  const isFound = new Array<boolean>(text.length).fill(false);
  for (const term of terms) for (const [from, to] of placesOf(text, term)) isFound.fill(true, from, to);
  const pieces: TextPiece[] = [];
  let start = 0;
  for (let end = 1; end <= text.length; end += 1)
    if (end === text.length || isFound[end] !== isFound[start]) {
      pieces.push({ text: text.slice(start, end), isFound: isFound[start] === true });
      start = end;
    }
  return pieces;
};
