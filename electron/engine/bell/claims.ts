import type { Account } from '../../core/model/account.ts';
import type { ClassPoints } from '../../core/model/point-class.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Database } from '../../edges/store/database.ts';
import type { AccountOfRental } from './accounts-of-rentals.ts';
import { claimRows, suppressPoint } from './write-claims.ts';
import { type ClaimRows, pointRows, unconfirmedRows } from '../../core/reminders/claim-rows.ts';
import type { ReminderTexts } from '../../core/reminders/texts.ts';
import type { LogWork } from './one-by-one.ts';
import type { Plan } from '../../core/reminders/plan.ts';
import { unconfirmedDeadline } from '../../core/reminders/unconfirmed.ts';

/** What a look at the clock found. */
export interface LookFindings extends Pick<Plan, 'due' | 'passedOver' | 'missed'> {
  /** Rentals whose account may have been silent for too long to confirm their deadlines. */
  readonly doubtful: readonly Rental[];
}

/** What the rows of the log are made with. */
export interface ClaimContext {
  readonly database: Database;
  readonly accountOf: AccountOfRental;
  readonly texts: ReminderTexts;
  readonly nowMs: number;
  /** The points that the user chose instead of the usual ones. */
  readonly points: ClassPoints;
  /** Takes a claim that the log did not take. */
  readonly keep: (rows: ClaimRows) => void;
}

/** Returns what a look writes into the log, each rental apart: first what passed without ringing, then what is about to ring. */
export const logWorks = (found: LookFindings, claiming: ClaimContext): readonly LogWork[] => {
  const { database, accountOf, texts, nowMs, points, keep } = claiming;
  const workOn = (rental: Rental, work: (account: Account) => void) => (): void => {
    const account = accountOf(rental);
    if (account !== null) work(account);
  };
  const claimOf = (rental: Rental, rowsFor: (account: Account) => ClaimRows | null): LogWork => {
    const withRows = (use: (rows: ClaimRows) => void) =>
      workOn(rental, (account) => {
        const rows = rowsFor(account);
        if (rows !== null) use(rows);
      });
    return { rental, log: withRows((rows) => claimRows(database, rows)), keep: withRows(keep) };
  };
  return [
    ...[...found.passedOver, ...found.missed].map(({ suppressed, ...point }) => ({
      rental: point.rental,
      log: workOn(point.rental, (account) => {
        if (suppressed !== 'passed' || point.fireAt >= account.addedAt)
          suppressPoint(point, account, suppressed ?? 'passed', { database, texts, nowMs });
      }),
    })),
    ...found.due.map((point) => claimOf(point.rental, (account) => pointRows(point, account, texts, nowMs))),
    ...found.doubtful.map((rental) =>
      claimOf(rental, (account) => {
        const deadline = unconfirmedDeadline(rental, account, nowMs, points);
        return deadline === null ? null : unconfirmedRows(rental, deadline, account, texts, nowMs);
      }),
    ),
  ];
};
