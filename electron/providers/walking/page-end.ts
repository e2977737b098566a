/** What of a page, and of those before it, bears on whether the list ends with it. */
export interface PageSight {
  /** What the page holds, entries without a key included. */
  readonly entries: number;
  /** What the first page with entries held: the size that the server really gives. */
  readonly held: number;
  /** The size that was asked for. */
  readonly asked: number;
  /** It is the first page with entries, so that `held` speaks of itself. */
  readonly isFirst: boolean;
}

/**
 * Whether a page has room for more rows, so that the list seems to end with it. A full one proves nothing, and what is nearly full is
 * taken for full: some servers drop a few rows after they have cut the page. A first page that is shorter than asked for may be full
 * all the same, where the server gives no more than a size of its own.
 */
export const hasRoom = ({ entries, held, asked, isFirst }: PageSight): boolean => {
  if (entries === 0) return true;
  if (isFirst) return !isFilled(entries, asked) && !isUsualSize(entries);
  return !isFilled(entries, Math.min(held, asked));
};

const isFilled = (entries: number, size: number): boolean => entries * 10 > size * 9;

/** Sizes that servers are set to. */
const isUsualSize = (entries: number): boolean => entries % 5 === 0 || [8, 16, 32, 64, 128].includes(entries);
