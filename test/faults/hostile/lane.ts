import { performance } from 'node:perf_hooks';
import { failureCodes } from '../../../electron/core/model/failure.ts';
import type { AccountId } from '../../../electron/core/model/ids.ts';
import { hour, minute, second } from '../../../electron/core/model/instant.ts';
import type { DemoProvider } from '../../../electron/demo/exchange.ts';
import { directTransport } from '../../fakes/http.ts';
import { realWait } from '../../../electron/edges/http/wait.ts';
import { setAccountHint } from '../../../electron/edges/store/accounts.ts';
import { rentalsOfAccount } from '../../../electron/edges/store/rentals.ts';
import { seededRandom } from '../../fakes/random.ts';
import { type Desk, type Held, withTransport } from '../desk.ts';
import { bytesOf, Front, type Call, type Play } from '../front.ts';
import { isGone, knownOf } from '../known.ts';
import { demoProviders, listsResources } from '../providers.ts';
import { hasCanary, withCanaries } from './canaries.ts';
import { anchor, pagingOf, stillWorld } from './attacked-world.ts';
import type { Findings } from './findings.ts';
import { Hostility } from './hostility.ts';
import { asked } from '../report.ts';

/** Waits and clock of a hostile round are so much quicker than life. */
const quicker = 60;
const roundMs = (5 * minute) / quicker;
/** What a round may take besides waiting: the work of reading and storing 20 MB bodies on two busy cores. */
const workMs = 30 * second;
/** A round that lasts longer than this hangs. */
export const limitMs = roundMs + workMs;
const storedOf = (desk: Desk, id: AccountId): ReadonlyMap<string, string> =>
  new Map(knownOf(desk.database, id).map((known) => [known.id, known.text]));

const isSame = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);

/** One provider's account under attack, round after round. */
export class Lane {
  readonly counts = { rounds: 0, refused: 0, interrupted: 0, applied: 0, begunAnew: 0 };
  readonly codes: Record<string, number> = {};
  readonly names: Record<string, number> = {};
  slowestMs = 0;
  readonly #provider: DemoProvider;
  readonly #front: Front;
  readonly #desk: Desk;
  /** The honest service, with what nobody may keep in every row of what is rented. */
  readonly #honest: Play;
  readonly #bare: Play;
  readonly #findings: Findings;
  readonly #random: () => number;
  readonly #clock: Clock;
  readonly #transport = directTransport();
  #id: AccountId;
  #truth: ReadonlyMap<string, string> = new Map();
  doing = '';

  private constructor(provider: DemoProvider, front: Front, clock: Clock, desk: Desk, findings: Findings) {
    this.#provider = provider;
    this.#front = front;
    this.#clock = clock;
    this.#desk = desk;
    this.#findings = findings;
    this.#bare = front.plays[provider];
    this.#honest = { ...this.#bare, world: withCanaries(this.#bare.world), allColumns: true };
    front.plays[provider] = this.#honest;
    this.#random = seededRandom(asked.seed + demoProviders.indexOf(provider));
    this.#id = this.#open();
  }

  static async open(provider: DemoProvider, desk: Desk, findings: Findings): Promise<Lane> {
    const clock = new Clock();
    const front = await Front.open(() => new Date(clock.now()), { world: stillWorld(), paging: pagingOf });
    return new Lane(provider, front, clock, desk, findings);
  }

  async close(): Promise<void> {
    await this.#transport.close();
    await this.#front.close();
  }

