import type { RentalDetail } from '../../contract/views.ts';
import type { Account } from '../../core/model/account.ts';
import { day } from '../../core/model/instant.ts';
import type { RentalWish } from '../../core/model/rental-wish.ts';
import type { Rental, RentalView } from '../../core/model/rental.ts';
import { deadlinesOf } from '../../core/deadlines/deadlines.ts';
import { laterOf } from '../../core/reminders/later.ts';
import { upcoming } from '../../core/reminders/plan.ts';
import { formerIntention } from '../../core/rentals/former-intention.ts';
import { joinableEnds, joinOffers } from '../../core/rentals/join-offers.ts';
import { changesOfRental } from '../../edges/store/changes.ts';
import { orderOfAccount } from '../../edges/store/orders.ts';
import { remindersOfRental } from '../../edges/store/reminder-log.ts';
import { joinsOfAccount, wishOfRental } from '../../edges/store/rental-wishes.ts';
import { rentalsEndingAbout } from '../../edges/store/rentals-ending-about.ts';
import { resourceOfAccount } from '../../edges/store/resources.ts';
import { readNotifications } from '../../edges/store/settings.ts';
import { toldOfRental } from '../../edges/store/told-reminders.ts';
import { storedRules } from '../../engine/bell/rules.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import type { Sources } from '../../engine/host.ts';
import { orderView } from '../orders/view.ts';
import { plannedReminder, toldReminder } from '../reminders/views.ts';
import { resourceView } from '../resources/view.ts';
import { partsOf } from './belongings.ts';
import { rentalView } from './view.ts';
import { inContext } from './views.ts';

const shownAheadMs = 400 * day;

/** Returns a rental with its orders, reminders and history. */
export const detailOf = (sources: Sources, rental: Rental, account: Account): RentalDetail => {
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
