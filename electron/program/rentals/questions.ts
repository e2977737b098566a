import type { Page, PageRequest, RentalDetail, RentalFilter } from '../../contract/views.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { RentalId } from '../../core/model/ids.ts';
import { epochMsOf, instantOf } from '../../core/model/instant.ts';
import { noFacets, type RentalFacets } from '../../core/model/rental-filter.ts';
import type { Rental, RentalView } from '../../core/model/rental.ts';
import { nextDeadline } from '../../core/deadlines/deadlines.ts';
import { isBalanceId } from '../../core/rentals/balance.ts';
import { byStanding, overGroup, standingOf } from '../../core/rentals/state.ts';
import type { Standing } from '../../core/model/standing.ts';
import { plainTags } from '../../core/model/tags.ts';
import { kindsCalled } from '../../core/words/kind-words.ts';
import { spokenLanguage } from '../../core/words/words.ts';
import type { NoRing } from '../../core/model/no-ring.ts';
import { accountsOfRentals } from '../../engine/bell/accounts-of-rentals.ts';
import { countNoRing } from '../../edges/store/no-ring.ts';
import { pageOfRentals } from '../../edges/store/rental-page.ts';
import { findRentals, rentalById } from '../../edges/store/rentals.ts';
import { tagsInUse } from '../../edges/store/rental-wishes.ts';
import { muteSetting } from '../../engine/bell/rules.ts';
import type { Sources } from '../../engine/host.ts';
import { lookOver } from '../../engine/polling/look-over.ts';
import { countFacets } from './facets.ts';
import { groupedQuestion } from './grouped-page.ts';
import { meantBy, rentalsCalled } from './named.ts';
import { readFreely } from './read-freely.ts';
import { storedFilter } from './stored-filter.ts';
import { sortedIds, sortedPage } from './sorted-page.ts';
import { detailOf } from './detail.ts';
import { rentalsOf, viewsOf } from './views.ts';

/** Which rentals to find. */
export interface WantedRentals extends Pick<RentalFilter, 'query' | 'state' | 'accountId'> {
  /** Only those whose next deadline is at most so many milliseconds ahead; null for all. */
  readonly dueWithinMs: number | null;
}

/** Returns the questions about rentals, which read only the store. */
export const rentalQuestions = (sources: Sources) => ({
  ...groupedQuestion(sources),
  /** Returns a page of rentals in the sequence that is asked for. */
  list: ({ offset, limit, ...asked }: PageRequest & RentalFilter): Result<Page<RentalView>> => {
    const { database } = sources;
    sources.refreshStates();
    const [filter, part] = [storedFilter(sources, asked), { offset, limit }];
    const { order } = asked;
    const { rows, total } = isBySoonest(order)
      ? pageOfRentals(database, filter, part)
      : sortedPage(database, filter, order, part, spokenLanguage());
    return success({ total, rows: viewsOf(sources, rows) });
  },
  /** Returns every tag that a rental has, each once whatever its case, sorted. */
  tags: (): Result<readonly string[]> => success([...plainTags(tagsInUse(sources.database))].sort(byAlphabet)),
  /** Returns how many rentals each value of a filter would leave, and what those that are shown cost. */
  facets: (asked: RentalFilter): Promise<Result<RentalFacets>> => facetsOfList(sources, asked),
  /** Returns how many rentals will not ring, for each reason. */
  noRing: (): Result<Readonly<Record<NoRing, number>>> => success(noRingCounts(sources)),
  /**
   * Returns which rentals pass a filter, by urgency. States and sequence are those of this program's own clock: the stored ones are of when the
   * store was last written.
   */
  find: (wanted: WantedRentals): Result<readonly RentalId[]> => success(byUrgency(sources, wanted).map(({ id }) => id)),
  /** Returns the same with those that are over apart. */
  findApart: (
    wanted: WantedRentals,
  ): Result<{ readonly live: readonly RentalId[]; readonly over: readonly RentalId[] }> => {
    const found = byUrgency(sources, wanted);
    const idsOf = (isOver: boolean) =>
      found.filter((each) => (each.group === overGroup) === isOver).map(({ id }) => id);
    return success({ live: idsOf(false), over: idsOf(true) });
  },
  /** Returns which rentals the window's list shows under a filter, in its sequence. */
  findListed: (asked: RentalFilter): Result<readonly RentalId[]> => {
    const { database } = sources;
    sources.refreshStates();
    const filter = storedFilter(sources, asked);
    return success(
      isBySoonest(asked.order)
        ? findRentals(database, filter)
        : sortedIds(database, filter, asked.order, spokenLanguage()),
    );
  },
  /** Returns rentals that were found, in their sequence, without those that are gone since and those that cannot be read. */
  read: (found: readonly RentalId[]): Result<readonly RentalView[]> =>
    success(viewsOf(sources, rentalsOf(sources, found))),
  /** Returns the rentals that a name that was typed may stand for, or the beginning of an id. */
  named: ({ name }: { readonly name: string }): Result<readonly RentalView[]> =>
    success(meantBy(viewsOf(sources, rentalsOf(sources, rentalsCalled(sources, name))), name, sources.now())),
  /** Returns a rental with its orders, reminders and history. Fails with `not-found`, of an account's credit as well. */
  get: ({ id }: { readonly id: RentalId }): Result<RentalDetail> => {
    const rental = isBalanceId(id) ? null : rentalById(sources.database, id);
    const account = rental === null ? null : accountsOfRentals(sources.database)(rental);
    return rental === null || account === null ? failed('not-found') : success(detailOf(sources, rental, account));
  },
});