  #open(): AccountId {
    return this.#desk.open(this.#provider, this.#front.baseUrls[this.#provider], this.#clock.now());
  }

  /** Orders must be known before they can be spoiled. */
  async begin(): Promise<void> {
    await this.#honestRound('at first');
    this.#truth = storedOf(this.#desk, this.#id);
    if (this.#truth.size < 15) throw new Error(`${String(this.#truth.size)} are no world`);
  }

  /** One hostile round and the honest one after it; answers how many hostile answers were given. */
  async attack(number: number): Promise<number> {
    const calls: Call[] = [];
    const hostility = new Hostility(
      this.#provider,
      this.#random,
      {
        headersMs: (15 * second) / quicker,
        betweenChunksMs: (15 * second) / quicker,
      },
      number,
    );
    if (hostility.wantsDetails) this.#clock.leap(25 * hour);
    this.doing = `round ${String(number)} at ${this.#provider}, ${hostility.name}`;
    this.#front.plays[this.#provider] = {
      ...(hostility.mayCarryCanaries ? this.#honest : this.#bare),
      before: (call) => calls.push(call),
      instead: (call, honest, response) => hostility.answer(call, bytesOf(honest), honest, response),
    };
    const before = storedOf(this.#desk, this.#id);
    const held = await this.#hostileRound();
    this.#front.plays[this.#provider] = this.#honest;
    this.#note(hostility);
    const what = `${this.doing} [${hostility.given.join('; ').slice(0, 300)}]`;
    if (held !== null) this.#judge(held, before, calls, hostility, what);
    await this.#recover(what);
    return hostility.given.length;
  }

  #note(hostility: Hostility): void {
    this.counts.rounds += 1;
    for (const name of hostility.given) this.names[name] = (this.names[name] ?? 0) + 1;
  }

  async #hostileRound(): Promise<Held | null> {
    const ending = new AbortController();
    const round = setTimeout(() => ending.abort(new DOMException('late', 'TimeoutError')), roundMs);
    const startedMs = performance.now();
    const asking = {
      now: this.#clock.now,
      random: this.#random,
      wait: (durationMs: number, signal: AbortSignal) => realWait(durationMs / quicker, signal),
      signal: ending.signal,
    };
    try {
      return await withTransport((transport) => this.#desk.round(this.#id, { ...asking, transport }));
    } catch (error) {
      this.#findings.fault(
        'thrown',
        `${this.doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return null;
    } finally {
      clearTimeout(round);
      const lastedMs = performance.now() - startedMs;
      this.slowestMs = Math.max(this.slowestMs, lastedMs);
      if (lastedMs > limitMs) this.#findings.fault('hung', `${this.doing}: ${String(Math.round(lastedMs))} ms`);
    }
  }

  #judge(
    held: Held,
    before: ReadonlyMap<string, string>,
    calls: readonly Call[],
    hostility: Hostility,
    what: string,
  ): void {
    const { fault } = this.#findings;
    const { failure } = held.outcome;
    const kind = failure === null ? 'applied' : held.applied ? 'interrupted' : 'refused';
    this.counts[kind] += 1;
    if (failure !== null) {
      this.codes[failure.code] = (this.codes[failure.code] ?? 0) + 1;
      if (!failureCodes.includes(failure.code) || !/^(network|provider|account)\./.test(failure.code))
        fault('code', `${what}: ${JSON.stringify(failure)}`);
    }
    const told = JSON.stringify([held.outcome, this.#desk.account(this.#id).failure]);
    if (hostility.secretsIn(told, calls)) fault('secret', `${what}: ${told}`);
    const after = storedOf(this.#desk, this.#id);
    // A walk asks for another page once it has taken one, and what it took stays, whatever becomes of the next.
    const hasTakenPage = new Set(calls.map(({ page }) => page)).size > 1;
    if (!held.applied && !hasTakenPage && !isSame(before, after)) fault('changed', what);
    const lost = [...before.keys()].filter((id) => !after.has(id));
    if (lost.length > 0) fault('lost', `${what}: ${lost.join(' ')}`);
    const touched = hostility.orders;
    if (touched !== null) {
      const others = [...before].filter(([id, facts]) => !touched.has(id) && after.get(id) !== facts);
      if (others.length > 0) fault('changed', `${what}: ${others.map(([id]) => id).join(' ')}`);
    }
    const rentals = rentalsOfAccount(this.#desk.database, this.#id).map(({ rental }) => rental);
    if (rentals.some(isGone)) fault('gone', what);
    if (!listsResources(this.#provider)) return;
    const kept = JSON.stringify([[...after.values()], rentals, held.changes]);
    if (hostility.keysIn(kept)) fault('secret', `${what}: stored`);
    if (hasCanary(kept + told)) fault('canary', what);
  }

  /** The world is as before: one honest round must say so, whatever was believed meanwhile. */
  async #recover(what: string): Promise<void> {
    await this.#honestRound(what);
    const now = storedOf(this.#desk, this.#id);
    if (isSame(now, this.#truth)) return;
    const missing = [...this.#truth.keys()].filter((id) => !now.has(id));
    if (missing.length > 0) this.#findings.fault('lost', `${what}: ${missing.join(' ')}`);
    // A lie that was told well is believed until the detail is read again, and invented orders stay until they have vanished.
    this.counts.begunAnew += 1;
    this.#desk.forget(this.#id);
    this.#id = this.#open();
    await this.#honestRound(`${what}, anew`);
    const anew = storedOf(this.#desk, this.#id);
    if (isSame(anew, this.#truth)) return;
    const [id = '', text] = [...this.#truth].find(([key, told]) => anew.get(key) !== told) ?? [];
    const other = `${String(anew.size)} of ${String(this.#truth.size)}, ${id}: ${String(anew.get(id))} for ${String(text)}`;
    this.#findings.fault('not recovered', `${what.slice(0, 200)}: ${other}`);
  }

  async #honestRound(what: string): Promise<void> {
    setAccountHint(this.#desk.database, this.#id, '');
    const { outcome } = await this.#desk.round(this.#id, {
      now: this.#clock.now,
      random: this.#random,
      wait: realWait,
      transport: this.#transport,
      signal: new AbortController().signal,
    });
    if (!outcome.ok) this.#findings.fault('not recovered', `${what}: ${JSON.stringify(outcome.failure)}`);
  }
}

/** A clock that runs with the quicker waits and can leap ahead. */
class Clock {
  #leapt = 0;
  readonly #startedMs = performance.now();

  readonly now = (): number =>
    Math.round(anchor.getTime() + this.#leapt + (performance.now() - this.#startedMs) * quicker);

  leap(byMs: number): void {
    this.#leapt += byMs;
  }
}
