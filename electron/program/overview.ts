import { deadlineBand, type TimeBand } from '../core/deadlines/band.ts';
import { awaitedDeadline } from '../core/deadlines/deadlines.ts';
import { success, type Result } from '../core/model/failure.ts';
import { epochMsOf } from '../core/model/instant.ts';
import type { Instant, RentalId } from '../core/model/ids.ts';
import type { Intention, Rental, RentalState } from '../core/model/rental.ts';
import type { NoRing } from '../core/model/no-ring.ts';
import type { DeadlineFacts } from '../core/words/reminder-sentences.ts';
import { factsFor } from '../core/words/reminder-facts.ts';
import { rentalName } from '../core/words/rental-name.ts';
import { listAccounts } from '../edges/store/accounts.ts';
import { rentalTotals } from '../edges/store/rentals.ts';
import { soonestRentals } from '../edges/store/ringing-rentals.ts';
import { upgradePercent } from '../edges/store/upgrade.ts';
import type { Sources } from '../engine/host.ts';
import { countCards } from './reminders/inbox.ts';
import { noRingCounts } from './rentals/questions.ts';

/** One of the deadlines that come next. */
export interface AwaitedDeadline extends DeadlineFacts {
  readonly rentalId: RentalId;
  /** The first of its readings that lies ahead. */
  readonly nextAt: Instant;
  readonly band: TimeBand;
  /** What the user means to do with the rental; null of an account's credit. */
  readonly intention: Intention | null;
}

/** How many rentals are in each state, how many cards wait in the inbox, and how far the store is. */
export interface Counts {
  readonly totals: Readonly<Record<RentalState, number>>;
  /** How many rentals will not ring, for each reason. */
  readonly noRing: Readonly<Record<NoRing, number>>;
  readonly inbox: number;
  /** How far a store of an earlier release is brought up to date, in percent; null where nothing is left of that. */
  readonly upgradePercent: number | null;
}

/** What stands out, in a few words: what the tray shows. */
export interface Glance {
  /** The next few, soonest first. */
  readonly deadlines: readonly AwaitedDeadline[];
  /** Reminders that wait to be handled. */
  readonly inbox: number;
  /** How many rentals will not ring since no end of them is known. */
  readonly withoutEnd: number;
  /** Labels of accounts whose last round failed. */
  readonly failing: readonly string[];
  /** There are accounts, and every one is paused. */
  readonly paused: boolean;
}

/** Returns the questions about everything together. */
export const overviewQuestions = (sources: Sources) => ({
  counts: (): Result<Counts> =>
    success({
      totals: rentalTotals(sources.database),
      noRing: noRingCounts(sources),
      inbox: countCards(sources),
      upgradePercent: upgradePercent(sources.database),
    }),
  glance: (): Result<Glance> => {
    const { database, now } = sources;
    const nowMs = now();
    const accounts = listAccounts(database);
    return success({
      deadlines: nextDeadlines(sources, nowMs),
      inbox: countCards(sources),
      withoutEnd: noRingCounts(sources)['no-end'],
      failing: accounts.filter((account) => account.failure !== null).map((account) => account.label),
      paused: accounts.length > 0 && accounts.every((account) => account.paused),
    });
  },
});

/** More than a glance takes in. */
const shownDeadlines = 10;

/** So many rentals are read at a time: of those that come next, some may lapse. */
const rentalsAtOnce = 50;

/** Returns the deadlines that come next. Each minute they are asked for anew, so no more rentals are read than that takes. */
const nextDeadlines = ({ database }: Sources, nowMs: number): readonly AwaitedDeadline[] => {
  let deadlines: readonly AwaitedDeadline[] = [];
  for (let offset = 0; ; offset += rentalsAtOnce) {
    const { found, isLast } = soonestRentals(database, { offset, limit: rentalsAtOnce });
    const more = found.flatMap(({ rental }) => awaitedDeadlines(rental, nowMs));
    deadlines = [...deadlines, ...more]
      .sort((one, other) => (one.nextAt < other.nextAt ? -1 : 1))
      .slice(0, shownDeadlines);
    const last = deadlines.at(shownDeadlines - 1);
    if (isLast || (last !== undefined && epochMsOf(last.nextAt) <= (found.at(-1)?.nextMs ?? nowMs))) return deadlines;
  }
};

/** Returns the deadline of a rental that its user waits for next; null when nothing lies ahead. */
const awaitedDeadlines = (rental: Rental, nowMs: number): readonly AwaitedDeadline[] => {
  const next = awaitedDeadline(rental, nowMs);
  if (next === null) return [];
  const facts = factsFor[next.kind]({ ...rental, title: rentalName(rental) });
  return facts === null
    ? []
    : [
        {
          ...facts,
          rentalId: rental.id,
          nextAt: next.at,
          band: deadlineBand(next, rental.intention, nowMs),
          intention: rental.balance === null ? rental.intention : null,
        },
      ];
};