const isBySoonest = ({ by, descending }: RentalFilter['order']): boolean => by === 'deadline' && !descending;

const byAlphabet = (one: string, other: string): number => one.localeCompare(other);

const facetsOfList = (sources: Sources, asked: RentalFilter): Promise<Result<RentalFacets>> => {
  sources.refreshStates();
  const read = readFreely(sources, asked);
  return countFacets(sources, asked, {
    all: storedFilter(sources, { ...asked, ...noFacets }, { read }),
    over: storedFilter(sources, asked, { read, isOver: true }),
    silent: storedFilter(sources, { ...asked, noRing: asked.noRing ?? 'any' }, { read }),
  });
};

/** Returns how many rentals will not ring, for each reason, as they stood when the clock was last looked at. */
export const noRingCounts = ({ database, now }: Sources): Readonly<Record<NoRing, number>> =>
  countNoRing(database, muteSetting(database, now()));

/** A rental that was found, and where it stands. */
interface PlacedRental extends Pick<Standing, 'group' | 'sortAtMs'> {
  readonly id: RentalId;
}

const byUrgency = (
  { database, now }: Sources,
  { state, dueWithinMs, ...filter }: WantedRentals,
): readonly PlacedRental[] => {
  const nowMs = now();
  lookOver({ database, now });
  const ahead = dueWithinMs === null ? {} : { aheadOfMs: nowMs, dueBy: instantOf(nowMs + dueWithinMs) };
  // One is held at a time: what is kept of each is its place.
  const placed = findRentals(database, { ...filter, ...ahead, kindsOf: kindsCalled, state: null }).flatMap((id) => {
    const rental = rentalById(database, id);
    if (rental === null || (dueWithinMs !== null && !isDueWithin(rental, nowMs, dueWithinMs))) return [];
    const standing = standingOf(rental, nowMs);
    return state === null || standing.state === state
      ? [{ id, group: standing.group, sortAtMs: standing.sortAtMs }]
      : [];
  });
  return placed.sort(byStanding);
};

/** Whether the next deadline of a rental, whatever its kind, is at most so many milliseconds ahead. */
const isDueWithin = (rental: Rental, nowMs: number, withinMs: number): boolean => {
  const next = nextDeadline(rental, nowMs);
  return next !== null && epochMsOf(next.at) - nowMs <= withinMs;
};
