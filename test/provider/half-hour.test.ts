import { beforeAll, describe, expect, test } from 'vitest';
import { everyRental, type AccountView, type Today } from '../../electron/contract/views.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';
import { instantOf } from '../../electron/core/model/instant.ts';
import { speakIn } from '../../electron/core/words/words.ts';
import { demoWorld } from '../../electron/demo/world/world.ts';
import type { Counts } from '../../electron/program/overview.ts';
import { valueOf } from '../unit/providers/session.ts';
import { demoEngine } from './demo-engine.ts';
import { listedIn, verdictOf, verdictsOf, type Verdict } from './referee.ts';
import { anchor } from './stage.ts';

const minute = 60_000;
const hour = 60 * minute;
const looks = [0, 5, 10, 13, 15, 18, 20, 22, 25, 30] as const;
const correctedAt = 15;

/** Everything that the program says at a minute of the demo. */
interface Look {
  readonly nowMs: number;
  readonly rows: readonly RentalView[];
  readonly today: Today;
  readonly accounts: readonly AccountView[];
  readonly counts: Counts;
  /** The headings of the cards that wait. */
  readonly cards: readonly string[];
  readonly truth: readonly Verdict[];
}

const world = demoWorld(anchor, { wolover: 30, unicloud: 20, qiniu: 15, alibaba: 4, vastai: 10 });
const seen = new Map<number, Look>();
let rung: readonly string[] = [];

/** What a rental says of itself, in the referee's words. */
const saysOf = ({ provider, state, nextDeadline: next }: RentalView): Verdict =>
  verdictOf(provider, state, next === null ? null : [next.kind, Date.parse(next.at)]);

/** The half hour after the anchor, read at some of its minutes, each time twice: one reading alone moves no end back and declares nothing gone. */
beforeAll(async () => {
  speakIn(() => 'en');
  let nowMs = anchor.getTime();
  const demo = await demoEngine(
    world,
    () => nowMs,
    () => ({ locale: 'en', timeZone: 'Asia/Shanghai' }),
  );
  const { program } = demo.running;
  const allRows = async (): Promise<readonly RentalView[]> => {
    const page = { ...everyRental, limit: 200 };
    const first = valueOf(await program.rentals.list({ ...page, offset: 0 }));
    const rest = valueOf(await program.rentals.list({ ...page, offset: 200 }));
    expect(first.total).toBe(first.rows.length + rest.rows.length);
    return [...first.rows, ...rest.rows];
  };
  for (const at of looks) {
    nowMs = anchor.getTime() + at * minute;
    await program.accounts.sync({ id: null });
    await program.accounts.sync({ id: null });
    if (at === correctedAt) {
      const row = (await allRows()).find(({ title }) => title === '推理机-01');
      if (row === undefined) throw new Error('the demo has no 推理机-01');
      const change = { correctedEndAt: instantOf(nowMs + 50 * minute) };
      valueOf(await program.rentals.change({ id: row.id, change }));
    }
    await demo.engine.ringDue();
    seen.set(at, {
      nowMs,
      rows: await allRows(),
      today: valueOf(await program.today.get()),
      accounts: valueOf(await program.accounts.list()),
      counts: valueOf(await program.overview.counts()),
      cards: valueOf(await program.reminders.inbox()).map(({ heading }) => heading),
      truth: verdictsOf(world, nowMs, () => anchor.getTime()),
    });
  }
  rung = demo.rung.map(({ title }) => title);
  await demo.stop();
  demo.forget();
}, 120_000);

const at = (minutes: number): Look => {
  const look = seen.get(minutes);
  if (look === undefined) throw new Error(`nobody looked at minute ${String(minutes)}`);
  return look;
};
const instantAt = (minutes: number): number => anchor.getTime() + minutes * minute;

const stated = verdictOf('wolover', 'ending', ['ends', instantAt(53 * 60)]);
const corrected = verdictOf('wolover', 'ending', ['ends', instantAt(correctedAt + 50)]);

