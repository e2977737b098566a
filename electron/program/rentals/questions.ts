import type { Page, PageRequest, RentalDetail, RentalFilter } from '../../contract/views.ts';
import type { Account } from '../../core/model/account.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { RentalId } from '../../core/model/ids.ts';
import { day, epochMsOf, instantOf } from '../../core/model/instant.ts';
import { noFacets, spanMs, type RentalFacets } from '../../core/model/rental-filter.ts';
import type { Rental, RentalView } from '../../core/model/rental.ts';
import { deadlinesOf, nextDeadline } from '../../core/deadlines/deadlines.ts';
import { isBalanceId } from '../../core/rentals/balance.ts';
import { isDataGone } from '../../core/rentals/data-gone.ts';
import { formerIntention } from '../../core/rentals/former-intention.ts';
import { joinableEnds, joinOffers } from '../../core/rentals/join-offers.ts';
import { byStanding, overGroup, standingOf } from '../../core/rentals/state.ts';
import type { Standing } from '../../core/model/standing.ts';
import type { RentalWish } from '../../core/model/rental-wish.ts';
import { plainTags } from '../../core/model/tags.ts';
import { kindsCalled } from '../../core/words/kind-words.ts';
import { tellApart } from '../../core/words/tell-apart.ts';
import { spokenLanguage } from '../../core/words/words.ts';
import type { NoRing } from '../../core/model/no-ring.ts';
import { laterOf } from '../../core/reminders/later.ts';
import { upcoming } from '../../core/reminders/plan.ts';
import { accountsOfRentals } from '../../engine/bell/accounts-of-rentals.ts';
import { changesOfRental, releasedAtOf } from '../../edges/store/changes.ts';
import { resourceOfAccount } from '../../edges/store/resources.ts';
import { orderOfAccount } from '../../edges/store/orders.ts';
import { remindersOfRental } from '../../edges/store/reminder-log.ts';
import { countNoRing } from '../../edges/store/no-ring.ts';
import type { RentalQuery } from '../../edges/store/rental-conditions.ts';
import { pageOfRentals } from '../../edges/store/rental-page.ts';
import { findRentals, rentalById } from '../../edges/store/rentals.ts';
import { rentalsEndingAbout } from '../../edges/store/rentals-ending-about.ts';
import { readNotifications } from '../../edges/store/settings.ts';
import { toldOfRental } from '../../edges/store/told-reminders.ts';
import { joinsOfAccount, tagsInUse, wishOfRental } from '../../edges/store/rental-wishes.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import { muteSetting, storedRules } from '../../engine/bell/rules.ts';
import type { Sources } from '../../engine/host.ts';
import { lookOver } from '../../engine/polling/look-over.ts';
import { orderView } from '../orders/view.ts';
import { resourceView } from '../resources/view.ts';
import { plannedReminder, toldReminder } from '../reminders/views.ts';
import { machineOf, partsOf } from './belongings.ts';
import { countFacets, keysWithGpu } from './facets.ts';
import { meantBy, rentalsCalled } from './named.ts';
import { sortedPage } from './sorted-page.ts';
import { rentalView } from './view.ts';

const shownAheadMs = 400 * day;

/** Which rentals to find. */
export interface WantedRentals extends Pick<RentalFilter, 'query' | 'state' | 'accountId'> {
  /** Only those whose next deadline is at most so many milliseconds ahead; null for all. */
  readonly dueWithinMs: number | null;
}

