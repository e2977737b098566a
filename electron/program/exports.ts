import type { Account } from '../core/model/account.ts';
import { deadlineKinds, type DeadlineKind } from '../core/model/deadline.ts';
import { success, type Result } from '../core/model/failure.ts';
import type { AccountId, Instant, RentalId } from '../core/model/ids.ts';
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

/** A rental with what a calendar says of its standing deadlines besides. */
export interface CalendarRental {
  readonly rental: Rental;
  /** The label of its account. */
  readonly account: string;
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

/** What a calendar is made from. */
export interface CalendarSource {
  readonly rentals: readonly CalendarRental[];
  readonly calledOff: readonly CalledOffDeadline[];
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
  /** Returns every rental and every deadline that was called off, as a calendar needs them. */
  calendar: (): Result<CalendarSource> => {
    const accounts = new Map(listAccounts(sources.database).map((account) => [account.id, account]));
    const moves = deadlineMoves(sources.database);
    const rentals = storedRentals(sources).flatMap((rental) => {
      const account = accounts.get(rental.accountId)?.label;
      return account === undefined ? [] : [{ rental, account, moves: moves.get(rental.id) ?? {} }];
    });
    return success({ rentals, calledOff: calledOffIn(sources, moves, accounts, rentals) });
  },
});

const calledOffIn = (
  { database }: Sources,
  moves: ReturnType<typeof deadlineMoves>,
  accounts: ReadonlyMap<AccountId, Account>,
  rentals: readonly CalendarRental[],
): readonly CalledOffDeadline[] => {
  const known = new Map(rentals.map(({ rental }) => [rental.id, rental]));
  return [...moves].flatMap(([rentalId, kinds]) =>
    deadlineKinds.flatMap((kind) => {
      const noted = kinds[kind];
      if (noted === undefined || noted.calledOff === null) return [];
      const { accountId, title, ...off } = noted.calledOff;
      const account = accounts.get(accountId);
      if (account === undefined) return [];
      const rental = known.get(rentalId) ?? null;
      const { label, provider } = account;
      return [
        {
          ...off,
          rentalId,
          kind,
          moves: noted.moves,
          changedAt: noted.changedAt,
          title: rental?.title ?? title,
          account: label,
          provider,
          rental,
          isRefunded: rental !== null && isRefunded(database, rental),
        },
      ];
    }),
  );
};

/** A rental is cancelled either way; its orders say which. */
const isRefunded = (database: Sources['database'], rental: Rental): boolean =>
  rental.phase === 'cancelled' && statusesOf(database, rental).has('refunded');

const storedRentals = ({ database }: Sources): readonly Rental[] =>
  listRentals(database, { ...everything, state: null }, { offset: 0, limit: Number.MAX_SAFE_INTEGER });
