import { ringingDeadlinesOf, type RingingDeadline } from '../core/deadlines/deadlines.ts';
import type { Account } from '../core/model/account.ts';
import { deadlineKinds, type DeadlineKind } from '../core/model/deadline.ts';
import { success, type Result } from '../core/model/failure.ts';
import type { AccountId, Instant, RentalId } from '../core/model/ids.ts';
import type { Rental, RentalView } from '../core/model/rental.ts';
import { rentalName } from '../core/words/rental-name.ts';
import { listAccounts } from '../edges/store/accounts.ts';
import { deadlineMovesOf, rentalsWithDeadlinesOff } from '../edges/store/deadline-moves.ts';
import { findRentals, rentalById } from '../edges/store/rentals.ts';
import { readPoints } from '../edges/store/settings.ts';
import { statusesOf } from '../engine/bell/statuses.ts';
import type { Sources } from '../engine/host.ts';
import { lookOver } from '../engine/polling/look-over.ts';
import { rentalsOf, viewsOf } from './rentals/views.ts';

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

/** A rental with what a calendar says of its standing deadlines besides. */
export interface CalendarRental {
  readonly rental: Rental;
  /** The label of its account. */
  readonly account: string;
  readonly deadlines: readonly RingingDeadline[];
  /** By the kind of deadline; a kind is left out where nothing was counted. */
  readonly moves: Readonly<Partial<Record<DeadlineKind, DeadlineMoves>>>;
}

/** A deadline that was announced and called off, so that a calendar that knows it takes it off. */
export interface CalledOffDeadline extends DeadlineMoves {
  readonly rentalId: RentalId;
  readonly kind: DeadlineKind;
  readonly at: Instant;
  /** Its later reading, which is `at` but for data. */
  readonly lastAt: Instant;
  /** What the rental is or was called. */
  readonly title: string;
  /** The label of its account. */
  readonly account: string;
  readonly provider: string;
  /** Null where its orders belong to another rental now. */
  readonly rental: Rental | null;
  /** Whether the rental was cancelled and its money given back. */
  readonly isRefunded: boolean;
}

/** Which rentals and deadlines a calendar tells of. */
export interface CalendarSubjects {
  /** Rentals that may have a deadline ahead. */
  readonly rentals: readonly RentalId[];
  /** Rentals of which a deadline was called off, those that are no more among them. */
  readonly calledOff: readonly RentalId[];
}

/** Returns the questions whose results are written to files for other programs. */
export const exportQuestions = (sources: Sources) => ({
  /** Returns rentals that `rentals.find` found with their views, in their sequence. */
  readRentals: (found: readonly RentalId[]): Result<readonly ExportedRental[]> => {
    const rentals = new Map(rentalsOf(sources, found).map((rental) => [rental.id, rental]));
    return success(
      viewsOf(sources, [...rentals.values()]).flatMap((view) => {
        const rental = rentals.get(view.id);
        return rental === undefined ? [] : [{ view, rental }];
      }),
    );
  },
  /** Returns what a calendar tells of. */
  findCalendar: (): Result<CalendarSubjects> => {
    const { database, now } = sources;
    lookOver(sources);
    const wanted = { query: '', state: null, accountId: null, aheadOfMs: now() };
    return success({ rentals: findRentals(database, wanted), calledOff: rentalsWithDeadlinesOff(database) });
  },
  /** Returns rentals that were found as a calendar needs them, in their sequence. */
  readCalendarRentals: (found: readonly RentalId[]): Result<readonly CalendarRental[]> => {
    const accounts = accountsOf(sources);
    const points = readPoints(sources.database);
    return success(
      rentalsOf(sources, found).flatMap((rental) => {
        const account = accounts.get(rental.accountId)?.label;
        if (account === undefined) return [];
        const moves = deadlineMovesOf(sources.database, rental.id);
        return [{ rental, account, deadlines: ringingDeadlinesOf(rental, points), moves }];
      }),
    );
  },
  /** Returns the deadlines that were called off of rentals that were found. */
  readCalledOff: (found: readonly RentalId[]): Result<readonly CalledOffDeadline[]> => {
    const accounts = accountsOf(sources);
    return success(found.flatMap((id) => calledOffOf(sources, id, accounts)));
  },
});

const accountsOf = ({ database }: Sources): ReadonlyMap<AccountId, Account> =>
  new Map(listAccounts(database).map((account) => [account.id, account]));

const calledOffOf = (
  { database }: Sources,
  rentalId: RentalId,
  accounts: ReadonlyMap<AccountId, Account>,
): readonly CalledOffDeadline[] => {
  const kinds = deadlineMovesOf(database, rentalId);
  const known = rentalById(database, rentalId);
  return deadlineKinds.flatMap((kind) => {
    const noted = kinds[kind];
    if (noted === undefined || noted.calledOff === null) return [];
    const { accountId, title, ...off } = noted.calledOff;
    const account = accounts.get(accountId);
    if (account === undefined) return [];
    const { label, provider } = account;
    return [
      {
        ...off,
        rentalId,
        kind,
        moves: noted.moves,
        changedAt: noted.changedAt,
        title: known === null ? title : rentalName(known),
        account: label,
        provider,
        rental: known,
        isRefunded: known !== null && isRefunded(database, known),
      },
    ];
  });
};

/** A rental is cancelled either way; its orders say which. */
const isRefunded = (database: Sources['database'], rental: Rental): boolean =>
  rental.phase === 'cancelled' && statusesOf(database, rental).has('refunded');
