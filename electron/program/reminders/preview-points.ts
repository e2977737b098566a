import type { PointsExample } from '../../contract/views.ts';
import { ringingDeadlinesOf, type RingingDeadline } from '../../core/deadlines/deadlines.ts';
import type { Account } from '../../core/model/account.ts';
import { day, instantOf } from '../../core/model/instant.ts';
import { withClassPoints, type PointClass } from '../../core/model/point-class.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { DesktopChoices } from '../../core/model/severity.ts';
import type { RingRules } from '../../core/reminders/hold.ts';
import { upcoming, type Watermarks } from '../../core/reminders/plan.ts';
import { rentalName } from '../../core/words/rental-name.ts';
import { accountById } from '../../edges/store/accounts.ts';
import { soonestRentals } from '../../edges/store/ringing-rentals.ts';
import { readNotifications, readPoints } from '../../edges/store/settings.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import { storedRules } from '../../engine/bell/rules.ts';
import type { Sources } from '../../engine/host.ts';
import { plannedReminder } from './views.ts';

/** Points that the user thinks of for a class; null means the usual ones. */
export interface ThoughtOfPoints {
  readonly of: PointClass;
  readonly pointsMs: readonly number[] | null;
}

const shownRentals = 3;
/** Of so many that end soonest those are shown of which most is still to come: of one that ends within the hour every point is over. */
const comparedRentals = 24;
const rentalsAtOnce = 200;
/** Of a large store only the rentals that end soonest are looked at: this is asked with every point that is added. */
const maxLookedAt = 2000;
const shownAheadMs = 400 * day;

/**
 * Returns what would ring if a class had other points, for a few rentals of it, or accounts' credit: of those next to end the ones with most to come.
 * What has passed is not among it: it counts as told then.
 */
export const previewPoints = ({ database, now }: Sources, thoughtOf: ThoughtOfPoints): readonly PointsExample[] => {
  const points = withClassPoints(readPoints(database), thoughtOf.of, thoughtOf.pointsMs);
  const nowMs = now();
  const rules = { ...storedRules(database), points };
  const looked: Looked = {
    ...{ database, nowMs, rules, of: thoughtOf.of },
    watermarks: loggedWatermarks(database, nowMs),
    notifications: readNotifications(database),
  };
  const examples: PointsExample[] = [];
  for (let offset = 0; offset < maxLookedAt; offset += rentalsAtOnce) {
    const { found, isLast } = soonestRentals(database, { offset, limit: rentalsAtOnce });
    for (const { rental } of found) {
      const example = exampleOf(looked, rental);
      if (example !== null) examples.push(example);
      if (examples.length === comparedRentals) return mostToCome(examples);
    }
    if (isLast) break;
  }
  return mostToCome(examples);
};

const mostToCome = (examples: readonly PointsExample[]): readonly PointsExample[] =>
  examples.toSorted((one, other) => other.reminders.length - one.reminders.length).slice(0, shownRentals);

/** What is the same for all rentals that are looked at. */
interface Looked {
  readonly database: Sources['database'];
  readonly nowMs: number;
  readonly of: PointClass;
  readonly rules: RingRules;
  readonly watermarks: Watermarks;
  readonly notifications: DesktopChoices;
}

const exampleOf = (looked: Looked, rental: Rental): PointsExample | null => {
  const { database, nowMs, of, rules } = looked;
  const deadline = ringingDeadlinesOf(rental, rules.points).find((each) => isOf(each, of) && each.countsFromMs > nowMs);
  const account = deadline === undefined ? null : accountById(database, rental.accountId);
  if (deadline === undefined || account === null) return null;
  const reminders = ringsOf(looked, rental, account).filter((each) => each.deadline === deadline.kind);
  const { basis, countsFromMs } = deadline;
  return reminders.length === 0
    ? null
    : { rentalId: rental.id, title: rentalName(rental), basis, countsFrom: instantOf(countsFromMs), reminders };
};

/** The end of a rental, or of an account's credit: data has points of its own, whatever it is kept for. */
const isOf = ({ kind, points }: RingingDeadline, of: PointClass): boolean =>
  points.rule === of && (kind === 'ends' || kind === 'balance');

const ringsOf = ({ nowMs, rules, watermarks, notifications }: Looked, rental: Rental, account: Account) =>
  upcoming([rental], watermarks, nowMs, nowMs + shownAheadMs, rules)
    .filter(({ fireAt, suppressed }) => suppressed === null && fireAt > instantOf(nowMs))
    .map((point) => plannedReminder(point, account, notifications));
