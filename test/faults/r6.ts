import type { ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import type { AccountId } from '../../electron/core/model/ids.ts';
import { day, hour, second } from '../../electron/core/model/instant.ts';
import type { RoundOutcome } from '../../electron/core/model/sync.ts';
import type { DemoProvider } from '../../electron/demo/exchange.ts';
import { demoWorld, type DemoWorld } from '../../electron/demo/world/world.ts';
import { directTransport } from '../fakes/http.ts';
import type { Poller } from '../../electron/engine/polling/poller.ts';
import { seededRandom } from '../fakes/random.ts';
import { pollerOf } from './clocked-poller.ts';
import { Desk } from './desk.ts';
import { Front, type Call, type Paging } from './front.ts';
import { knownOf } from './known.ts';
import { OwnWords, wordings } from './own-words.ts';
import { allCases, httpDate, someOf, type Case } from './refusals.ts';
import { asked, report } from './report.ts';
import { VirtualClock } from './virtual-clock.ts';

const anchor = new Date('2026-11-23T04:00:00Z');
const longestPauseMs = 20 * second;
const attempts = 3;
const detailsAtOnce = 4;
const trialMs = 4 * hour;
const roundsWithoutCredit = 3;

const stillWorld = (): DemoWorld => {
  const world = demoWorld(anchor, { wolover: 14, unicloud: 4, qiniu: 6, alibaba: 10, vastai: 10 });
  const [wolover, unicloud, qiniu] = [world.wolover(anchor), world.unicloud(anchor), world.qiniu(anchor)];
  const [alibaba, vastai] = [world.alibaba(anchor), world.vastai(anchor)];
  return {
    wolover: () => wolover,
    unicloud: () => unicloud,
    qiniu: () => qiniu,
    alibaba: () => alibaba,
    vastai: () => vastai,
  };
};
const paging = (provider: DemoProvider): Paging => ({
  size: 10,
  numbering: provider === 'wolover' ? 'clamped' : 'from-1',
  total: (truth) => truth,
});

const faults: Record<string, number> = {};
const firstFaults: string[] = [];
const figures = { rounds: 0, requests: 0, budget: 0, refusals: 0, parked: 0, mostOver: 0 };

/** One case from the first round to the first that succeeds, or through four hours. */
class Trial {
  readonly #case: Case;
  readonly #desk: Desk;
  readonly #front: Front;
  readonly #clock: VirtualClock;
  readonly #transport = directTransport();
  readonly #id: AccountId;
  readonly #random: () => number;
  /** Not before this instant, as the service said; epoch milliseconds. */
  #notBeforeMs = 0;
  #refused = 0;
  #met = 0;
  #sent = 0;
  #sentInRound = 0;

  constructor(tried: Case, desk: Desk, front: Front, clock: VirtualClock, random: () => number) {
    this.#case = tried;
    this.#desk = desk;
    this.#front = front;
    this.#clock = clock;
    this.#random = random;
    clock.nowMs = anchor.getTime();
    const { provider } = tried.position;
    this.#id = desk.open(provider, front.baseUrls[provider], clock.nowMs);
    front.plays[provider] = {
      ...front.plays[provider],
      instead: (call, _, response) => this.#answer(call, response),
    };
  }

  async run(): Promise<void> {
    const honest = this.#front.plays[this.#case.position.provider];
    const poller = this.#poller();
    const untilMs = this.#clock.nowMs + trialMs;
    let outcome: RoundOutcome | null = null;
    let isDone = false;
    for (let rounds = 1; this.#clock.nowMs < untilMs && !isDone; rounds += 1) {
      const account = this.#desk.account(this.#id);
      poller.startDue();
      this.#sentInRound = 0;
      if (!poller.isRunning(this.#id)) this.#fault('not due', String(this.#clock.nowMs));
      outcome = await poller.sync(account);
      this.#judge(outcome);
      await this.#askByHand(poller, outcome);
      // What a round can do without fails none: then the next ones must keep to what was asked.
      isDone = outcome.ok && (this.#case.position.name !== 'credit' || rounds >= roundsWithoutCredit);
      if (!isDone) this.#clock.nowMs = Math.ceil(poller.nextRoundAtMs(this.#desk.account(this.#id)) ?? untilMs);
    }
    const mayEnd = this.#case.pattern.times < Number.POSITIVE_INFINITY && this.#case.asking.ms < trialMs / 3;
    if (mayEnd && outcome?.ok !== true) this.#fault('never done', JSON.stringify(outcome));
    if (outcome?.ok === true && knownOf(this.#desk.database, this.#id).length < 12) this.#fault('incomplete', '');
    await poller.stop();
    await this.#transport.close();
    this.#front.plays[this.#case.position.provider] = { world: honest.world, paging: honest.paging };
    this.#desk.forget(this.#id);
  }

  #poller(): Poller {
    const transport = this.#clock.watched(this.#transport, {
      asked: ({ url }) => this.#asked(url),
      told: ({ status, headers }) => {
        if (headers['x-refused'] === 'yes' && status === this.#case.status)
          // No account is left unasked for more than a day, whatever it is told.
          this.#notBeforeMs = Math.max(this.#notBeforeMs, this.#clock.nowMs + Math.min(this.#case.asking.ms, day));
      },
    });
    return pollerOf(this.#desk, this.#clock, this.#random, transport);
  }

  #asked(url: string): void {
    this.#sent += 1;
    this.#sentInRound += 1;
    // What a round can do without keeps it from nothing else.
    if (this.#case.position.name === 'credit' && !url.includes('/users/')) return;
    if (this.#clock.nowMs < this.#notBeforeMs)
      this.#fault('early', `by ${String(this.#notBeforeMs - this.#clock.nowMs)} ms`);
  }

  #answer(call: Call, response: ServerResponse): boolean {
    const { position, pattern, asking, status } = this.#case;
    if (!position.meets(call) || this.#refused >= pattern.times) return false;
    this.#met += 1;
    if (pattern.beside !== null && this.#met % 2 === 1) {
      response.writeHead(pattern.beside, { Date: httpDate(this.#clock.nowMs) }).end('why');
      return true;
    }
    this.#refused += 1;
    figures.refusals += 1;
    const headers = Object.entries(asking.headers(this.#clock.nowMs));
    response.sendDate = false;
    response.setHeader('X-Refused', 'yes');
    for (const [name, value] of headers) response.setHeader(name, typeof value === 'string' ? value : [...value]);
    response.writeHead(status).end('slow down');
    return true;
  }

  /** What a round that failed may have sent: all that its provider answered, and at the refused place three attempts or one. */
  #judge({ ok, failure, requests }: RoundOutcome): void {
    const { position, asking, pattern } = this.#case;
    figures.rounds += 1;
    if (requests !== this.#sentInRound)
      this.#fault('miscounted', `${String(requests)} of ${String(this.#sentInRound)}`);
    if (ok) return;
    if (failure?.code !== 'provider.rate-limited' && failure?.code !== 'provider.unavailable')
      this.#fault('code', JSON.stringify(failure));
    const tries = asking.ms > longestPauseMs && pattern.beside === null ? 1 : attempts;
    const before = { 'first page': 0, 'later page': 2, 'unpaid orders': 4, details: 5, credit: 9 }[position.name] ?? 0;
    const budget = before + tries * (position.name === 'details' ? detailsAtOnce : 1);
    figures.requests += requests;
    figures.budget += budget;
    figures.mostOver = Math.max(figures.mostOver, requests / budget);
    if (requests > budget * 1.05) this.#fault('over budget', `${String(requests)} of ${String(budget)}`);
    const { parkedUntil } = this.#desk.account(this.#id);
    const isParked = parkedUntil !== null && Date.parse(parkedUntil) >= this.#notBeforeMs;
    if (this.#notBeforeMs > this.#clock.nowMs && !isParked) this.#fault('not parked', JSON.stringify(failure));
    if (parkedUntil !== null) figures.parked += 1;
  }

  /** A person asks again halfway: a parked account answers with the same instant and no request. */
  async #askByHand(poller: Poller, { ok }: RoundOutcome): Promise<void> {
    const { parkedUntil } = this.#desk.account(this.#id);
    if (ok || parkedUntil === null || Date.parse(parkedUntil) <= this.#clock.nowMs || this.#random() < 0.5) return;
    this.#clock.nowMs += Math.floor((Date.parse(parkedUntil) - this.#clock.nowMs) * this.#random());
    const sent = this.#sent;
    const outcome = await poller.sync(this.#desk.account(this.#id));
    if (outcome.requests !== 0 || this.#sent !== sent) this.#fault('asked while parked', '');
    if (outcome.failure?.retryAt !== parkedUntil) this.#fault('another instant', JSON.stringify(outcome.failure));
  }

  #fault(kind: string, text: string): void {
    faults[kind] = (faults[kind] ?? 0) + 1;
    const { asking, position, pattern, status } = this.#case;
    if (firstFaults.length < 40)
      firstFaults.push(
        `${kind}: ${String(status)} ${asking.name} ${pattern.name}, ${position.provider} ${position.name}: ${text}`,
      );
  }
}

it(`R6: too many requests, seed ${String(asked.seed)}`, async () => {
  const random = seededRandom(asked.seed);
  const cases = asked.full ? allCases() : someOf(allCases(), 120, random);
  const clock = new VirtualClock(anchor.getTime());
  const front = await Front.open(() => new Date(clock.nowMs), { world: stillWorld(), paging });
  const desk = new Desk(anchor.getTime());
  const startedMs = performance.now();
  try {
    for (const one of cases) await new Trial(one, desk, front, clock, random).run();
  } finally {
    await front.close();
    desk.close();
  }
  report('R6', {
    cases: cases.length,
    ofTable: allCases().length,
    ...figures,
    lastedMs: Math.round(performance.now() - startedMs),
    violations: Object.values(faults).reduce((sum, count) => sum + count, 0),
    ...faults,
  });
  expect(firstFaults).toEqual([]);
});

it(`R6: refusals in the providers' own words, seed ${String(asked.seed)}`, async () => {
  const random = seededRandom(asked.seed);
  const clock = new VirtualClock(anchor.getTime());
  const front = await Front.open(() => new Date(clock.nowMs), { world: stillWorld(), paging });
  const desk = new Desk(anchor.getTime());
  const startedMs = performance.now();
  const trials = new OwnWords(desk, front, clock, random, anchor.getTime());
  try {
    for (const wording of wordings) await trials.run(wording);
  } finally {
    await front.close();
    desk.close();
  }
  report('R6-words', {
    wordings: wordings.length,
    ...trials.figures,
    lastedMs: Math.round(performance.now() - startedMs),
    violations: trials.faults.length,
  });
  expect(trials.faults).toEqual([]);
});
