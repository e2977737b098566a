import { parseInstant } from '../contract/instant.ts';

/** What time it is, in epoch milliseconds. Everything that reads the time gets one of these. */
export interface Clock {
  now(): number;
}

/** The system's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that runs as fast as `real` and shows `startsAt` (epoch milliseconds) now. */
export const shiftedClock = (startsAt: number, real: Clock = systemClock): Clock => {
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

/** How long the computer has been awake, in milliseconds from any beginning. */
export interface AwakeClock extends Clock {
  /** Whether it stands still while the computer sleeps, as it should. The one of Windows goes on. */
  readonly stopsInSleep: boolean;
}

/** The runtime's monotonic clock: CLOCK_MONOTONIC on Linux, the uptime of macOS; nobody sets it, and on both it stops in sleep. */
export const awakeClock = (platform: NodeJS.Platform): AwakeClock => ({
  now: () => performance.now(),
  stopsInSleep: platform !== 'win32',
});
