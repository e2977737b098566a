import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import type { AccountId } from '../../electron/core/model/ids.ts';
import { minute } from '../../electron/core/model/instant.ts';
import { directTransport } from '../fakes/http.ts';
import type { Transport } from '../../electron/edges/http/transport.ts';
import { realWait } from '../../electron/edges/http/wait.ts';
import { rentalsOfAccount } from '../../electron/edges/store/rentals.ts';
import { readingsUntilGone } from '../../electron/core/rentals/listed-resource.ts';
import { roundsUntilVanished } from '../../electron/core/rentals/phase.ts';
import { oneOf, seededRandom, wholeBetween } from '../fakes/random.ts';
import { wholeness } from './contents.ts';
import { Desk, type Held } from './desk.ts';
import { Front, type Paging } from './front.ts';
import { isGone, knownOf, sourcesOf, type Known } from './known.ts';
import { MovingWorld } from './moving-world.ts';
import { aManner, isTrue, saidBy, type Manner } from './paging-manner.ts';
import { demoProviders, listsResources } from './providers.ts';
import { asked, report } from './report.ts';

const histories = asked.full ? 1600 : 64;
const startMs = Date.parse('2026-11-23T04:00:00Z');
const pageSize = 10;
/** Rounds after which what is not listed any more is surely counted as gone; one more, since the first may be doubted for what it lacks. */
const stillRounds = Math.max(roundsUntilVanished, readingsUntilGone) + 1;

const found = { rounds: 0, requests: 0, settled: 0, unsettled: 0, missedOnce: 0, interrupted: 0, gone: 0 };
const historiesOf: Record<string, number> = {};
const faults: Record<string, number> = {};
const firstFaults: string[] = [];

/** What the run and its providers agree on. */
interface Clock {
  nowMs: number;
}

class History {
  readonly #desk: Desk;
  readonly #front: Front;
  readonly #transport: Transport;
  readonly #random: () => number;
  readonly #manner: Manner;
  readonly #name: string;
  readonly world: MovingWorld;
  readonly #id: AccountId;
  readonly #clock: Clock;
  #isStill = false;

  constructor(name: string, random: () => number, desk: Desk, front: Front, transport: Transport, clock: Clock) {
    const provider = oneOf(random, demoProviders);
    this.#random = random;
    this.#manner = aManner(random, provider);
    this.#name = `${name} ${JSON.stringify(this.#manner)}`;
    this.#desk = desk;
    this.#front = front;
    this.#transport = transport;
    this.#clock = clock;
    this.world = new MovingWorld(provider, random, startMs, wholeBetween(random, 0, 45));
    historiesOf[provider] = (historiesOf[provider] ?? 0) + 1;
    this.#id = desk.open(provider, front.baseUrls[provider], startMs);
  }

  async live(): Promise<void> {
    const moving = wholeBetween(this.#random, 2, 4);
    for (let round = 0; round < moving; round += 1) await this.#round(`moving ${String(round)}`);
    this.#isStill = true;
    for (let round = 0; round < stillRounds; round += 1) await this.#round(`still ${String(round)}`);
    this.#compare();
    this.#desk.forget(this.#id);
  }

  async #round(name: string): Promise<void> {
    const { provider, unrest } = this.#manner;
    const before = new Map(this.#known().map(({ id, missing }) => [id, missing]));
    this.#front.plays[provider] = {
      world: this.#shown(),
      paging: () => this.#paging(),
      before: () => {
        if (this.#isStill) return;
        while (this.#random() < unrest / 2) this.world.move();
      },
    };
    const held = await this.#desk.round(this.#id, {
      now: () => this.#clock.nowMs,
      random: this.#random,
      wait: realWait,
      transport: this.#transport,
      signal: new AbortController().signal,
    });
    this.#clock.nowMs += 10 * minute;
    this.#note(held, name, before);
  }

  #known(): readonly Known[] {
    return knownOf(this.#desk.database, this.#id);
  }

  #rentals() {
    return rentalsOfAccount(this.#desk.database, this.#id).map(({ rental }) => rental);
  }

