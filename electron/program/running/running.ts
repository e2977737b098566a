import type { DamagedRow } from '../../core/model/damaged-row.ts';
import type { Host } from '../../engine/host.ts';
import { programOver, type Program, type Questions } from '../program.ts';
import type { QueuedProgram } from '../queue/queued-program.ts';
import { WishService } from '../queue/serve.ts';
import type { Lifetime } from '../lifetime.ts';

/** The rows that are left out for being damaged. */
export interface LeftOut {
  readonly all: readonly DamagedRow[];
  /** Calls `met` for each of them, and for those that are met later. */
  follow(met: (row: DamagedRow) => void): void;
}

/** A program over a store that is open for writing, and may run. */
export interface Running {
  readonly program: Program;
  readonly life: Lifetime;
  readonly leftOut: LeftOut;
}

/** What can be asked of a store that is open for reading. */
export interface Reader {
  readonly questions: Questions;
  readonly leftOut: LeftOut;
  close(): void;
}

/** What a second process can wish while another one holds the store. */
export interface Queued {
  readonly program: QueuedProgram;
  readonly leftOut: LeftOut;
  close(): void;
}

/** How the wishes of other processes are looked for. */
export interface Serving {
  readonly storePath: string;
  /** Calls `look` whenever there may be wishes, until the function that it returns is called. */
  readonly follow: (look: () => void) => () => void;
}

/** Returns the program over an engine; once it runs, it carries out what other processes wish, unless `serving` is null. */
export const runningOver = (engine: Host & Lifetime, serving: Serving | null = null): Running => {
  const program = programOver(engine);
  if (serving !== null) engine.accompany(new WishService({ ...serving, program, life: engine, now: engine.now }));
  return { program, life: engine, leftOut: engine.database.damaged };
};
