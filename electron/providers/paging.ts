import { success, type Result } from '../contract/failure.ts';
import type { ProviderSession } from './provider.ts';

/** One row of a page with what tells it apart from every other. */
export interface PageRow<Row> {
  readonly key: string;
  readonly row: Row;
}

/** One page of a list. `total` null: the answer does not say how many there are. */
export interface Page<Row> {
  readonly rows: readonly PageRow<Row>[];
  readonly total: number | null;
  /** Entries of the page that have no key: they are lost to the list, which is then not settled. */
  readonly unreadable: number;
}

/** How a list is numbered and asked for. */
export interface PageWalk<Row> {
  readonly read: (page: number) => Promise<Result<Page<Row>>>;
  /** Where to begin. Wolover counts from 0 or from 1: beginning at 0 is right for both, see `walkPages`. */
  readonly firstPage: 0 | 1;
  readonly pageSize: number;
  /** `counted`: every answer states the total. `short-page`: none does, the list ends with a page that is not full. */
  readonly ends: 'counted' | 'short-page';
  /** True once the round's time is up: the walk returns what it has, unfinished. */
  readonly shouldStop: () => boolean;
  /** Told after each page how many rows were found, and of how many the answer speaks. */
  readonly onPage: (found: number, total: number | null) => void;
}

/** What a walk found: each row once, in its newest form, in the order of first sight. */
export interface WalkedList<Row> {
  readonly rows: readonly Row[];
  /** Every row was seen in one walk during which the list stood still. */
  readonly settled: boolean;
  /** The walk was stopped by `shouldStop` before its end. */
  readonly unfinished: boolean;
  readonly unreadable: number;
}

/** Enough for 150,000 orders; what goes on after that never ends, and must not fill the memory either. */
const mostPages = 1_500;
const mostWalks = 3;

/**
 * Reads a whole list that is paged by number, right for every variant we know of: pages counted from 0 or from 1, a first page that
 * is served for 0 and 1, a last page that repeats for ever, totals that lie, page sizes cut by the server, rows that come, go or move
 * while we read. After a walk over several pages the first is read again; if it changed, or the rows do not add up to the total, the
 * list is walked again, three times at most, and is then unsettled. A failed page fails the whole.
 */
export const walkPages = async <Row>(walk: PageWalk<Row>): Promise<Result<WalkedList<Row>>> => {
  const seen = new Map<string, Row>();
  let previous: ReadonlyMap<string, Row> | null = null;
  let unreadable = 0;
  for (let count = 1; count <= mostWalks; count++) {
    const walked = await walkOnce(walk);
    if (!walked.ok) return walked;
    const { rows, ended, last } = walked.value;
    for (const [key, row] of rows) seen.set(key, row);
    unreadable = Math.max(unreadable, walked.value.unreadable);
    if (ended === 'stopped') return success({ rows: [...seen.values()], settled: false, unfinished: true, unreadable });
    const still = await stoodStill(walk, walked.value);
    if (!still.ok) return still;
    const complete = walk.ends === 'short-page' ? ended === 'short' : last.total === rows.size;
    if (still.value && complete && walked.value.unreadable === 0) {
      return success({ rows: [...rows.values()], settled: true, unfinished: false, unreadable: 0 });
    }
    // Nothing moved and a second walk found the same: a third would too, the total or a page is simply wrong.
    if (still.value && previous !== null && sameKeys(previous, rows)) break;
    previous = rows;
  }
  return success({ rows: [...seen.values()], settled: false, unfinished: false, unreadable });
};

/**
 * The same for a round, which is told how far the walk has come; or only one page that was asked for by its number. That is one instant,
 * but whoever asked knows that there are others.
 */
export const readPages = async <Row>(
  { shouldStop, onProgress }: Pick<ProviderSession, 'shouldStop' | 'onProgress'>,
  walk: Omit<PageWalk<Row>, 'shouldStop' | 'onPage'>,
  onlyPage: number | null,
): Promise<Result<WalkedList<Row>>> => {
  const onPage = (read: number, of: number | null): void => onProgress({ step: 'list', read, of });
  if (onlyPage === null) return walkPages({ ...walk, shouldStop, onPage });
  const page = await walk.read(onlyPage);
  if (!page.ok) return page;
  const { rows, unreadable } = page.value;
  return success({ rows: rows.map(({ row }) => row), settled: true, unfinished: false, unreadable });
};