  /** The world with every third row doubled, where the manner says so. */
  #shown() {
    const { world } = this.world;
    const { doubled } = this.#manner;
    if (doubled === 'never' || (doubled === 'while it moves' && this.#isStill)) return world;
    const twice = <Row>(rows: readonly Row[]): readonly Row[] =>
      rows.flatMap((row, index) => (index % 3 === 0 ? [row, row] : [row]));
    return {
      ...world,
      wolover: (at: Date) => twice(world.wolover(at)),
      unicloud: (at: Date) => twice(world.unicloud(at)),
      qiniu: (at: Date) => twice(world.qiniu(at)),
      alibaba: (at: Date) => twice(world.alibaba(at)),
      vastai: (at: Date) => ({ ...world.vastai(at), instances: twice(world.vastai(at).instances) }),
    };
  }

  #paging(): Paging {
    const { numbering, size, total } = this.#manner;
    return { size, numbering, total: (truth, shown) => saidBy(total[this.#isStill ? 1 : 0], truth, shown) };
  }

  #note({ outcome, changes }: Held, name: string, before: ReadonlyMap<string, number>): void {
    const fault = (kind: string, text: string): void => this.#fault(kind, `${name}: ${text}`);
    found.rounds += 1;
    found.requests += outcome.requests;
    const isSettled = outcome.ok && !outcome.warnings.some(({ code }) => code === 'round.unsettled');
    found[isSettled ? 'settled' : 'unsettled'] += 1;
    // Orders that go between the list and their details look like a key that may read none of them.
    const mayFail = !this.#isStill && !listsResources(this.#manner.provider);
    if (!outcome.ok && !(mayFail && outcome.failure?.code === 'provider.refused'))
      fault('failed', JSON.stringify(outcome.failure));
    if (!outcome.ok) found.interrupted += 1;
    const known = this.#known();
    const stored = new Set<string>(known.map(({ id }) => id));
    for (const id of before.keys()) if (!stored.has(id)) fault('lost', id);
    const truth = this.world.truth();
    for (const { id, missing, isGone: counts } of known) {
      const rise = missing - (before.get(id) ?? 0);
      if (rise > (isSettled ? 1 : 0)) fault(isSettled ? 'counted twice' : 'counted while unsettled', id);
      if (!truth.has(id)) continue;
      // Whatever is there now was there since it came: nothing comes back.
      if (counts) fault('falsely gone', id);
      else if (missing > 0) found.missedOnce += 1;
    }
    const rentals = new Map(this.#rentals().map((rental) => [String(rental.id), rental]));
    for (const { kind, rentalId } of changes) {
      const rental = rentals.get(rentalId);
      if (rental === undefined || kind !== (rental.listing === null ? 'vanished' : 'released')) continue;
      if (rental.listing === null || isGone(rental)) found.gone += 1;
      if (kind === 'released' ? !isGone(rental) : sourcesOf(rental).some((id) => truth.has(id)))
        fault('falsely gone', rentalId);
    }
    this.#countRentals(known, name);
  }

  /** Each item of an order, and each machine, is one rental, neither none nor two. */
  #countRentals(known: readonly Known[], name: string): void {
    const counts = new Map<string, number>();
    for (const rental of this.#rentals()) for (const id of sourcesOf(rental)) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const { id, items } of known)
      if ((counts.get(id) ?? 0) !== items)
        this.#fault('doubled', `${name}: ${id} in ${String(counts.get(id) ?? 0)} rentals`);
  }

  /** The list stood still for some rounds: the store says what the provider says. */
  #compare(): void {
    const truth = this.world.truth();
    const known = new Map(this.#known().map((one) => [one.id, one]));
    for (const [id, { status, items }] of truth) {
      const one = known.get(id);
      if (one === undefined) this.#fault('lost', id);
      else if (one.status !== status) this.#fault('stale', `${id} ${one.status} ${status}`);
      else if (one.missing > 0) this.#fault('missing', id);
      else if (one.items !== items) this.#fault('items', id);
      else if (one.incomplete.length > 0) this.#fault('incomplete', `${id} ${one.incomplete.join(' ')}`);
    }
    for (const { id, listing, end } of this.#rentals()) {
      const status = truth.get(listing?.key ?? '')?.status;
      // What moved later was doubted once, and has been read again since.
      if (status !== undefined && !status.endsWith(` ${String(end.at)}`))
        this.#fault('stale end', `${id} ${String(end.at)} ${status}`);
    }
    const listed = [...known.values()].filter((one) => !one.isGone);
    const lacking = listed.filter(({ id }) => !truth.has(id)).length;
    // A list that lacks most of the orders that were known is itself in doubt.
    const isDoubted = !listsResources(this.#manner.provider) && lacking >= 3 && lacking * 2 > listed.length;
    if (!this.#canProveGone() || isDoubted) return;
    for (const { id } of listed) if (!truth.has(id)) this.#fault('not gone', id);
    for (const rental of this.#rentals())
      if (isGone(rental) === sourcesOf(rental).some((id) => truth.has(id)))
        this.#fault('phase', `${rental.id} ${rental.phase}`);
  }

  /** A total that lies for ever, one that counts rows twice, and a list that nowhere says how much it holds prove nothing. */
  #canProveGone(): boolean {
    const { provider, numbering, total, doubled } = this.#manner;
    if (provider === 'qiniu') return numbering !== 'clamped';
    return isTrue(total[1]) && doubled !== 'always';
  }

  #fault(kind: string, text: string): void {
    faults[kind] = (faults[kind] ?? 0) + 1;
    if (firstFaults.length < 30) firstFaults.push(`${kind}, ${this.#name}: ${text}`);
  }
}

it(`R5: orders and machines that move between pages, seed ${String(asked.seed)}`, async () => {
  const still = new MovingWorld('wolover', () => 0, startMs, 0);
  const clock: Clock = { nowMs: startMs };
  const front = await Front.open(() => new Date(clock.nowMs), {
    world: still.world,
    paging: () => ({ size: pageSize, numbering: 'from-1', total: (truth) => truth }),
  });
  const desk = new Desk(startMs);
  const transport = directTransport();
  const moves: Record<string, number> = {};
  const startedMs = performance.now();
  try {
    for (let number = 0; number < histories; number += 1) {
      const seed = asked.seed + number;
      const history = new History(`history of seed ${String(seed)}`, seededRandom(seed), desk, front, transport, clock);
      clock.nowMs = startMs;
      await history.live();
      for (const [kind, count] of Object.entries(history.world.moves)) moves[kind] = (moves[kind] ?? 0) + count;
    }
    if (wholeness(desk.database) !== 'ok') faults['damaged'] = 1;
  } finally {
    await transport.close();
    await front.close();
    desk.close();
  }
  report('R5', {
    histories,
    ...historiesOf,
    ...found,
    moves,
    lastedMs: Math.round(performance.now() - startedMs),
    violations: Object.values(faults).reduce((sum, count) => sum + count, 0),
    ...faults,
  });
  expect(firstFaults).toEqual([]);
});
