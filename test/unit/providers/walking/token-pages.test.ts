import { describe, expect, test } from 'vitest';
import { success, type Result } from '../../../../electron/core/model/failure.ts';
import { readTokenPages, type TokenPage } from '../../../../electron/providers/walking/token-pages.ts';
import type { WalkedList } from '../../../../electron/providers/walking/paging.ts';
import { scripted, unavailable, valueOf } from '../session.ts';

type Row = string;
type Reply = Result<TokenPage<Row>>;

const names = (count: number): Row[] => Array.from({ length: count }, (_, index) => `row-${index}`);

const page = (rows: readonly Row[], next: string | null, given: Partial<TokenPage<Row>> = {}): Reply =>
  success({ rows: rows.map((row) => ({ key: row, row })), total: null, unreadable: 0, next, ...given });

/** A list server whose tokens say where to go on. */
const serve = (rows: readonly Row[], token: string | null, size = 10, total: number | null = rows.length): Reply => {
  const from = Number(token ?? 0);
  const next = from + size < rows.length ? String(from + size) : null;
  return page(rows.slice(from, from + size), next, { total });
};

interface Walked {
  readonly result: Result<WalkedList<Row>>;
  readonly tokens: readonly (string | null)[];
  readonly progresses: ReturnType<typeof scripted>['progresses'];
}

const walk = async (
  read: (token: string | null, request: number) => Reply,
  shouldStop: (requests: number) => boolean = () => false,
): Promise<Walked> => {
  const tokens: (string | null)[] = [];
  const session = scripted(() => '', { shouldStop: () => shouldStop(tokens.length) });
  const result = await readTokenPages<Row>(session, (token) => {
    tokens.push(token);
    return Promise.resolve(read(token, tokens.length));
  });
  return { result, tokens, progresses: session.progresses };
};

const listOf = ({ result }: Walked): WalkedList<Row> => valueOf(result);

describe('a list that stands still', () => {
  test.each([0, 1, 10, 11, 20, 37, 100])('is read whole: %i rows', async (count) => {
    const walked = await walk((token) => serve(names(count), token));
    expect(listOf(walked)).toEqual({ rows: names(count), settled: true, unfinished: false, unreadable: 0 });
  });

  test('of one page is one instant and asked for once; of several the first is asked for again', async () => {
    expect((await walk((token) => serve(names(7), token))).tokens).toEqual([null]);
    expect((await walk((token) => serve(names(27), token))).tokens).toEqual([null, '10', '20', null]);
  });

  test('tells how far it has come', async () => {
    const { progresses } = await walk((token) => serve(names(17), token));
    expect(progresses).toEqual([
      { step: 'list', read: 10, of: 17 },
      { step: 'list', read: 17, of: 17 },
    ]);
  });

  test('tells no total that is none, or that the rows disprove', async () => {
    const { progresses } = await walk((token) =>
      token === null ? page(['a', 'b'], 'x') : page(['c'], null, { total: 2 }),
    );
    expect(progresses.slice(0, 2)).toEqual([
      { step: 'list', read: 2, of: null },
      { step: 'list', read: 3, of: null },
    ]);
  });

  test('may have an empty page that names another one', async () => {
    const pages: Record<string, Reply> = {
      first: page(['a'], 'x'),
      x: page([], 'y', { total: 2 }),
      y: page(['b'], null),
    };
    const walked = await walk((token) => pages[token ?? 'first'] ?? unavailable);
    expect(listOf(walked)).toMatchObject({ rows: ['a', 'b'], settled: true });
  });

  test('may begin with an empty page', async () => {
    const walked = await walk((token) => (token === null ? page([], 'x') : page(['a'], null, { total: 1 })));
    expect(listOf(walked)).toMatchObject({ rows: ['a'], settled: true });
  });

  test('is believed to be whole only where it says how much it holds', async () => {
    const walked = await walk(() => page(['a'], null));
    expect(listOf(walked)).toMatchObject({ rows: ['a'], settled: false, unfinished: false });
  });

  test('counts a row that two pages show once, in its newer form', async () => {
    const row = (form: string) => [{ key: 'a', row: form }];
    const walked = await walk((token) =>
      page([], token === null ? 'x' : null, { rows: row(token ?? 'first'), total: 1 }),
    );
    expect(listOf(walked)).toMatchObject({ rows: ['x'], settled: true });
  });
});

describe('a list that does not add up', () => {
  test.each([3, 1_000])('a total of %i for 12 rows is walked twice and not settled', async (total) => {
    const walked = await walk((token) => serve(names(12), token, 10, total));
    expect(listOf(walked)).toMatchObject({ rows: names(12), settled: false, unfinished: false });
    expect(walked.tokens).toEqual([null, '10', null, null, '10', null]);
  });

  test('totals that differ from page to page are not settled', async () => {
    const walked = await walk((token) => serve(names(12), token, 10, token === null ? 11 : 12));
    expect(listOf(walked).settled).toBe(false);
  });

  test('entries without a key are counted, and it is not settled', async () => {
    const walked = await walk((token) => page([`row-${token}`], token === null ? 'x' : null, { unreadable: 2 }));
    expect(listOf(walked)).toMatchObject({ settled: false, unreadable: 4 });
  });

  test('a total that leaves out an entry without a key settles nothing', async () => {
    const walked = await walk(() => page(['a'], null, { unreadable: 1, total: 1 }));
    expect(listOf(walked)).toMatchObject({ rows: ['a'], settled: false, unreadable: 1 });
  });
});