interface OneWalk<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  readonly first: Page<Row>;
  readonly last: Page<Row>;
  readonly pages: number;
  readonly ended: 'total' | 'short' | 'barren' | 'bound' | 'stopped';
  readonly unreadable: number;
}

const walkOnce = async <Row>(walk: PageWalk<Row>): Promise<Result<OneWalk<Row>>> => {
  const rows = new Map<string, Row>();
  const first = await walk.read(walk.firstPage);
  if (!first.ok) return first;
  let last = first.value;
  let pages = 0;
  let barren = 0;
  let held = 0;
  let unreadable = 0;
  const outcome = (ended: OneWalk<Row>['ended']): Result<OneWalk<Row>> =>
    success({ rows, first: first.value, last, pages, ended, unreadable });
  for (;;) {
    pages += 1;
    held = held === 0 ? entriesOf(last) : held;
    const news = addAll(rows, last.rows);
    walk.onPage(rows.size, last.total);
    barren = news === 0 ? barren + 1 : 0;
    // A page without news is probably one that was counted already.
    unreadable = news === 0 ? Math.max(unreadable, last.unreadable) : unreadable + last.unreadable;
    if (walk.ends === 'short-page' && isShort(last, held, walk.pageSize)) return outcome('short');
    if (walk.ends === 'counted' && last.total === rows.size && !mayBeginLater(walk, pages, rows))
      return outcome('total');
    if (barren === 2) return outcome('barren');
    const next = walk.firstPage + pages;
    if (next > lastPageOf(last.total, rows.size, held === 0 ? walk.pageSize : held) || pages >= mostPages)
      return outcome('bound');
    if (walk.shouldStop()) return outcome('stopped');
    const page = await walk.read(next);
    if (!page.ok) return page;
    last = page.value;
  }
};

/** Where pages count from 1, page 0 may be empty; a total of none is believed once page 1 is too. */
const mayBeginLater = <Row>(walk: PageWalk<Row>, pages: number, rows: ReadonlyMap<string, Row>): boolean =>
  walk.firstPage === 0 && pages === 1 && rows.size === 0;

const entriesOf = <Row>(page: Page<Row>): number => page.rows.length + page.unreadable;

const addAll = <Row>(rows: Map<string, Row>, added: readonly PageRow<Row>[]): number => {
  const before = rows.size;
  for (const { key, row } of added) rows.set(key, row);
  return rows.size - before;
};

/** A server may hold less per page than we ask for, in round numbers; such a first page is not taken for the end. */
const isShort = <Row>(page: Page<Row>, held: number, pageSize: number): boolean => {
  const entries = entriesOf(page);
  if (entries >= pageSize) return false;
  return entries === 0 || entries < held || held % 10 !== 0;
};

/** The last page worth asking for. A total that more rows have already disproved bounds nothing. */
const lastPageOf = (total: number | null, found: number, held: number): number =>
  total === null || total < found ? Number.POSITIVE_INFINITY : Math.ceil(total / held) + 1;

/** Whether the first page still shows what it showed. One page that held everything was one instant anyhow. */
const stoodStill = async <Row>(walk: PageWalk<Row>, walked: OneWalk<Row>): Promise<Result<boolean>> => {
  if (walked.pages === 1) return success(true);
  const again = await walk.read(walk.firstPage);
  if (!again.ok) return again;
  return success(
    again.value.total === walked.last.total &&
      again.value.total === walked.first.total &&
      keysOf(again.value) === keysOf(walked.first),
  );
};

const keysOf = <Row>(page: Page<Row>): string =>
  page.rows
    .map(({ key }) => key)
    .sort()
    .join('\n');

const sameKeys = <Row>(one: ReadonlyMap<string, Row>, other: ReadonlyMap<string, Row>): boolean =>
  one.size === other.size && [...one.keys()].every((key) => other.has(key));