/** Returns the questions about rentals, which read only the store. */
export const rentalQuestions = (sources: Sources) => ({
  /** Returns a page of rentals in the sequence that is asked for. */
  list: ({ offset, limit, ...asked }: PageRequest & RentalFilter): Result<Page<RentalView>> => {
    const { database } = sources;
    sources.refreshStates();
    const [filter, part] = [storedFilter(sources, asked), { offset, limit }];
    const { order } = asked;
    const { rows, total } =
      order.by === 'deadline' && !order.descending
        ? pageOfRentals(database, filter, part)
        : sortedPage(database, filter, order, part, spokenLanguage());
    return success({ total, rows: viewsOf(sources, rows) });
  },
  /** Returns how many rentals each value of a filter would leave, and what those that are shown cost. */
  facets: (asked: RentalFilter): Promise<Result<RentalFacets>> => {
    sources.refreshStates();
    const all = storedFilter(sources, { ...asked, ...noFacets });
    return countFacets(sources, asked, { all, over: storedFilter(sources, asked, true) });
  },
  /** Returns every tag that a rental has, each once whatever its case, sorted. */
  tags: (): Result<readonly string[]> => success([...plainTags(tagsInUse(sources.database))].sort(byAlphabet)),
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
    sources.refreshStates();
    return success(findRentals(sources.database, storedFilter(sources, asked)));
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

const byAlphabet = (one: string, other: string): number => one.localeCompare(other);

/** Returns how many rentals will not ring, for each reason, as they stood when the clock was last looked at. */
export const noRingCounts = ({ database, now }: Sources): Readonly<Record<NoRing, number>> =>
  countNoRing(database, muteSetting(database, now()));

/** What the store is asked for, of what the window asks for. */
const storedFilter = (
  { database, now }: Sources,
  { noRing, ended, within, gpu, order: _order, ...filter }: RentalFilter,
  isOver: boolean | null = ended ? null : false,
): RentalQuery => {
  const stored = {
    ...filter,
    kindsOf: kindsCalled,
    ...(isOver === null ? {} : { isOver }),
    ...(within === null ? {} : { nextBy: within === 'none' ? within : now() + spanMs[within] }),
    ...(noRing === null ? {} : { noRing: { reason: noRing, ...muteSetting(database, now()) } }),
  };
  return gpu === null ? stored : { ...stored, keys: keysWithGpu(database, gpu, stored) };
};

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

/** Returns rentals that were found, in their sequence, without those that are gone since and those that cannot be read. */
export const rentalsOf = ({ database }: Pick<Sources, 'database'>, found: readonly RentalId[]): readonly Rental[] =>
  found.map((id) => rentalById(database, id)).filter((rental) => rental !== null);

/** Returns the views of rentals, without those whose account was removed. */
export const viewsOf = (sources: Sources, rentals: readonly Rental[]): readonly RentalView[] => {
  const { database, now } = sources;
  const nowMs = now();
  const accountOf = accountsOfRentals(database);
  const rules = storedRules(database);
  const watermarks = loggedWatermarks(database, nowMs);
  const views = rentals.flatMap((rental) => {
    const account = accountOf(rental);
    return account === null
      ? []
      : [inContext(sources, rental, rentalView(rental, account, nowMs, rules, watermarks), nowMs)];
  });
  const apart = tellApart(views);
  return views.map((view) => {
    const distinction = apart.get(view.id);
    return distinction === undefined ? view : { ...view, distinction };
  });
};

/** Adds the machine that it is part of, and what is known of the release of what was released, which its history tells. */
const inContext = (sources: Sources, rental: Rental, view: RentalView, nowMs: number): RentalView => {
  const partOf = machineOf(sources, rental);
  return {
    ...view,
    ...(partOf === null ? {} : { partOf }),
    ...(view.state === 'released'
      ? { released: { at: releasedAtOf(sources.database, rental.id), isDataGone: isDataGone(rental, nowMs) } }
      : {}),
  };
};

const detailOf = (sources: Sources, rental: Rental, account: Account): RentalDetail => {
  const { database, providers, now, timeZone } = sources;
  const nowMs = now();
  const rules = storedRules(database);
  const watermarks = loggedWatermarks(database, nowMs);
  const view = (each: Rental): RentalView => rentalView(each, account, nowMs, rules, watermarks);
  const orders = rental.orders
    .map((orderId) => orderOfAccount(database, rental.accountId, orderId))
    .filter((order) => order !== null);
  const resource = rental.listing === null ? null : resourceOfAccount(database, account.id, rental.listing.key);
  const planned = upcoming([rental], watermarks, nowMs, nowMs + shownAheadMs, rules);
  const logged = remindersOfRental(database, rental.id);
  const told = deadlinesOf(rental).find(
    ({ kind, at, countsFromMs }) =>
      countsFromMs > nowMs &&
      logged.some((entry) => entry.state === 'shown' && entry.deadline === kind && entry.deadlineAt === at),
  );
  const notifications = readNotifications(database);
  const ends = joinableEnds(rental);
  const others = ends === null ? [] : rentalsEndingAbout(database, account.id, ends);
  const joins = joinsOfAccount(database, account.id);
  return {
    rental: inContext(sources, rental, view(rental), nowMs),
    parts: partsOf(sources, rental),
    wish: wishView(wishOfRental(database, rental.id), rental),
    joinOffers: joinOffers(rental, others).map(view),
    joined: rental.orders.filter((orderId) => joins.has(orderId)),
    orders: orders.reverse().map((order) => orderView(order, account, providers)),
    resource: resource === null ? null : resourceView(resource, account, providers),
    reminders: [
      ...planned.map((point) => plannedReminder(point, account, notifications)),
      ...toldOfRental(database, rental.id).map((each) => toldReminder(each, rental)),
    ],
    later: told === undefined ? null : laterOf(rental, told.kind, watermarks, nowMs, rules, timeZone()),
    changes: changesOfRental(database, rental.id),
  };
};

const wishView = (wish: RentalWish | null, rental: Rental): RentalDetail['wish'] => ({
  label: wish?.label ?? null,
  note: wish?.note ?? null,
  correctedEndAt: wish?.correctedEndAt ?? null,
  former: formerIntention(wish, rental),
  mutedUntil: wish?.mutedUntil ?? null,
  snoozedUntil: wish?.snooze?.until ?? null,
  pointsMs: wish?.pointsMs ?? null,
});
