import { describe, expect, test } from 'vitest';
import { failed, success, type Result } from '../../../../electron/core/model/failure.ts';
import { day } from '../../../../electron/core/model/instant.ts';
import { confirmedEndsOf } from '../../../../electron/providers/walking/confirmed-ends.ts';
import {
  countSaid,
  walkPages,
  type Page,
  type PageWalk,
  type WalkedList,
} from '../../../../electron/providers/walking/paging.ts';
import { seededRandom } from '../../../fakes/random.ts';
import { scripted, valueOf } from '../session.ts';

type Numbering = 'from-0' | 'from-1' | 'clamped';
type Row = string;

const names = (count: number): Row[] => Array.from({ length: count }, (_, index) => `row-${index}`);

/** A list server: what page number it calls the first, and how many rows it gives at most. */
const serve = (rows: readonly Row[], page: number, size: number, numbering: Numbering): readonly Row[] => {
  const last = Math.max(1, Math.ceil(rows.length / size));
  const index =
    numbering === 'from-0' ? page : numbering === 'from-1' ? page - 1 : Math.min(Math.max(page, 1), last) - 1;
  return index < 0 ? [] : rows.slice(index * size, index * size + size);
};

const pageOf = (rows: readonly Row[], total: number | null): Result<Page<Row>> =>
  success({ rows: rows.map((row) => ({ key: row, row })), total, unreadable: 0 });

interface Walked {
  readonly list: WalkedList<Row>;
  readonly pages: readonly number[];
}

const walk = async (
  read: (page: number, request: number) => Result<Page<Row>>,
  given: Partial<PageWalk<Row>> = {},
): Promise<Walked> => {
  const pages: number[] = [];
  const list = await walkPages<Row>({
    firstPage: 0,
    pageSize: 10,
    ends: 'counted',
    shouldStop: () => false,
    onPage: () => undefined,
    ...given,
    read: (page) => {
      pages.push(page);
      return Promise.resolve(read(page, pages.length));
    },
  });
  return { list: valueOf(list), pages };
};

const sorted = (rows: readonly Row[]): readonly Row[] => [...rows].sort();

describe('a list that stands still', () => {
  const numberings: readonly Numbering[] = ['from-0', 'from-1', 'clamped'];
  const counts = [0, 1, 9, 10, 11, 20, 37, 100];
  test.each(numberings.flatMap((numbering) => counts.map((count) => [numbering, count] as const)))(
    'is read whole: counted %s, %i rows',
    async (numbering, count) => {
      const rows = names(count);
      const { list } = await walk((page) => pageOf(serve(rows, page, 10, numbering), count));
      expect(sorted(list.rows)).toEqual(sorted(rows));
      // A full page that comes for every number is what a server shows, too, that looks at no number.
      const settled = !(numbering === 'clamped' && count === 10);
      expect(list).toMatchObject({ settled, unfinished: false, unreadable: 0 });
    },
  );

  test('is not read whole where the server looks at no page number, and counts the page', async () => {
    const { list } = await walk(() => pageOf(names(10), 10));
    expect(list).toMatchObject({ settled: false, unfinished: false, unreadable: 0 });
    const first = await walk(() => pageOf(names(10), 10), { firstPage: 1 });
    expect(first.list.settled).toBe(false);
  });

  test('starting at page 1 asks for no page twice but the first', async () => {
    const rows = names(37);
    const { pages } = await walk((page) => pageOf(serve(rows, page, 10, 'from-1'), 37), { firstPage: 1 });
    expect(pages).toEqual([1, 2, 3, 4, 5, 1]);
  });

  test('one page that holds everything is one instant and is not read again', async () => {
    const { pages } = await walk((page) => pageOf(serve(names(7), page, 10, 'clamped'), 7));
    expect(pages).toEqual([0, 1, 2]);
  });

  test('a server that gives fewer rows per page than asked is still read to its end', async () => {
    const rows = names(37);
    const { list } = await walk((page) => pageOf(serve(rows, page, 5, 'clamped'), 37), { pageSize: 100 });
    expect(list.rows).toHaveLength(37);
    expect(list.settled).toBe(true);
  });

  test('equal rows count once', async () => {
    const rows = names(12);
    const doubled = rows.flatMap((row) => [row, row]);
    const { list } = await walk((page) => pageOf(serve(doubled, page, 10, 'from-0'), 12));
    expect(sorted(list.rows)).toEqual(sorted(rows));
  });
});

