import type { Rental } from '../contract/rental.ts';
import { deadlinesOf } from '../reminders/deadlines.ts';
import { factsFor } from './reminder-texts.ts';
import type { TrayDeadline } from './tray-state.ts';

/** The deadlines of a rental that its user still waits for: of one that may lapse only its data's. */
export const trayDeadlines = (rental: Rental): readonly TrayDeadline[] =>
  deadlinesOf(rental)
    .filter(({ kind }) => kind === 'releases' || rental.intention !== 'let-lapse')
    .flatMap(({ kind }) => {
      const facts = factsFor[kind](rental);
      return facts === null ? [] : [{ ...facts, rentalId: rental.id }];
    });