/** The referee's verdicts with what its user corrected, of what is still listed. */
const truthAt = (minutes: number): readonly Verdict[] =>
  at(minutes).truth.map((verdict) => (minutes >= correctedAt && verdict === stated ? corrected : verdict));

/** The ids of what was listed as rented at an earlier look and is no more. */
const goneAt = (minutes: number): ReadonlySet<string> => {
  const listed = new Set(listedIn(world, instantAt(minutes)));
  const before = looks.filter((earlier) => earlier < minutes).flatMap((earlier) => listedIn(world, instantAt(earlier)));
  return new Set(before.filter((id) => !listed.has(id)));
};

const stateOf = (verdict: Verdict): string => verdict.split(' ')[1] ?? '';
const dueMsOf = (verdict: Verdict): number => Date.parse(verdict.split(' ')[3] ?? '');
/** What is frozen can still be saved. */
const over = new Set(['expired', 'released', 'cancelled']);
/** What runs, as far as anybody knows, to an end that nobody states. What is not delivered yet will have one. */
const withoutEnd = (verdict: Verdict): boolean =>
  Number.isNaN(dueMsOf(verdict)) && ['active', 'unknown'].includes(stateOf(verdict));

describe.each(looks)('at minute %i', (minutes) => {
  test('each rental is what its provider shows, and what is listed no more was released', () => {
    const gone = goneAt(minutes);
    const [left, listed] = [true, false].map((isGone) =>
      at(minutes).rows.filter(({ resourceId }) => gone.has(resourceId ?? '') === isGone),
    );
    expect(listed?.map(saysOf).toSorted()).toEqual(truthAt(minutes).toSorted());
    expect(left?.map(({ state, nextDeadline }) => [state, nextDeadline])).toEqual(
      [...gone].map(() => ['released', null]),
    );
  });

  test('the totals count them', () => {
    const { counts, accounts, rows } = at(minutes);
    const gone = goneAt(minutes).size;
    const inState = (state: string): number => truthAt(minutes).filter((verdict) => stateOf(verdict) === state).length;
    for (const [state, total] of Object.entries(counts.totals))
      expect([state, total]).toEqual([state, inState(state) + (state === 'released' ? gone : 0)]);
    expect(rows).toHaveLength(truthAt(minutes).length + gone);
    expect(accounts.reduce((sum, { rentals }) => sum + rentals, 0)).toBe(rows.length);
  });

  test('what is due is on the first view, in its group, soonest first', () => {
    const { today, nowMs } = at(minutes);
    const due = truthAt(minutes).filter((verdict) => dueMsOf(verdict) <= nowMs + 7 * 24 * hour);
    const rentals = today.rows.filter(({ rental }) => rental.nextDeadline?.kind !== 'balance');
    expect(rentals.map(({ rental }) => saysOf(rental)).toSorted()).toEqual(due.toSorted());
    const left = today.rows.map(({ rental }) => Date.parse(rental.nextDeadline?.at ?? '') - nowMs);
    expect(left).toEqual(left.toSorted((one, other) => one - other));
    expect(today.rows.map(({ group }) => group)).toEqual(
      left.map((ms) => (ms <= 3 * hour ? 'now' : ms <= 24 * hour ? 'today' : 'week')),
    );
    expect(today.more).toBe(0);
  });

  test('accounts lead with what is live and what comes next', () => {
    for (const { provider, live, nextDeadlineAt } of at(minutes).accounts) {
      const own = truthAt(minutes).filter((verdict) => verdict.startsWith(`${provider} `));
      expect([provider, live]).toEqual([provider, own.filter((verdict) => !over.has(stateOf(verdict))).length]);
      const next = own.map(dueMsOf).filter((ms) => !Number.isNaN(ms));
      expect([provider, Date.parse(nextDeadlineAt ?? '')]).toEqual([provider, Math.min(...next)]);
    }
  });

  test('what will not ring is counted', () => {
    expect(at(minutes).counts.noRing).toEqual({ 'no-end': truthAt(minutes).filter(withoutEnd).length, muted: 0 });
  });

  test('one card a rental, and none says that time is left where none is', () => {
    const { cards, rows, counts } = at(minutes);
    expect(counts.inbox).toBe(cards.length);
    const titles = cards.map((heading) => rows.filter(({ title }) => heading.startsWith(title)).map(saysOf));
    for (const [index, verdicts] of titles.entries())
      if (/left|more$/.test(cards[index] ?? ''))
        expect(verdicts.some((verdict) => dueMsOf(verdict) > at(minutes).nowMs)).toBe(true);
  });
});

