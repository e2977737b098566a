import type { DamagedRow } from '../core/model/damaged-row.ts';
import type { Failure, Result } from '../core/model/failure.ts';
import type { Health, Trouble } from '../core/model/health.ts';
import type { RoundOutcome } from '../core/model/sync.ts';
import type { Host } from '../engine/host.ts';
import { programOver, type Program, type Questions } from './program.ts';

/** How long something runs by itself, and what can be seen of it from outside. */
export interface Lifetime {
  /** Begins to poll and to ring. */
  start(): void;
  /** Ends what is under way and closes the store. */
  stop(): Promise<void>;
  /** Looks at the clock now. */
  tick(): void;
  /** Asks every account again soon, after the computer slept or its network came back. */
  wake(): void;
  /** The computer is about to sleep, or woke up. */
  sleep(): void;
  awoke(): void;
  readonly health: Health;
  /** Whether the last reminder that was to be shown was not. */
  readonly isUnheard: boolean;
  /** Another store was set aside for being damaged when this one was opened. */
  readonly setAside: Failure | null;
  /** Damage that was met while the store was open. */
  readonly damage: Failure | null;
  /** Calls `hear` with each trouble from now on. */
  followTroubles(hear: (trouble: Trouble) => void): void;
  /** Calls `hear` with what came of each round from now on. */
  followRounds(hear: (outcome: RoundOutcome) => void): void;
  /**
   * Does something beside the bell that nobody waits for: draws the tray, serves the wishes of other processes. What fails or is thrown is
   * noted as a trouble of that step, which ends when it succeeds again; null then. Never rejects.
   */
  showing<Value>(step: 'tray' | 'wishes', work: () => Promise<Result<Value>>): Promise<Value | null>;
}

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

/** Returns the program over an engine. */
export const runningOver = (engine: Host & Lifetime): Running => ({
  program: programOver(engine),
  life: engine,
  leftOut: engine.database.damaged,
});