describe('a total that lies', () => {
  test('too high: the walk ends after two pages without news, is repeated once, and is not settled', async () => {
    const { list, pages } = await walk((page) => pageOf(serve(names(12), page, 10, 'clamped'), 1_000));
    expect(list.rows).toHaveLength(12);
    expect(list.settled).toBe(false);
    expect(pages.length).toBeLessThanOrEqual(12);
  });

  test('too low: the rows beyond it are read too', async () => {
    const rows = names(37);
    const { list } = await walk((page) => pageOf(serve(rows, page, 10, 'from-0'), 3));
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(false);
  });

  test('none, where pages count from 1 and page 0 is empty: page 1 is read all the same', async () => {
    const rows = names(7);
    const { list } = await walk((page) => pageOf(serve(rows, page, 10, 'from-1'), 0));
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(false);
  });

  test('absent where one is documented: read to the end, not settled', async () => {
    const rows = names(37);
    const { list } = await walk((page) => pageOf(serve(rows, page, 10, 'clamped'), null));
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(false);
  });

  test('new rows for ever: the walk ends all the same', async () => {
    const { list, pages } = await walk((page) => pageOf([`page-${page}`], null));
    expect(list.settled).toBe(false);
    expect(pages.length).toBeLessThan(5_000);
  });

  test('the bound uses the rows that the first page really held', async () => {
    // Two rows at first, then one new one per page, and 8 are promised: pages up to ceil(8 / 2) + 1 are worth asking for.
    const { pages } = await walk((page) => pageOf(page === 0 ? ['a', 'b'] : ['a', `c${page}`], 8), { pageSize: 100 });
    expect(Math.max(...pages)).toBe(5);
  });
});

