import { success, type Result } from '../../core/model/failure.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { KeyCheck, readAgain } from './held-keys.ts';
import { keysOf, maxWalks, sameKeys } from './page-rows.ts';
import type { Page, WalkedList } from './paging.ts';

/** One page of a list that is paged by tokens. `next` null: there is none behind it. */
export interface TokenPage<Row> extends Page<Row> {
  readonly next: string | null;
}

type ReadPage<Row> = (token: string | null) => Promise<Result<TokenPage<Row>>>;

/** More pages than any honest account has, of 25 rows or so; what goes on after that never ends. */
const maxPages = 1_000;

/** A page may be empty and name another one, but so many in a row that bring nothing new lead nowhere. */
const maxBarren = 20;

/**
 * Reads a whole list of which each page names the next by a token, until one names none. Rows are merged by their key. After several pages
 * the first is read again; if it changed, or the rows do not add up to the total that every page states, the list is walked again, three
 * times at most, and is then unsettled. So is one with entries that have no key, one whose tokens come again or do not end, and one that was
 * stopped by `shouldStop`, which is unfinished too. A failed page fails the whole; rows that have other keys each time are no list.
 */
export const readTokenPages = async <Row>(
  session: Pick<ProviderSession, 'shouldStop' | 'onProgress'>,
  read: ReadPage<Row>,
): Promise<Result<WalkedList<Row>>> => {
  const seen = new Map<string, Row>();
  let previous: ReadonlyMap<string, Row> | null = null;
  let unreadable = 0;
  const outcome = (given: Partial<WalkedList<Row>>): Result<WalkedList<Row>> =>
    success({ rows: [...seen.values()], settled: false, unfinished: false, unreadable, ...given });
  for (let count = 1; count <= maxWalks; count++) {
    const walked = await walkOnce(session, read);
    if (!walked.ok) return walked;
    const { rows, pages, ended } = walked.value;
    for (const [key, row] of rows) seen.set(key, row);
    unreadable = Math.max(unreadable, walked.value.unreadable);
    if (ended === 'stopped' || (pages > 1 && session.shouldStop())) return outcome({ unfinished: true });
    if (ended === 'endless') break;
    const still = await stoodStill(walked.value, read);
    if (!still.ok) return still;
    if (still.value && addsUp(walked.value)) return outcome({ rows: [...rows.values()], settled: true });
    // Nothing moved and a second walk found the same: a third would too, the total or a page is simply wrong.
    if (still.value && previous !== null && sameKeys(previous, rows)) break;
    previous = rows;
  }
  return outcome({});
};

interface OneWalk<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  readonly first: TokenPage<Row>;
  readonly pages: number;
  /** Every total that a page stated. */
  readonly totals: ReadonlySet<number>;
  readonly unreadable: number;
  readonly ended: 'end' | 'endless' | 'stopped';
}

const walkOnce = async <Row>(
  session: Pick<ProviderSession, 'shouldStop' | 'onProgress'>,
  read: ReadPage<Row>,
): Promise<Result<OneWalk<Row>>> => {
  const first = await read(null);
  if (!first.ok) return first;
  const rows = new Map<string, Row>();
  const totals = new Set<number>();
  const tokens = new Set<string>();
  let last = first.value;
  let unreadable = 0;
  let barren = 0;
  const keys = new KeyCheck();
  for (let pages = 1; ; pages++) {
    const before = rows.size;
    for (const { key, row } of last.rows) rows.set(key, row);
    barren = rows.size === before ? barren + 1 : 0;
    unreadable += last.unreadable;
    if (last.total !== null) totals.add(last.total);
    session.onProgress({
      step: 'list',
      read: rows.size,
      of: last.total === null || last.total < rows.size ? null : last.total,
    });
    const outcome = (ended: OneWalk<Row>['ended']): Result<OneWalk<Row>> =>
      success({ rows, first: first.value, pages, totals, unreadable, ended });
    if (last.next === null) return outcome('end');
    if (tokens.has(last.next) || pages >= maxPages || barren >= maxBarren) return outcome('endless');
    if (session.shouldStop()) return outcome('stopped');
    tokens.add(last.next);
    // The first page can always be asked for; a token may count once.
    const refusal = await keys.refusal({ pages, news: rows.size - before, rows, total: last.total }, () => read(null));
    if (refusal !== null) return refusal;
    const page = await read(last.next);
    if (!page.ok) return page;
    last = page.value;
  }
};

/** Whether the first page still shows what it showed. If it was the only one, that was one instant anyhow. */
const stoodStill = async <Row>({ first, pages, rows }: OneWalk<Row>, read: ReadPage<Row>): Promise<Result<boolean>> => {
  if (pages === 1) return success(true);
  const again = await readAgain(() => read(null), rows);
  if (!again.ok) return again;
  return success(again.value.total === first.total && keysOf(again.value) === keysOf(first));
};

/** A list that nowhere says how much it holds may have been cut short. */
const addsUp = <Row>({ rows, totals, unreadable }: OneWalk<Row>): boolean =>
  unreadable === 0 && totals.size > 0 && [...totals].every((total) => total === rows.size);
