import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveWorld, type WorldServer } from '../world/world-server.ts';
import { runMeasured, type ChildOptions, type Ended } from './child.ts';

/** How often something is repeated. */
export interface Repeating {
  /** Nothing is begun again once all repetitions together took this long; the first is always done. */
  readonly enoughMs?: number;
}

/** What a figure measures with. One for a whole run; what it made is gone after it. */
export class Bench {
  /** Repetitions of what is short. */
  readonly times: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'leasebell-bench-'));
  readonly #worlds = new Map<number, Promise<WorldServer>>();
  #folders = 0;

  constructor(times: number) {
    this.times = times;
    // Stores of 100,000 orders are large: they go whichever way the run ends.
    process.once('exit', () => rmSync(this.#folder, { recursive: true, force: true }));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  }

  /** A path in a new folder of the run; nothing lies there. */
  newPath(name: string): string {
    this.#folders += 1;
    const folder = join(this.#folder, String(this.#folders));
    mkdirSync(folder);
    return join(folder, name);
  }

  /** A world of so many orders with its server, the same for the whole run. */
  world(orders: number): Promise<WorldServer> {
    const served = this.#worlds.get(orders) ?? serveWorld('orders', orders);
    this.#worlds.set(orders, served);
    return served;
  }

  /** Runs one of test/bench/programs, or another script, in a fresh process and measures it. */
  run(script: string, words: readonly string[], options: Omit<ChildOptions, 'reportPath'> = {}): Promise<Ended> {
    const path = script.endsWith('.js') ? script : `out/bench/${script}.js`;
    return runMeasured([join(process.cwd(), path), ...words], { ...options, reportPath: this.newPath('report') });
  }

  /**
   * Runs `floor` and `ours` in turn, `times` times or until it took long enough, so that whatever else the computer does falls on both alike.
   * Returns what each repetition found.
   */
  async inTurn<Ours, Floor>(
    sides: { readonly ours: () => Promise<Ours>; readonly floor: () => Promise<Floor> },
    { enoughMs = 60_000 }: Repeating = {},
  ): Promise<{ readonly ours: readonly Ours[]; readonly floor: readonly Floor[] }> {
    const found = { ours: [] as Ours[], floor: [] as Floor[] };
    const startedMs = performance.now();
    for (let time = 0; time < this.times; time += 1) {
      found.ours.push(await sides.ours());
      found.floor.push(await sides.floor());
      if (performance.now() - startedMs > enoughMs) break;
    }
    return found;
  }

  /** Ends the servers. */
  async end(): Promise<void> {
    await Promise.all([...this.#worlds.values()].map(async (world) => (await world).stop()));
  }
}

/** A measurement that several figures read: made by the first of them that asks in a run, and then the same for all. */
export const oncePerRun = <Value>(make: (bench: Bench) => Promise<Value>): ((bench: Bench) => Promise<Value>) => {
  const made = new WeakMap<Bench, Promise<Value>>();
  return (bench) => {
    const value = made.get(bench) ?? make(bench);
    made.set(bench, value);
    return value;
  };
};