/** What the card of a rental said at each look; an empty text where there was none. */
const cardOf = (title: string): readonly string[] =>
  looks.map((minutes) => at(minutes).cards.find((heading) => heading.startsWith(title)) ?? '');

describe('what happens in the half hour is told as it is', () => {
  test('a frozen machine, until its data is gone', () => {
    expect(cardOf('渲染机-03')).toEqual([
      ...[30, 25, 20, 17, 15, 12].map((left) => `渲染机-03 is frozen: at most ${String(left)} minutes left`),
      ...Array<string>(4).fill('渲染机-03 was released'),
    ]);
  });

  test('a payment that lapses', () => {
    expect(cardOf('标注机-07').slice(2)).toEqual([
      ...[12, 9, 7, 4, 2].map((left) => `标注机-07: ${String(left)} minutes left to pay`),
      ...Array<string>(3).fill('标注机-07: never paid, the order is void'),
    ]);
  });

  test('an end that comes', () => {
    expect(cardOf('推理机-04-数据盘').slice(5)).toEqual([
      ...[7, 5, 3].map((left) => `推理机-04-数据盘: ${String(left)} minutes left`),
      '推理机-04-数据盘 has ended',
      '推理机-04-数据盘 ended 5 minutes ago',
    ]);
  });

  test('renewals, which take their cards along', () => {
    expect(cardOf('ECS server · dh6f')).toEqual([
      ...[10, 5].map((over) => `ECS server · dh6f: 3 h ${String(over)} min left`),
      ...Array<string>(8).fill(''),
    ]);
    const lately = at(30).today.lately.map(({ heading }) => heading);
    for (const renewed of ['公网入口', 'render-queue', 'ECS server · dh6f', 'ECS server · bwkk', 'Instance · 2d17'])
      expect(lately.filter((heading) => heading.startsWith(`${renewed} is renewed until`))).toHaveLength(1);
  });

  test('a correction, which moves its rental up and rings no point that it has jumped over', () => {
    const row = at(correctedAt).today.rows.find(({ rental }) => rental.title === '推理机-01');
    expect(row).toMatchObject({ group: 'now', rang: false, rental: { end: { basis: 'corrected' } } });
    expect(cardOf('推理机-01')).toEqual(looks.map(() => ''));
  });

  test('what is at stake: what the machines that are due today last cost', () => {
    // 612.50 and 17.50 for a server and its disk, 2,230.05 for a GPU server; an address is to be paid within the day at minute 13 alone.
    const amounts = looks.map((minutes) =>
      at(minutes)
        .today.atStake.map(({ amount }) => amount)
        .join(),
    );
    expect(amounts).toEqual([
      ...Array<string>(3).fill('2860.05'),
      '3550.05',
      ...Array<string>(4).fill('2860.05'),
      ...Array<string>(2).fill('2230.05'),
    ]);
  });

  test('rung once, together where it is together', () => {
    expect(rung.filter((title) => title.includes('渲染机-03'))).toEqual([
      '渲染机-03 is frozen: at most 15 minutes left',
    ]);
    expect(rung.length).toBeLessThan(12);
  });
});
