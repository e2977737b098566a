import { setTimeout as wait } from 'node:timers/promises';
import type { ComposedEngine } from '../../../electron/compose/engine.ts';
import type { ReminderView } from '../../../electron/core/model/reminder.ts';
import { valueOf } from './open-life.ts';

/** Long enough for some reminders to ring while nothing else happens. */
const awakeMs = 9_000;
/** What was due before, and what is due at the very end, is not counted. */
const [settlingMs, endingMs] = [3_000, 1_500];
const sleptMs = 60_000;
/** After waking, accounts are asked again within ten seconds; that is let pass. */
const wakingMs = 11_000;

/** A clock that can be put forward, as it is found after a sleep. */
export class LifeClock {
  #offsetMs: number;

  constructor(startsAt: string) {
    this.#offsetMs = Date.parse(startsAt) - Date.now();
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  putForward(ms: number): void {
    this.#offsetMs += ms;
  }
}

/** What the bell is watched by. */
export interface BellWatch {
  readonly life: ComposedEngine;
  readonly clock: LifeClock;
  /** When a notification was shown since the last call, by `performance.now()`; null when none was. */
  readonly firstShownAtMs: () => number | null;
}

/** How late reminders were shown: those that fell due in a time that is over, those of some seconds from now on, and after a sleep. */
export const measureBell = async (watch: BellWatch, sync: { readonly fromMs: number; readonly untilMs: number }) => {
  await wait(awakeMs);
  const { reminders } = watch.life.running.program;
  const past = valueOf(await reminders.readPast(valueOf(await reminders.findPast({ named: [] }))));
  return {
    inFirstSync: latenciesBetween(past, sync.fromMs, sync.untilMs),
    awake: latenciesBetween(past, sync.untilMs + settlingMs, sync.untilMs + awakeMs - endingMs),
    afterResume: await measureResume(watch),
  };
};

/** How late those reminders of a rental's end were shown that fell due between two instants, in milliseconds, one number for each. */
const latenciesBetween = (past: readonly ReminderView[], fromMs: number, untilMs: number): readonly number[] =>
  past.flatMap(({ deadline, pointMs, fireAt, shownAt, channels }) => {
    const dueMs = Date.parse(fireAt);
    if (deadline !== 'ends' || pointMs !== 0 || dueMs < fromMs || dueMs > untilMs) return [];
    return shownAt === null || !channels.includes('native') ? [] : [Date.parse(shownAt) - dueMs];
  });

/** The clock goes on while the computer sleeps: from its waking until the first reminder is shown. */
const measureResume = async ({ life, clock, firstShownAtMs }: BellWatch): Promise<readonly number[]> => {
  firstShownAtMs();
  clock.putForward(sleptMs);
  const wokeAtMs = performance.now();
  life.running.life.awoke();
  await wait(wakingMs);
  const shownAtMs = firstShownAtMs();
  return [shownAtMs === null ? Number.POSITIVE_INFINITY : shownAtMs - wokeAtMs];
};
