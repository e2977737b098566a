import { success, type Failure, type Result } from '../../core/model/failure.ts';
import { hasRoom } from './page-end.ts';
import { KeyCheck, readAgain } from './held-keys.ts';
import { keysOf, maxWalks, sameKeys, type PageRow } from './page-rows.ts';
import { confirmedEndsOf, type AccountMemory, type ConfirmedEnds } from './confirmed-ends.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';

/** One page of a list. `total` null: the response does not say how many there are. */
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
  /** `counted`: every response states the total. `short-page`: none does, the list ends with a page that is not full. */
  readonly ends: 'counted' | 'short-page';
  /** Whether rows that were there before are not among these; then one more page is asked for, though the list seems to have ended. */
  readonly isMissing?: ProviderSession['isMissing'] | undefined;
  /** Where this list was seen to end before; left out where nothing is remembered. */
  readonly confirmedEnds?: ConfirmedEnds;
  /** True once the round's time is up: the walk returns what it has, unfinished. */
  readonly shouldStop: () => boolean;
  /** Told after each page how many rows were found, and of how many the response speaks. */
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
const maxPages = 1_500;

/**
 * Reads a whole list that is paged by number, right for every variant we know of: pages counted from 0 or from 1, a first page that
 * is served for 0 and 1, a last page that repeats for ever, totals that lie, page sizes cut by the server, rows that come, go or move
 * while we read. A total proves nothing by itself: some count the page, some stop at a round number; nor does a page that is not full. The
 * end is believed after a page beyond it was empty, repeated or refused, or where it was confirmed before by the same rows; and every response
 * must state the number that was found in the end. After a walk over several pages the first is read again; if it changed, or the rows do
 * not add up to the total, the list is walked again, three times at most, and is then unsettled. Rows that have other keys each time are no list (see `readAgain`). A failed page fails the whole, but for one
 * that was asked for in doubt only and that the server does not have: what was read before it counts.
 */
export const walkPages = async <Row>(walk: PageWalk<Row>): Promise<Result<WalkedList<Row>>> => {
  const walks: ReadonlyMap<string, Row>[] = [];
  let unreadable = 0;
  while (walks.length < maxWalks) {
    const walked = await walkOnce(walk);
    if (!walked.ok) return walked;
    const { rows, ended, total } = walked.value;
    const previous = walks.at(-1) ?? null;
    walks.push(rows);
    unreadable = Math.max(unreadable, walked.value.unreadable);
    if (ended === 'stopped') return success({ rows: rowsOf(walks), settled: false, unfinished: true, unreadable });
    // Another walk would prove no more.
    if (ended === 'refused' || ended === 'unproved') break;
    const still = await stoodStill(walk, walked.value);
    if (!still.ok) return still;
    const complete = walk.ends === 'short-page' ? ended === 'end' : total === rows.size;
    if (still.value && complete && walked.value.unreadable === 0) {
      return success({ rows: [...rows.values()], settled: true, unfinished: false, unreadable: 0 });
    }
    // Nothing moved and a second walk found the same: a third would too, the total or a page is simply wrong.
    if (still.value && previous !== null && sameKeys(previous, rows)) break;
  }
  return success({ rows: rowsOf(walks), settled: false, unfinished: false, unreadable });
};

/** The rows of several walks, each as it was met last. */
const rowsOf = <Row>(walks: readonly ReadonlyMap<string, Row>[]): readonly Row[] => [
  ...new Map(walks.flatMap((walk) => [...walk])).values(),
];

/**
 * The same for a round, which is told how far the walk has come; or only one page that was asked for by its number. That is one instant,
 * but whoever asked knows that there are others.
 */
export const readPages = async <Row>(
  session: Pick<ProviderSession, 'shouldStop' | 'onProgress'> & AccountMemory,
  walk: Omit<PageWalk<Row>, 'shouldStop' | 'onPage' | 'confirmedEnds'>,
  onlyPage: number | null,
): Promise<Result<WalkedList<Row>>> => {
  const onPage = (read: number, of: number | null): void =>
    session.onProgress({ step: 'list', read, of: of === null || of < read ? null : of });
  if (onlyPage === null) {
    const { shouldStop } = session;
    return walkPages({ ...walk, confirmedEnds: confirmedEndsOf(session), shouldStop, onPage });
  }
  const page = await walk.read(onlyPage);
  if (!page.ok) return page;
  const { rows, unreadable } = page.value;
  return success({ rows: rows.map(({ row }) => row), settled: true, unfinished: false, unreadable });
};

interface OneWalk<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  readonly first: Page<Row>;
  /** What every response stated alike; null where they differ or say nothing. */
  readonly total: number | null;
  readonly ended: 'end' | 'unproved' | 'barren' | 'bound' | 'stopped' | 'refused';
  readonly unreadable: number;
}