describe('a total proves nothing', () => {
  const servers = [
    ['from 0', 0, 'from-0'],
    ['from 1, asked from 0', 0, 'from-1'],
    ['from 1', 1, 'from-1'],
    ['clamped, asked from 0', 0, 'clamped'],
    ['clamped', 1, 'clamped'],
  ] as const;
  /** What the answer says of a list, from the rows that there are and those that it shows. */
  const lies: readonly (readonly [string, (truth: number, shown: number, request: number) => number | null])[] = [
    ['counts the page', (_, shown) => shown],
    ['counts what was shown so far', (_, shown, request) => shown * request],
    ['is capped at 20', (truth) => Math.min(truth, 20)],
    ['is capped at 10', (truth) => Math.min(truth, 10)],
    ['is 0', () => 0],
    ['is negative', () => -1],
    ['is absent', () => null],
    ['is one too low', (truth) => truth - 1],
    ['is one too high', (truth) => truth + 1],
    ['counts pages', (truth) => Math.ceil(truth / 10)],
    ['changes from page to page', (truth, _, request) => truth - (request % 2)],
  ];
  const cases = servers.flatMap((server) =>
    lies.flatMap(([lie, total]) =>
      [11, 20, 30, 37, 40].map((count) => ({
        server: server[0],
        firstPage: server[1],
        numbering: server[2],
        lie,
        total,
        count,
      })),
    ),
  );
  test.each(cases)('pages $server, the total $lie, $count rows', async ({ firstPage, numbering, total, count }) => {
    const rows = names(count);
    const { list, pages } = await walk(
      (page, request) => {
        const shown = serve(rows, page, 10, numbering);
        return pageOf(shown, total(count, shown.length, request));
      },
      { firstPage },
    );
    expect(sorted(list.rows)).toEqual(sorted(rows));
    const isTrue =
      total(count, 10, 1) === count && total(count, 10, 2) === count && total(count, count % 10, 3) === count;
    expect(list.settled).toBe(isTrue);
    expect(pages.length).toBeLessThan(30);
  });

  test.each([
    ['a page that is not full, as the total says', 7, 0, [0, 1]],
    ['a full page, after which the list may go on', 10, 0, [0, 1]],
    ['the same where pages begin at 1', 10, 1, [1, 2]],
    ['several pages, the last not full', 37, 1, [1, 2, 3, 4, 5, 1]],
    ['several pages, the last full', 40, 1, [1, 2, 3, 4, 5, 1]],
    ['none', 0, 1, [1]],
  ] as const)('%s: no request more than the doubt is worth', async (_, count, firstPage, asked) => {
    const numbering = firstPage === 0 ? 'from-0' : 'from-1';
    const { list, pages } = await walk((page) => pageOf(serve(names(count), page, 10, numbering), count), {
      firstPage,
    });
    expect(pages).toEqual(asked);
    expect(list.settled).toBe(true);
  });

  test.each([0, null])(
    'an empty page that states %j, before the first or behind the last, contradicts nothing',
    async (said) => {
      const { list } = await walk((page) => {
        const shown = serve(names(20), page, 10, 'from-1');
        return pageOf(shown, shown.length === 0 ? said : 20);
      });
      expect(list.rows).toHaveLength(20);
      expect(list.settled).toBe(true);
    },
  );

  test('a first page that repeats for 0 and 1 says nothing of page 2', async () => {
    const rows = names(20);
    const { list } = await walk((page) => pageOf(serve(rows, page, 10, 'clamped'), 10));
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(false);
    const nine = await walk((page) => pageOf(serve(names(9), page, 10, 'clamped'), 9));
    expect([nine.list.settled, nine.pages]).toEqual([true, [0, 1, 2]]);
  });

  test.each([1, 5, 6, 7, 10, 12, 16, 18, 20, 24, 25, 32, 36, 48, 50, 77])(
    'pages cut to %i rows, and a total that counts them',
    async (size) => {
      const rows = names(130);
      const { list } = await walk(
        (page) => {
          const shown = serve(rows, page, size, 'from-1');
          return pageOf(shown, shown.length);
        },
        { firstPage: 1, pageSize: 100 },
      );
      expect(sorted(list.rows)).toEqual(sorted(rows));
      expect(list.settled).toBe(false);
    },
  );

  test('a page that lost a few rows after it was cut is as good as full', async () => {
    const rows = names(130);
    const { list } = await walk(
      (page) => {
        const shown = serve(rows, page, 100, 'from-1').filter((_, index) => index % 40 !== 3);
        return pageOf(shown, shown.length);
      },
      { firstPage: 1, pageSize: 100 },
    );
    expect(list.rows).toHaveLength(126);
    expect(list.settled).toBe(false);
  });

  test('known rows are missing: even a page that is not full is not taken for the end', async () => {
    const rows = names(13);
    const read = (page: number): Result<Page<Row>> => {
      const shown = serve(rows, page, 7, 'from-1');
      return pageOf(shown, shown.length);
    };
    const isMissing = (seen: Pick<ReadonlySet<string>, 'has'>): boolean => !rows.every((row) => seen.has(row));
    const { list } = await walk(read, { firstPage: 1, pageSize: 100, isMissing });
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(false);
    // What is really gone costs one request more, and is proved gone by it.
    const gone = await walk((page) => pageOf(serve(names(7), page, 10, 'from-1'), 7), { firstPage: 1, isMissing });
    expect([gone.list.settled, gone.pages]).toEqual([true, [1, 2]]);
  });

  test.each([
    failed('provider.refused', { status: 404 }),
    failed('provider.unexpected-answer', { path: '$' }),
    failed('provider.unavailable', { status: 500 }),
  ])('a server that answers $failure.code behind the last page leaves the list read and unproved', async (refused) => {
    const { list } = await walk((page) => (page > 2 ? refused : pageOf(serve(names(20), page, 10, 'from-1'), 20)), {
      firstPage: 1,
    });
    expect(list.rows).toHaveLength(20);
    expect(list).toMatchObject({ settled: false, unfinished: false });
  });

  describe.each([failed('provider.refused', { providerCode: '500' }), failed('provider.unavailable', { status: 500 })])(
    'an error behind the last page ($failure.code)',
    (refused) => {
      const paged = (count: number, total: (shown: number, page: number) => number | null) => (page: number) => {
        const shown = serve(names(count), page, 10, 'from-1');
        return shown.length === 0 ? refused : pageOf(shown, total(shown.length, page));
      };

      test.each<[string, number, (shown: number, page: number) => number | null]>([
        ['totals that count the page, the last one short', 23, (shown) => shown],
        ['totals that count the page, the last one full', 30, (shown) => shown],
        ['totals that stop at a round number', 23, () => 20],
        ['totals that promise one more', 23, () => 24],
        ['totals that speak of pages', 23, () => 3],
        ['no totals, and a short page', 23, () => null],
        ['a total of nothing', 23, () => 0],
      ])('leaves the list read and unproved where the response has %s', async (_name, count, total) => {
        const { list } = await walk(paged(count, total), { firstPage: 1 });
        expect(list.rows).toHaveLength(count);
        expect(list).toMatchObject({ settled: false, unfinished: false });
      });

      test.each<[string, (shown: number, page: number) => number | null]>([
        ['an honest total promises more', () => 30],
        ['totals that moved promise more', (_shown, page) => 30 + page],
        ['nothing is said', () => null],
      ])('fails the whole after a full page where %s', async (_name, total) => {
        const list = await walkPages<Row>({
          firstPage: 1,
          pageSize: 10,
          ends: 'counted',
          shouldStop: () => false,
          onPage: () => undefined,
          read: (page) =>
            Promise.resolve(page > 2 ? refused : pageOf(serve(names(30), page, 10, 'from-1'), total(10, page))),
        });
        expect(list).toMatchObject({ ok: false, failure: { code: refused.failure.code } });
      });
    },
  );

  test.each([
    failed('provider.unavailable', { status: 503 }),
    failed('provider.rate-limited', { status: 429 }),
    failed('network.offline', { detail: 'ENOTFOUND' }),
    failed('account.key-rejected', { status: 401 }),
  ])('$failure.code behind the last page fails the whole: it says nothing about pages', async (refused) => {
    const list = await walkPages<Row>({
      firstPage: 1,
      pageSize: 10,
      ends: 'counted',
      shouldStop: () => false,
      onPage: () => undefined,
      read: (page) => Promise.resolve(page > 2 ? refused : pageOf(serve(names(20), page, 10, 'from-1'), 20)),
    });
    expect(list).toMatchObject({ ok: false, failure: { code: refused.failure.code } });
  });

  test('how many there are is not told by a total that the rows shown disprove', () => {
    const said = (rows: number, total: number | null) => countSaid({ rows: names(rows), total });
    expect([said(1, 37), said(0, 0), said(1, 1), said(1, 0), said(1, -1), said(0, -1), said(1, null)]).toEqual([
      37,
      0,
      1,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('an end that is remembered', () => {
  const serving =
    (rows: () => readonly Row[], size = 24) =>
    (page: number): Result<Page<Row>> => {
      const shown = serve(rows(), page, size, 'from-1');
      return pageOf(shown, shown.length);
    };
  const account = () => {
    const session = { ...scripted(() => ''), nowMs: 0 };
    const confirmedEnds = confirmedEndsOf({ ...session, now: () => session.nowMs });
    return { session, given: { firstPage: 1, pageSize: 100, confirmedEnds } as const };
  };

  test('by the same rows is not asked for again, by others it is', async () => {
    let rows = names(13);
    const { given } = account();
    const read = serving(() => rows);
    const asked = async () => (await walk(read, given)).pages;
    expect([await asked(), await asked()]).toEqual([[1, 2], [1]]);
    rows = names(12);
    expect([await asked(), await asked()]).toEqual([[1, 2], [1]]);
    // As many, but others.
    rows = ['new', ...names(11)];
    expect([await asked(), await asked()]).toEqual([[1, 2], [1]]);
    rows = names(130);
    expect((await walk(read, given)).list.rows).toHaveLength(130);
  });

  test('is asked for again a day later: a page that was full by chance stays as it is while the list grows behind it', async () => {
    const { session, given } = account();
    let rows = names(24);
    const read = serving(() => rows);
    await walk(read, given);
    rows = names(25);
    expect((await walk(read, given)).list.rows).toHaveLength(24);
    session.nowMs = day;
    expect((await walk(read, given)).list.rows).toHaveLength(25);
  });

  test('is that of one account, with the settings that it has', async () => {
    const asked = scripted(() => '');
    confirmedEndsOf(asked).add(['a']);
    expect(confirmedEndsOf(asked).has(['a'])).toBe(true);
    expect(confirmedEndsOf({ ...asked, settings: { status: '5' } }).has(['a'])).toBe(false);
    expect(confirmedEndsOf({ ...asked, memory: {} }).has(['a'])).toBe(false);
  });

  test.each([
    ['provider.refused', { status: 400 }],
    ['provider.unexpected-answer', { path: 'rows' }],
  ] as const)('a page beyond that %s answers is an end, and asked for again: %j', async (code, facts) => {
    const { given } = account();
    const read = (page: number): Result<Page<Row>> =>
      page > 1 ? failed(code, facts) : pageOf(serve(names(13), page, 100, 'from-1'), 13);
    for (const _round of [1, 2]) {
      const { list, pages } = await walk(read, given);
      expect([list.rows.length, list.settled, pages]).toEqual([13, true, [1, 2]]);
    }
    const short = await walk(read, { ...given, ends: 'short-page' });
    expect([short.list.rows.length, short.list.settled]).toEqual([13, true]);
    // Known rows that are missing are not proved gone by a refusal.
    expect((await walk(read, { ...given, isMissing: () => true })).list.settled).toBe(false);
  });

  test('a service that breaks there leaves the list read and unproved', async () => {
    const read = (page: number): Result<Page<Row>> =>
      page > 1 ? failed('provider.unavailable', { status: 500 }) : pageOf(names(13), 13);
    const { list } = await walk(read, account().given);
    expect([list.rows.length, list.settled]).toEqual([13, false]);
  });
});

describe('a list that moves', () => {
  test('an order placed during the walk: nothing lost, nothing doubled, settled after a second walk', async () => {
    let rows = names(25);
    const { list } = await walk((page, request) => {
      if (request === 2) rows = ['new', ...rows];
      return pageOf(serve(rows, page, 10, 'from-0'), rows.length);
    });
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(true);
  });

  test('an order that goes, so that a row slips to a page already read: found by the second walk', async () => {
    let rows = names(25);
    const { list } = await walk((page, request) => {
      if (request === 2) rows = rows.filter((row) => row !== 'row-3');
      return pageOf(serve(rows, page, 10, 'from-0'), rows.length);
    });
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(true);
  });

  test('one goes and one comes, so that the total stays: seen by the first page', async () => {
    let rows = names(25);
    const { list } = await walk((page, request) => {
      if (request === 2) rows = ['new', ...rows.filter((row) => row !== 'row-12')];
      return pageOf(serve(rows, page, 10, 'from-0'), rows.length);
    });
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(true);
  });

  test('rows that change places between later pages are found by the second walk', async () => {
    let rows = names(30);
    const { list } = await walk((page, request) => {
      if (request === 3) rows = [...rows.slice(0, 10), ...rows.slice(20), ...rows.slice(10, 20)];
      return pageOf(serve(rows, page, 10, 'from-0'), rows.length);
    });
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(true);
  });

  test('a list that never stands still is walked three times, everything seen is kept, and it is unsettled', async () => {
    let placed = 0;
    let rows = names(15);
    const { list, pages } = await walk((page) => {
      rows = [`new-${(placed += 1)}`, ...rows];
      return pageOf(serve(rows, page, 10, 'from-0'), rows.length);
    });
    expect(list.settled).toBe(false);
    expect(list.unfinished).toBe(false);
    for (const row of names(15)) expect(list.rows).toContain(row);
    expect(pages.filter((page) => page === 0)).toHaveLength(6);
  });
});

describe('a list without a total', () => {
  const short = { ends: 'short-page', firstPage: 1 } as const;

  test.each([0, 1, 9, 10, 11, 20, 37])('ends with a page that is not full: %i rows', async (count) => {
    const rows = names(count);
    const { list } = await walk((page) => pageOf(serve(rows, page, 10, 'from-1'), null), short);
    expect(sorted(list.rows)).toEqual(sorted(rows));
    expect(list.settled).toBe(true);
  });

  test('a server that cuts pages to its own size is read on', async () => {
    const rows = names(45);
    const { list } = await walk((page) => pageOf(serve(rows, page, 20, 'from-1'), null), { ...short, pageSize: 100 });
    expect(list.rows).toHaveLength(45);
    expect(list.settled).toBe(true);
  });

  test.each([1, 6, 7, 18, 24, 36, 48])(
    'pages cut to %i rows, which say nothing of the rest, are read on',
    async (size) => {
      const rows = names(130);
      const { list } = await walk((page) => pageOf(serve(rows, page, size, 'from-1'), null), {
        ...short,
        pageSize: 100,
      });
      expect(sorted(list.rows)).toEqual(sorted(rows));
      expect(list.settled).toBe(true);
    },
  );

  test.each([1, 7, 13, 20])('a server that repeats its last page of %i rows has shown its end', async (count) => {
    const { list } = await walk((page) => pageOf(serve(names(count), page, 50, 'clamped'), null), {
      ...short,
      pageSize: 50,
    });
    expect(list.rows).toHaveLength(count);
    expect(list.settled).toBe(true);
  });

  test('a server that repeats its last, full page does not hold us for ever, and nothing counts as settled', async () => {
    const { list } = await walk((page) => pageOf(serve(names(20), page, 10, 'clamped'), null), short);
    expect(list.rows).toHaveLength(20);
    expect(list.settled).toBe(false);
  });
});

describe('a server whose rows have other keys each time', () => {
  const failure = { code: 'provider.unexpected-answer', detail: 'ids-change' };
  /** Reads a list of which only the asked-for pages are counted. */
  const read = async (
    answer: (page: number, request: number) => Result<Page<Row>>,
    given: Partial<PageWalk<Row>> = {},
  ) => {
    let requests = 0;
    const result = await walkPages<Row>({
      ...{ firstPage: 1, pageSize: 10, ends: 'counted', shouldStop: () => false, onPage: () => undefined },
      ...given,
      read: (page) => Promise.resolve(answer(page, (requests += 1))),
    });
    return { result, requests };
  };
  const fresh = (count: number, request: number): Row[] => names(count).map((row) => `${request}-${row}`);

  test.each([0, 1] as const)('and a total of one is asked four times, counted from %i', async (firstPage) => {
    const { result, requests } = await read((_, request) => pageOf(fresh(1, request), 1), { firstPage });
    expect([result, requests]).toEqual([{ ok: false, failure }, 4]);
  });

  test.each([
    ['a total that counts the page', (request: number) => pageOf(fresh(10, request), 10), {}],
    ['a total of nothing', (request: number) => pageOf(fresh(1, request), 0), {}],
    ['no total', (request: number) => pageOf(fresh(10, request), null), {}],
    ['no total where none is stated', (request: number) => pageOf(fresh(10, request), null), { ends: 'short-page' }],
  ] as const)('and %s is no list', async (_, answer, given) => {
    const { result, requests } = await read((_page, request) => answer(request), given);
    expect(result).toEqual({ ok: false, failure });
    expect(requests).toBeLessThan(12);
  });

  test('is no list either where the total promises more, and it is walked once', async () => {
    const { result, requests } = await read((_page, request) => pageOf(fresh(10, request), 400));
    expect([result, requests]).toEqual([{ ok: false, failure }, 43]);
  });

  test('is no list either where the total is met', async () => {
    const { result, requests } = await read((page, request) => pageOf(page > 3 ? [] : fresh(10, request), 30));
    expect([result, requests]).toEqual([{ ok: false, failure }, 6]);
  });

  test('but for the first page is no list', async () => {
    const { result } = await read((page, request) => pageOf(page === 1 ? ['a'] : fresh(1, request), 1));
    expect(result).toEqual({ ok: false, failure });
  });

  test.each(['from the front', 'from the back'])(
    'is another than a list of pages of one row that moves by one %s while it is read',
    async (where) => {
      let rows = names(20);
      const { result } = await read((page, request) => {
        if (request === 3) rows = where === 'from the front' ? ['new', ...rows] : rows.slice(1);
        return pageOf(serve(rows, page, 1, 'from-1'), 1);
      });
      expect(valueOf(result).rows).toEqual(expect.arrayContaining(names(20).slice(2)));
    },
  );
});

describe('a walk that cannot end well', () => {
  test('a failed page fails the whole', async () => {
    const list = await walkPages<Row>({
      firstPage: 0,
      pageSize: 10,
      ends: 'counted',
      shouldStop: () => false,
      onPage: () => undefined,
      read: (page) =>
        Promise.resolve(
          page === 2
            ? failed('provider.unavailable', { status: 502 })
            : pageOf(serve(names(37), page, 10, 'from-0'), 37),
        ),
    });
    expect(list).toEqual({ ok: false, failure: { code: 'provider.unavailable', status: 502 } });
  });

  test('when the time is up it returns what it has', async () => {
    const { list, pages } = await walk((page) => pageOf(serve(names(37), page, 10, 'from-0'), 37), {
      shouldStop: () => true,
    });
    expect(pages).toEqual([0]);
    expect(list).toMatchObject({ settled: false, unfinished: true });
    expect(list.rows).toHaveLength(10);
  });

  test('rows without a key are counted and nothing is settled', async () => {
    const { list } = await walk(() => success({ rows: [{ key: 'a', row: 'a' }], total: 2, unreadable: 1 }));
    expect(list).toEqual({ rows: ['a'], settled: false, unfinished: false, unreadable: expect.any(Number) });
    expect(list.unreadable).toBeGreaterThan(0);
  });
});

test('1,000 random histories: what is called settled is the truth', async () => {
  let settled = 0;
  for (let seed = 1; seed <= 1_000; seed++) {
    const random = seededRandom(seed);
    const upTo = (count: number): number => Math.floor(random() * count);
    const numbering = (['from-0', 'from-1', 'clamped'] as const)[upTo(3)] ?? 'clamped';
    const firstPage = numbering === 'from-1' && random() < 0.5 ? 1 : 0;
    let rows = names(upTo(60));
    let placed = 0;
    const moves = upTo(4);
    const instants: (readonly Row[])[] = [];
    const { list } = await walk(
      (page, request) => {
        if (request > 1 && request <= moves * 2 && random() < 0.5) {
          const row = rows[upTo(rows.length)];
          const kind = upTo(3);
          if (kind === 0) rows = [`new-${(placed += 1)}`, ...rows];
          else if (row !== undefined && kind === 1) rows = rows.filter((other) => other !== row);
          else if (row !== undefined) rows = [row, ...rows.filter((other) => other !== row)];
        }
        const shown = serve(rows, page, 10, numbering);
        if (shown.length === rows.length) instants.push(sorted(rows));
        return pageOf(shown, rows.length);
      },
      { firstPage },
    );
    if (!list.settled) continue;
    settled += 1;
    // One page that showed everything was the truth of its instant, whatever came before the page beyond it was asked for.
    expect([sorted(rows), ...instants], `seed ${seed}`).toContainEqual(sorted(list.rows));
  }
  expect(settled).toBeGreaterThan(800);
});
