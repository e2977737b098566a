import type { Failure, Result } from '../core/model/failure.ts';
import type { Health, Trouble } from '../core/model/health.ts';
import type { RoundOutcome } from '../core/model/sync.ts';
import type { Companion } from '../engine/host.ts';

/** How long something runs by itself, and what can be seen of it from outside. */
export interface Lifetime {
  /** Begins to poll and to ring. */
  start(): void;
  /** Ends what is under way and closes the store; what has not ended after `patienceMs` milliseconds is left behind. */
  stop(patienceMs?: number): Promise<void>;
  /** Runs something as long as this runs: begun with the next start, ended before the store is closed. */
  accompany(companion: Companion): void;
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
   * Does something beside the bell that nobody waits for: draws the tray, serves the wishes of other processes, stores what a notification's
   * button decided. What fails or is thrown is noted as a trouble of that step, which ends when it succeeds again; null then. Never rejects.
   */
  showing<Value>(step: 'tray' | 'wishes' | 'decision', work: () => Promise<Result<Value>>): Promise<Value | null>;
}