const walkOnce = async <Row>(walk: PageWalk<Row>): Promise<Result<OneWalk<Row>>> => {
  const rows = new Map<string, Row>();
  const first = await walk.read(walk.firstPage);
  if (!first.ok) return first;
  let last = first.value;
  let before: Page<Row> | null = null;
  let total = last.total;
  let pages = 0;
  let barren = 0;
  let held = 0;
  let unreadable = 0;
  let seemedLast = false;
  const keys = new KeyCheck();
  const outcome = (ended: OneWalk<Row>['ended']): Result<OneWalk<Row>> =>
    success({ rows, first: first.value, total, ended, unreadable });
  for (;;) {
    pages += 1;
    const sight = { entries: entriesOf(last), held, asked: walk.pageSize, isFirst: held === 0 };
    held = held === 0 ? sight.entries : held;
    const news = addAll(rows, last.rows);
    walk.onPage(rows.size, last.total);
    const said = totalOf(last, total);
    // Where pages begin at 1, page 0 may count nothing.
    total = said === total || (sight.isFirst && (total ?? 0) === 0) ? said : null;
    barren = news === 0 ? barren + 1 : 0;
    // A page without news is probably one that was counted already.
    unreadable = news === 0 ? Math.max(unreadable, last.unreadable) : unreadable + last.unreadable;
    const seemsLast = hasRoom(sight) && !mayBeginLater(walk, pages, rows);
    const isRepeat = repeats(walk, pages, last, before);
    // A page that had room may be repeated by one that is as long as a page ever was.
    const mayEnd = walk.ends === 'counted' ? said === rows.size : seemsLast || (seemedLast && isRepeat);
    seemedLast = seemsLast;
    if (mayEnd && isRepeat && isFullFirstPage(walk, first.value, rows)) return outcome('unproved');
    if (mayEnd && (isRepeat || (seemsLast && sight.entries === 0))) {
      walk.confirmedEnds?.add(rows.keys());
      return outcome('end');
    }
    if (mayEnd && seemsLast && isConfirmed(walk, rows)) return outcome('end');
    if (barren === 2) return outcome('barren');
    const next = walk.firstPage + pages;
    if (next > lastPageOf(said, rows.size, held || walk.pageSize) || pages >= maxPages) return outcome('bound');
    if (walk.shouldStop()) return outcome('stopped');
    const refusal = await keys.refusal({ pages, news, rows, total: said }, () => walk.read(next - 1));
    if (refusal !== null) return refusal;
    const page = await walk.read(next);
    if (!page.ok) {
      // A page with room, and a total that the rows disprove, leave it open whether the list goes on; a full page and a total that holds do not.
      const isOpen = mayEnd || seemsLast || (said !== null && said < rows.size);
      if (!isOpen || !hasNoSuchPage(page.failure)) return page;
      return outcome(mayEnd && seemsLast && isRefusal(page.failure) && !isLacking(walk, rows) ? 'end' : 'refused');
    }
    [before, last] = [last, page.value];
  }
};

/** Behind the last page some servers count nothing, or do not count. */
const totalOf = <Row>(page: Page<Row>, before: number | null): number | null =>
  entriesOf(page) === 0 && (page.total === 0 || page.total === null) ? before : page.total;

/** Whether a page is the one before it once more, as behind the last one. Page 1 may be page 0 by another name, which says nothing. */
const repeats = <Row>(walk: PageWalk<Row>, pages: number, last: Page<Row>, before: Page<Row> | null): boolean =>
  before !== null && (walk.firstPage === 1 || pages > 2) && keysOf(last) === keysOf(before);

/** A full first page that comes again and again is all of the list, or all that a server shows which looks at no page number. */
const isFullFirstPage = <Row>({ pageSize }: PageWalk<Row>, first: Page<Row>, rows: ReadonlyMap<string, Row>): boolean =>
  entriesOf(first) >= pageSize && rows.size <= first.rows.length;

const isLacking = <Row>(walk: PageWalk<Row>, rows: ReadonlyMap<string, Row>): boolean =>
  walk.isMissing?.(rows) === true;

const isConfirmed = <Row>(walk: PageWalk<Row>, rows: ReadonlyMap<string, Row>): boolean =>
  !isLacking(walk, rows) && walk.confirmedEnds?.has(rows.keys()) === true;

/** How some servers respond behind their last page; others fail like this too, so that after a full page it proves no end. */
const hasNoSuchPage = (failure: Failure): boolean =>
  isRefusal(failure) || (failure.code === 'provider.unavailable' && failure.status === 500);

/** A response about this page, rather than about the service. */
const isRefusal = ({ code }: Failure): boolean => code === 'provider.refused' || code === 'provider.unexpected-answer';

/** Where pages count from 1, page 0 may be empty; a total of none is believed once page 1 is too. */
const mayBeginLater = <Row>(walk: PageWalk<Row>, pages: number, rows: ReadonlyMap<string, Row>): boolean =>
  walk.firstPage === 0 && pages === 1 && rows.size === 0;

const entriesOf = <Row>(page: Page<Row>): number => page.rows.length + page.unreadable;

const addAll = <Row>(rows: Map<string, Row>, added: readonly PageRow<Row>[]): number => {
  const before = rows.size;
  for (const { key, row } of added) rows.set(key, row);
  return rows.size - before;
};

/** The last page worth asking for. A total that does not promise more bounds nothing. */
const lastPageOf = (total: number | null, found: number, held: number): number =>
  total === null || total <= found ? Number.POSITIVE_INFINITY : Math.ceil(total / held) + 1;

/** Whether the first page still shows what it showed. If it held everything, that was one instant anyhow. */
const stoodStill = async <Row>(walk: PageWalk<Row>, { first, rows }: OneWalk<Row>): Promise<Result<boolean>> => {
  if (new Set(first.rows.map(({ key }) => key)).size === rows.size) return success(true);
  const again = await readAgain(() => walk.read(walk.firstPage), rows);
  if (!again.ok) return again;
  return success(again.value.total === first.total && keysOf(again.value) === keysOf(first));
};

/** How many rows a response says there are; null where it says nothing, or fewer than it shows. */
export const countSaid = ({
  rows,
  total,
}: {
  readonly rows: readonly unknown[];
  readonly total: number | null;
}): number | null => (total === null || total < rows.length ? null : total);
