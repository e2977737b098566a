import { Temporal } from 'temporal-polyfill';
import type { SnoozeChoice } from '../contract/rental.ts';
import { hour } from '../contract/instant.ts';

const evening = 20;
const morning = 9;

/** Those that go by the clock; the next point goes by the plan. */
export type ClockChoice = Exclude<SnoozeChoice, 'next-point'>;

/**
 * When "later" ends, in epoch milliseconds, by the clock of the user's zone. After eight in the evening "tonight" is over and means
 * tomorrow morning.
 */
export const snoozeEndsAtMs = (choice: ClockChoice, nowMs: number, timeZone: string): number => {
  if (choice === 'hour') return nowMs + hour;
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
  const tonight = choice === 'tonight' && now.hour < evening;
  const day = tonight ? now.toPlainDate() : now.toPlainDate().add({ days: 1 });
  return day.toZonedDateTime({ timeZone, plainTime: { hour: tonight ? evening : morning } }).epochMilliseconds;
};
