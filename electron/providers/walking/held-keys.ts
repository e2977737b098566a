import { failed, type Result } from '../../core/model/failure.ts';
import type { PageRow } from './page-rows.ts';

interface Rows {
  readonly rows: readonly PageRow<unknown>[];
}

/** A list of so many pages that says nowhere how much it holds is worth a request that shows whether its rows keep their keys. */
const manyPages = 8;

/**
 * Reads a page again. A list that moves shows rows that were seen before, or shows the same once more; where two more readings have no row in
 * common with each other, nor with what was `seen`, the keys are made up for each response: that is no list, and would go on for ever, each
 * time with other rows. Fails with `provider.unexpected-answer` then, and as the reading does.
 */
export const readAgain = async <Page extends Rows>(
  read: () => Promise<Result<Page>>,
  seen: ReadonlyMap<string, unknown>,
): Promise<Result<Page>> => {
  const second = await read();
  if (!second.ok || isKnown(second.value, seen)) return second;
  const third = await read();
  if (!third.ok) return third;
  const isHeld = isKnown(third.value, seen) || isKnown(third.value, keyed(second.value));
  return isHeld ? second : failed('provider.unexpected-answer', { detail: 'ids-change' });
};

const isKnown = ({ rows }: Rows, seen: ReadonlyMap<string, unknown>): boolean =>
  rows.length === 0 || rows.some(({ key }) => seen.has(key));

const keyed = ({ rows }: Rows): ReadonlyMap<string, unknown> => new Map(rows.map(({ key, row }) => [key, row]));

/** What of a page, and of those before it, bears on whether its keys are believed. */
interface Sight<Row> {
  readonly pages: number;
  /** How many rows the page brought that none before it had. */
  readonly news: number;
  readonly rows: ReadonlyMap<string, Row>;
  readonly total: number | null;
}

/**
 * Looks once in a walk whether rows keep their keys: when a page brought rows that the total denies, or once a list without one
 * turns out to be long. A total that promises more is seen through at the end, when the first page is read again.
 */
export class KeyCheck {
  #isDone = false;

  /** Reads a page of the walk again where it is time to. Returns why the walk cannot go on; null where it can. */
  async refusal<Row, Page extends Rows>(
    { pages, news, rows, total }: Sight<Row>,
    read: () => Promise<Result<Page>>,
  ): Promise<Result<never> | null> {
    const isDue = total === null ? pages === manyPages : pages > 1 && total < rows.size;
    if (this.#isDone || news === 0 || !isDue) return null;
    this.#isDone = true;
    const again = await readAgain(read, rows);
    return again.ok ? null : again;
  }
}
