import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import type { AccountId } from '../../electron/core/model/ids.ts';
import { minute } from '../../electron/core/model/instant.ts';
import { directTransport } from '../fakes/http.ts';
import type { Transport } from '../../electron/edges/http/transport.ts';
import { realWait } from '../../electron/edges/http/wait.ts';
import { ordersOfAccount } from '../../electron/edges/store/orders.ts';
import { rentalsOfAccount } from '../../electron/edges/store/rentals.ts';
import { roundsUntilVanished } from '../../electron/core/rentals/phase.ts';
import { oneOf, seededRandom, wholeBetween } from '../fakes/random.ts';
import { wholeness } from './contents.ts';
import { Desk, type Held } from './desk.ts';
import { demoProviders, Front, type Paging } from './front.ts';
import { MovingWorld } from './moving-world.ts';
import { aManner, isTrue, saidBy, type Manner } from './paging-manner.ts';
import { asked, report } from './report.ts';

const histories = asked.full ? 1000 : 40;
const startMs = Date.parse('2026-11-23T04:00:00Z');
const pageSize = 10;

const found = { rounds: 0, requests: 0, settled: 0, unsettled: 0, missedOnce: 0, interrupted: 0, vanished: 0 };
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
    this.#id = desk.open(provider, front.baseUrls[provider], startMs);
  }

  async live(): Promise<void> {
    const moving = wholeBetween(this.#random, 2, 4);
    for (let round = 0; round < moving; round += 1) await this.#round(`moving ${String(round)}`);
    this.#isStill = true;
    // One more, since the first may be doubted for what it lacks.
    for (let round = 0; round <= roundsUntilVanished; round += 1) await this.#round(`still ${String(round)}`);
    this.#compare();
    this.#desk.forget(this.#id);
  }

  async #round(name: string): Promise<void> {
    const { provider, unrest } = this.#manner;
    const before = new Set(ordersOfAccount(this.#desk.database, this.#id).map((order) => order.providerOrderId));
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
    };
  }

  #paging(): Paging {
    const { numbering, size, total } = this.#manner;
    return { size, numbering, total: (truth, shown) => saidBy(total[this.#isStill ? 1 : 0], truth, shown) };
  }

  #note({ outcome, changes }: Held, name: string, before: ReadonlySet<string>): void {
    const fault = (kind: string, text: string): void => this.#fault(kind, `${name}: ${text}`);
    found.rounds += 1;
    found.requests += outcome.requests;
    const isSettled = outcome.ok && !outcome.warnings.some(({ code }) => code === 'round.unsettled');
    found[isSettled ? 'settled' : 'unsettled'] += 1;
    // Orders that go between the list and their details look like a key that may read none of them.
    if (!outcome.ok && (this.#isStill || outcome.failure?.code !== 'provider.refused'))
      fault('failed', JSON.stringify(outcome.failure));
    if (!outcome.ok) found.interrupted += 1;
    const orders = ordersOfAccount(this.#desk.database, this.#id);
    const stored = new Set<string>(orders.map(({ providerOrderId }) => providerOrderId));
    for (const id of before) if (!stored.has(id)) fault('lost', id);
    const truth = this.world.truth();
    for (const { providerOrderId, missingRounds } of orders) {
      if (!truth.has(providerOrderId)) continue;
      // Whoever is there now was there since it came: orders never come back.
      if (missingRounds >= roundsUntilVanished) fault('falsely vanished', providerOrderId);
      else if (missingRounds > 0) found.missedOnce += 1;
    }
    const rentals = rentalsOfAccount(this.#desk.database, this.#id);
    for (const { kind, rentalId } of changes) {
      if (kind !== 'vanished') continue;
      found.vanished += 1;
      const rental = rentals.find((each) => each.rental.id === rentalId);
      if (rental?.rental.orders.some((id) => truth.has(id)) === true) fault('falsely vanished', rentalId);
    }
    this.#countRentals(
      orders.map(({ providerOrderId, items }) => [providerOrderId, items.length]),
      name,
    );
  }

  /** Each item of an order is one rental, neither none nor two. */
  #countRentals(orders: readonly (readonly [string, number])[], name: string): void {
    const counts = new Map<string, number>();
    for (const { rental } of rentalsOfAccount(this.#desk.database, this.#id))
      for (const id of rental.orders) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const [id, items] of orders)
      if ((counts.get(id) ?? 0) !== items)
        this.#fault('doubled', `${name}: ${id} in ${String(counts.get(id) ?? 0)} rentals`);
  }

  /** The list stood still for some rounds: the store says what the provider says. */
  #compare(): void {
    const truth = this.world.truth();
    const orders = new Map(
      ordersOfAccount(this.#desk.database, this.#id).map((order) => [String(order.providerOrderId), order]),
    );
    for (const [id, { status, items }] of truth) {
      const order = orders.get(id);
      if (order === undefined) this.#fault('lost', id);
      else if (order.providerStatus !== status) this.#fault('stale', `${id} ${String(order.providerStatus)} ${status}`);
      else if (order.missingRounds > 0) this.#fault('missing', id);
      else if (order.items.length !== items) this.#fault('items', id);
      else if (order.incomplete.length > 0) this.#fault('incomplete', `${id} ${order.incomplete.join(' ')}`);
    }
    const listed = [...orders].filter(([, { missingRounds }]) => missingRounds < roundsUntilVanished);
    const gone = listed.filter(([id]) => !truth.has(id)).length;
    // A list that lacks most of what was known is itself in doubt.
    if (!this.#canProveGone() || (gone >= 3 && gone * 2 > listed.length)) return;
    for (const [id, { missingRounds }] of orders)
      if (!truth.has(id) && missingRounds < roundsUntilVanished) this.#fault('not vanished', id);
    for (const { rental } of rentalsOfAccount(this.#desk.database, this.#id)) {
      const isGone = !rental.orders.some((id) => truth.has(id));
      if (isGone !== (rental.phase === 'vanished')) this.#fault('phase', `${rental.id} ${rental.phase}`);
    }
  }

  /** A total that lies for ever, one that counts rows twice, and a list without a total that never ends prove nothing. */
  #canProveGone(): boolean {
    const { provider, numbering, total, doubled } = this.#manner;
    return provider === 'qiniu' ? numbering !== 'clamped' : isTrue(total[1]) && doubled !== 'always';
  }

  #fault(kind: string, text: string): void {
    faults[kind] = (faults[kind] ?? 0) + 1;
    if (firstFaults.length < 30) firstFaults.push(`${kind}, ${this.#name}: ${text}`);
  }
}

it(`R5: orders that move between pages, seed ${String(asked.seed)}`, async () => {
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
    ...found,
    moves,
    lastedMs: Math.round(performance.now() - startedMs),
    violations: Object.values(faults).reduce((sum, count) => sum + count, 0),
    ...faults,
  });
  expect(firstFaults).toEqual([]);
});
