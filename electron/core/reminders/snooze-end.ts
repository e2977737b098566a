import { Temporal } from 'temporal-polyfill';
import type { SnoozeChoice } from '../model/rental.ts';
import { hour } from '../model/instant.ts';

const eveningHour = 20;
const morningHour = 9;

/** Those that go by the clock; the next point goes by the plan. */
export type ClockChoice = Exclude<SnoozeChoice, 'next-point'>;

/** Returns the choices that are still possible in a zone: after eight in the evening "tonight" is over. */
export const clockChoices = (nowMs: number, timeZone: string): readonly ClockChoice[] =>
  isTonightAhead(zonedTimeOf(nowMs, timeZone)) ? ['hour', 'tonight', 'tomorrow'] : ['hour', 'tomorrow'];

/** Returns when "later" ends, in epoch milliseconds, by the clock of the user's zone. A "tonight" that is over means tomorrow morning. */
export const snoozeEndsAtMs = (choice: ClockChoice, nowMs: number, timeZone: string): number => {
  if (choice === 'hour') return nowMs + hour;
  const now = zonedTimeOf(nowMs, timeZone);
  const tonight = choice === 'tonight' && isTonightAhead(now);
  const day = tonight ? now.toPlainDate() : now.toPlainDate().add({ days: 1 });
  return day.toZonedDateTime({ timeZone, plainTime: { hour: tonight ? eveningHour : morningHour } }).epochMilliseconds;
};

const zonedTimeOf = (epochMs: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);

const isTonightAhead = (now: Temporal.ZonedDateTime): boolean => now.hour < eveningHour;