describe('tokens that lead nowhere', () => {
  test('one that comes again ends the walk, unsettled, and it is not tried again', async () => {
    const walked = await walk((_, request) => page([`row-${request}`], 'same'));
    expect(walked.tokens).toEqual([null, 'same']);
    expect(listOf(walked)).toMatchObject({ rows: ['row-1', 'row-2'], settled: false, unfinished: false });
  });

  test('a ring of them ends too', async () => {
    const walked = await walk((_, request) => page([`row-${request}`], `t${request % 3}`));
    expect(walked.tokens).toHaveLength(4);
    expect(listOf(walked).settled).toBe(false);
  });

  test('new ones without an end and without a row end after 20 pages', async () => {
    const walked = await walk((_, request) => page([], `t${request}`));
    expect(walked.tokens).toHaveLength(20);
    expect(listOf(walked)).toMatchObject({ rows: [], settled: false });
  });

  test('new ones with new rows end after 1,000 pages', async () => {
    const walked = await walk((token) => page([`row-${token}`], `t${Number(token?.slice(1) ?? 0) + 1}`));
    expect(walked.tokens.filter((token) => token !== null)).toHaveLength(999);
    expect(listOf(walked)).toMatchObject({ settled: false, unfinished: false });
  });

  test.each([
    ['a total that counts the page', 1],
    ['no total', null],
  ])('rows that have other keys each time and %s are no list', async (_, total) => {
    const walked = await walk((_token, request) => page([`row-${request}`], `t${request}`, { total }));
    expect(walked.result).toEqual({ ok: false, failure: { code: 'provider.unexpected-answer', detail: 'ids-change' } });
    expect(walked.tokens.length).toBeLessThan(12);
  });

  test('rows that have other keys each time are no list either where the total is met', async () => {
    const walked = await walk((token, request) => page([`row-${request}`], token === null ? 'x' : null, { total: 2 }));
    expect(walked.result).toMatchObject({ ok: false, failure: { detail: 'ids-change' } });
    expect(walked.tokens).toEqual([null, 'x', null, null]);
  });
});

describe('a list that moves while it is read', () => {
  test('is walked again once the first page has changed, and settles when it stands', async () => {
    const before = names(25);
    const after = ['new', ...before];
    const walked = await walk((token, request) => serve(request <= 2 ? before : after, token));
    expect(listOf(walked).settled).toBe(true);
    expect([...listOf(walked).rows].sort()).toEqual([...after].sort());
  });

  test('is walked again where its total alone has changed', async () => {
    const walked = await walk((token, request) => serve(names(15), token, 10, request <= 2 ? 15 : 16));
    expect(walked.tokens).toEqual([null, '10', null, null, '10', null]);
    expect(listOf(walked).settled).toBe(false);
  });

  test('that lost a row meanwhile does not show it once it is settled', async () => {
    const walked = await walk((token, request) => serve(request <= 2 ? names(25) : names(24), token));
    expect(listOf(walked)).toMatchObject({ rows: names(24), settled: true });
  });

  test('and never stands is walked three times; nothing that was seen is lost, and it is not settled', async () => {
    const walked = await walk((token, request) => serve([`new-${request}`, ...names(15)], token));
    expect(walked.tokens).toHaveLength(9);
    expect(listOf(walked)).toMatchObject({ settled: false, unfinished: false });
    expect(listOf(walked).rows).toEqual(expect.arrayContaining(names(9)));
  });
});

describe('a walk that ends early', () => {
  test('for its time returns what it has, unfinished', async () => {
    const walked = await walk(
      (token) => serve(names(50), token),
      (requests) => requests >= 2,
    );
    expect(walked.tokens).toHaveLength(2);
    expect(listOf(walked)).toMatchObject({ rows: names(20), settled: false, unfinished: true });
  });

  test('for its time after the first page asks for no other', async () => {
    const walked = await walk(
      (token) => serve(names(50), token),
      () => true,
    );
    expect(walked.tokens).toEqual([null]);
    expect(listOf(walked)).toMatchObject({ rows: names(10), settled: false, unfinished: true });
  });

  test('at its last page asks for no second sight and is unfinished; a single page is whole', async () => {
    const several = await walk(
      (token) => serve(names(20), token),
      (requests) => requests >= 2,
    );
    expect(several.tokens).toHaveLength(2);
    expect(listOf(several)).toMatchObject({ settled: false, unfinished: true });
    const single = await walk(
      (token) => serve(names(9), token),
      () => true,
    );
    expect(listOf(single)).toMatchObject({ settled: true, unfinished: false });
  });

  test.each([1, 2, 3])('with a failure of request %i fails whole', async (failing) => {
    const walked = await walk((token, request) => (request === failing ? unavailable : serve(names(20), token)));
    expect(walked.result).toEqual(unavailable);
  });
});
