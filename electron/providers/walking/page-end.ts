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
 * taken for full: some servers drop a few rows after they have cut the page. Nor does room prove the end: a server may give no more than
 * a size of its own, which the first page cannot show.
 */
export const hasRoom = ({ entries, held, asked, isFirst }: PageSight): boolean =>
  entries === 0 || !isFilled(entries, isFirst ? asked : Math.min(held, asked));

const isFilled = (entries: number, size: number): boolean => entries * 10 > size * 9;
