import { getEventListeners } from 'node:events';
import { readdirSync, readlinkSync, statSync } from 'node:fs';
import { types } from 'node:util';

/** What one process holds at one time of its run. */
export interface Sample {
  /** Rounds done. */
  readonly rounds: number;
  /** Bytes in use after a garbage collection. */
  readonly heap: number;
  readonly rss: number;
  /** Open file descriptors: files and pipes, and sockets, which a client keeps open for a while. */
  readonly files: number;
  readonly sockets: number;
  /** What keeps the process alive, without sockets. */
  readonly resources: number;
  /** Listeners of the process, and of the signals of rounds that are over. */
  readonly listeners: number;
  /** Signals of rounds that a signal which lives longer still knows, gone or not. */
  readonly dependants: number;
  /** Bytes of the store's file, and rows of all its tables. */
  readonly store: number;
  readonly rows: number;
}

const collect = async (): Promise<void> => {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('start this with --expose-gc');
  // What is let go of by a finalizer goes with the next collection.
  for (let time = 0; time < 3; time += 1) {
    gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const descriptors = (): { readonly files: number; readonly sockets: number } => {
  const targets = readdirSync('/proc/self/fd').map((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`);
    } catch {
      // The descriptor by which the folder itself was read.
      return null;
    }
  });
  const sockets = targets.filter((target) => target?.startsWith('socket:')).length;
  return { files: targets.filter((target) => target !== null).length - sockets, sockets };
};

const isSocket = (resource: string): boolean => resource.includes('TCP');

/**
 * Values of a set that Node keeps under a symbol of its own (lib/internal/abort_controller.js); none where it keeps no such set. Node's own
 * sets and references have no prototype, so that `instanceof` knows none of them.
 */
const setUnder = (signal: AbortSignal, name: string): readonly unknown[] => {
  const symbol = Object.getOwnPropertySymbols(signal).find(({ description }) => description === name);
  const found: unknown = symbol === undefined ? null : Reflect.get(signal, symbol);
  const values: unknown[] = [];
  if (types.isSet(found)) found.forEach((value) => values.push(value));
  return values;
};

const isReference = (value: unknown): value is WeakRef<object> =>
  typeof value === 'object' && value !== null && 'deref' in value;

/** The signals of rounds: what is left of them once they are over. */
export class RoundSignals {
  #known: WeakRef<AbortSignal>[] = [];
  /** So many signals does the one that made the newest round's signal know. */
  dependants = 0;

  note(signal: AbortSignal): void {
    this.#known.push(new WeakRef(signal));
    const sources = setUnder(signal, 'kSourceSignals')
      .map((each) => (isReference(each) ? each.deref() : null))
      .filter((each) => each instanceof AbortSignal);
    this.dependants = Math.max(0, ...sources.map((source) => setUnder(source, 'kDependantSignals').length));
  }

  /** Listeners that are left on signals of rounds that are over. */
  listeners(): number {
    this.#known = this.#known.filter((each) => each.deref() !== undefined);
    return this.#known.reduce((sum, each) => sum + listenersOf(each.deref()), 0);
  }
}

const listenersOf = (signal: AbortSignal | undefined): number =>
  signal === undefined ? 0 : getEventListeners(signal, 'abort').length;

/** Takes a sample between two rounds. */
export const sampleOf = async (
  rounds: number,
  { path, rows, signals }: { readonly path: string; readonly rows: () => number; readonly signals: RoundSignals },
): Promise<Sample> => {
  await collect();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    rounds,
    heap: heapUsed,
    rss,
    ...descriptors(),
    resources: process.getActiveResourcesInfo().filter((name) => !isSocket(name)).length,
    listeners: signals.listeners() + process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    dependants: signals.dependants,
    store: statSync(path).size,
    rows: rows(),
  };
};

/** By how much a figure grows from one `step` to the next: the slope of the straight line that fits best. */
export const slopeOf = (samples: readonly Sample[], figure: keyof Sample, step: keyof Sample = 'rounds'): number => {
  const [meanStep, meanFigure] = [meanOf(samples, step), meanOf(samples, figure)];
  const over = samples.reduce((sum, each) => sum + (each[step] - meanStep) * (each[figure] - meanFigure), 0);
  const under = samples.reduce((sum, each) => sum + (each[step] - meanStep) ** 2, 0);
  return under === 0 ? 0 : over / under;
};

const meanOf = (samples: readonly Sample[], figure: keyof Sample): number =>
  samples.reduce((sum, each) => sum + each[figure], 0) / samples.length;

/** The most of a figure in some samples. */
export const mostOf = (samples: readonly Sample[], figure: keyof Sample): number =>
  Math.max(...samples.map((each) => each[figure]));
