import { parseInstant } from '../../core/model/instant.ts';

/** What time it is, in epoch milliseconds. Everything that reads the time gets one of these. */
export interface Clock {
  now(): number;
}

/** The system's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that runs as fast as `real` and shows `startsAt` (epoch milliseconds) now. */
const shiftedClock = (startsAt: number, real: Clock): Clock => {
  const offset = startsAt - real.now();
  return { now: () => real.now() + offset };
};

/**
 * The clock that `LEASEBELL_NOW` asks for: an ISO instant becomes an offset to the real clock, absent or empty text none.
 * Null when the text is not an instant.
 */
export const clockFrom = (text: string | undefined, real: Clock = systemClock): Clock | null => {
  if (text === undefined || text === '') return real;
  const instant = parseInstant(text);
  return instant === null ? null : shiftedClock(Date.parse(instant), real);
};

/** How sleep is known from a stall: the clock stands still in it, or somebody tells of it, or not at all. */
export type SleepSign = 'stops' | 'told' | 'unknown';

/** How long the computer has been awake, in milliseconds from any beginning; with the time it slept, unless that stops the clock. */
export interface AwakeClock extends Clock {
  readonly sleep: SleepSign;
}

/**
 * The runtime's monotonic clock, which nobody sets. CLOCK_MONOTONIC of Linux stops in sleep; that of Windows goes on, and so does
 * mach_continuous_time, which libuv reads on macOS. `isTold`: somebody tells the engine when the computer sleeps and wakes.
 */
export const awakeClock = (platform: NodeJS.Platform, isTold: boolean): AwakeClock => ({
  now: () => performance.now(),
  sleep: platform === 'linux' ? 'stops' : isTold ? 'told' : 'unknown',
});
