import type { Rental } from '../../core/model/rental.ts';
import { awaitedDeadline } from '../../core/deadlines/deadlines.ts';
import { factsFor } from '../../core/words/reminder-texts.ts';
import type { TrayDeadline } from './tray-state.ts';

/** The deadline of a rental that its user waits for next, as the tray shows it; none when nothing lies ahead. */
export const trayDeadlines = (rental: Rental, nowMs: number): readonly TrayDeadline[] => {
  const next = awaitedDeadline(rental, nowMs);
  if (next === null) return [];
  const facts = factsFor[next.kind](rental);
  return facts === null ? [] : [{ ...facts, rentalId: rental.id, nextAt: next.at }];
};
