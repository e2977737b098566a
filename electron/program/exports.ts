import type { DeadlineKind } from '../core/model/deadline.ts';
import { success, type Result } from '../core/model/failure.ts';
import type { Instant } from '../core/model/ids.ts';
import type { Rental, RentalView } from '../core/model/rental.ts';
import { listAccounts } from '../edges/store/accounts.ts';
import { deadlineMoves } from '../edges/store/deadline-moves.ts';
import { listRentals } from '../edges/store/rentals.ts';
import { statusesOf } from '../engine/bell/statuses.ts';
import type { Sources } from '../engine/host.ts';
import { rentalQuestions } from './rentals/questions.ts';

/** A rental as every reader sees it, with the fields that only its export has. */
export interface ExportedRental {
  readonly view: RentalView;
  readonly rental: Rental;
}

/** How often a deadline moved, and when what is known of it last changed. */
interface DeadlineMoves {
  readonly moves: number;
  readonly changedAt: Instant;
}

/** A rental with what a calendar says of it besides. */
export interface CalendarRental {
  readonly rental: Rental;
  /** The label of its account. */
  readonly account: string;
  /** By the kind of deadline; a kind is left out where nothing was counted. */
  readonly moves: Readonly<Partial<Record<DeadlineKind, DeadlineMoves>>>;
  /** Whether it was cancelled and its money given back. */
  readonly isRefunded: boolean;
}

const everything = { query: '', accountId: null };

/** Returns the questions whose results are written to files for other programs. */
export const exportQuestions = (sources: Sources) => ({
  /** Returns every rental with its view, by urgency. */
  rentals: (): Result<readonly ExportedRental[]> => {
    const rentals = new Map(storedRentals(sources).map((rental) => [rental.id, rental]));
    const views = rentalQuestions(sources).all(everything);
    if (!views.ok) return views;
    return success(
      views.value.flatMap((view) => {
        const rental = rentals.get(view.id);
        return rental === undefined ? [] : [{ view, rental }];
      }),
    );
  },
  /** Returns every rental as a calendar needs it. */
  calendar: (): Result<readonly CalendarRental[]> => {
    const labels = new Map(listAccounts(sources.database).map(({ id, label }) => [id, label]));
    const moves = deadlineMoves(sources.database);
    return success(
      storedRentals(sources).flatMap((rental) => {
        const account = labels.get(rental.accountId);
        return account === undefined
          ? []
          : [{ rental, account, moves: moves.get(rental.id) ?? {}, isRefunded: isRefunded(sources.database, rental) }];
      }),
    );
  },
});

/** A rental is cancelled either way; its orders say which. */
const isRefunded = (database: Sources['database'], rental: Rental): boolean =>
  rental.phase === 'cancelled' && statusesOf(database, rental).has('refunded');

const storedRentals = ({ database }: Sources): readonly Rental[] =>
  listRentals(database, { ...everything, state: null }, { offset: 0, limit: Number.MAX_SAFE_INTEGER });
