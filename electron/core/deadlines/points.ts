import type { Rental } from '../model/rental.ts';
import type { ReminderRule } from '../model/reminder.ts';
import type { ChargePeriod } from '../model/resource.ts';
import { day, epochMsOf, epochMsOrNull, hour, minute, second } from '../model/instant.ts';
import type { ClassPoints } from '../model/point-class.ts';
import { balancePointsMs, payByPointsMs, usualPoints, type UsualPoints } from './usual-points.ts';

/** Points before a deadline in milliseconds, longest first, and the rule that they come from. */
export interface PointList {
  readonly rule: ReminderRule;
  readonly pointsMs: readonly number[];
}

/** By the length of the paid period, longest class first. */
const lengthClasses: readonly UsualPoints[] = usualPoints;

const classWithoutLength = 2;
const shortestPeriodPoints: UsualPoints = usualPoints[4];

/** No paid period is shorter than the one that is charged for at a time, in milliseconds; it may be several of them. */
const shortestPaidMs: Readonly<Record<ChargePeriod, number>> = {
  hour,
  day,
  month: 28 * day,
  year: 365 * day,
};

/** Data of a frozen rental; that it froze is told as a change, at once. */
const frozenPoints: PointList = { rule: 'frozen', pointsMs: [15 * minute, 5 * minute, 0] };

/** Returns the points of an account's credit: the user's own, else the usual ones. */
export const balancePoints = ({ balance: own }: ClassPoints): PointList => ({
  rule: 'balance',
  pointsMs: own === undefined ? balancePointsMs : withEnd(own),
});

/**
 * Returns the points of a rental's end: the user's own for it or its account; of one that renews itself those before it is charged; else those
 * for the length of the last paid period, which the user may have replaced (`own`). What renews itself has no use for the points of its
 * account or its length: they are for what ends unless somebody acts.
 */
export const endPoints = (rental: Rental, own: ClassPoints): PointList => {
  if (rental.autoRenews === 'yes' && rental.ownPoints?.of !== 'rental') return renewalPoints(rental);
  return pointsOfEnding(rental, own);
};

/**
 * Returns the points before data is destroyed. Data that froze after an end has points of its own; what is kept for a while after an end
 * the usual ones of a period of that length, whatever the user chose for rentals of that length: to be told of an end seldom is no wish to lose
 * data in silence. What goes with the end has those of the end, which is then no renewal.
 */
export const releasePoints = (rental: Rental, own: ClassPoints): PointList => {
  const { releases, end } = rental;
  if (releases === null || releases.note === 'frozen-window' || releases.note === 'frozen-since-unknown')
    return frozenPoints;
  const keptMs = end.at === null ? null : epochMsOf(releases.surelyAt) - epochMsOf(end.at);
  return keptMs !== null && keptMs <= 0 && releases.note !== 'from-user-setting'
    ? pointsOfEnding(rental, own)
    : keptPoints(keptMs);
};

/**
 * An estimate gets the points of the next longer class. The user's own are kept as they are, plus the end itself, without those that lie
 * before the period began; but for an estimate, which only borrows the points of a longer class, the middle rule holds for those as well.
 */
const pointsOfEnding = (rental: Rental, own: ClassPoints): PointList => {
  const lengthMs = periodLengthMs(rental);
  if (rental.ownPoints !== null) {
    const { of, pointsMs } = rental.ownPoints;
    return { rule: of, pointsMs: afterStart(pointsMs, lengthMs) };
  }
  const itsClass = classOf(lengthMs ?? paidMs(rental));
  const chosenClass = rental.end.basis === 'estimated' ? Math.max(0, itsClass - 1) : itsClass;
  const { rule, pointsMs } = lengthClasses[chosenClass] ?? shortestPeriodPoints;
  const ownMs = own[rule];
  if (ownMs === undefined) return { rule, pointsMs: afterMiddle(pointsMs, lengthMs) };
  const isBorrowed = chosenClass !== itsClass;
  return { rule, pointsMs: afterStart(isBorrowed ? afterMiddle(ownMs, lengthMs) : ownMs, lengthMs) };
};

const beforeChargeMs = day;
/** Where nobody says when it is charged, in milliseconds before the end. */
const beforeRenewalMs = 3 * day;

/**
 * A day before it is charged for the first time there is still time to fill up a balance, or to stop it; and the end itself, which
 * falls away when it was renewed. What is paid by the hour would ring for each hour.
 */
const renewalPoints = (rental: Rental): PointList => {
  const countsFromMs = epochMsOrNull(rental.end.earliestAt ?? rental.end.at);
  const chargesAtMs = epochMsOrNull(rental.chargesAt);
  const pointMs =
    countsFromMs === null || chargesAtMs === null || chargesAtMs > countsFromMs
      ? beforeRenewalMs
      : countsFromMs - chargesAtMs + beforeChargeMs;
  const lengthMs = periodLengthMs(rental) ?? paidMs(rental);
  return { rule: 'renews-itself', pointsMs: lengthMs === null || pointMs < lengthMs ? [pointMs, 0] : [0] };
};

const keptPoints = (keptMs: number | null): PointList => {
  const chosen = lengthClasses[classOf(keptMs)] ?? shortestPeriodPoints;
  return { rule: chosen.rule, pointsMs: afterMiddle(chosen.pointsMs, keptMs) };
};

const paidMs = ({ paidPer }: Rental): number | null => (paidPer === null ? null : shortestPaidMs[paidPer]);

const classOf = (lengthMs: number | null): number =>
  lengthMs === null ? classWithoutLength : lengthClasses.findIndex((each) => lengthMs >= each.fromMs);

/** The user's own points that do not lie before the period began, and the end itself. */
const afterStart = (pointsMs: readonly number[], lengthMs: number | null): readonly number[] =>
  withEnd(pointsMs.filter((pointMs) => lengthMs === null || pointMs < lengthMs));

const withEnd = (pointsMs: readonly number[]): readonly number[] =>
  [...new Set([...pointsMs, 0])].sort((one, other) => other - one);

/** Returns the length of the period that set the end; null when its start is unknown or not before its end. */
const periodLengthMs = (rental: Rental): number | null => {
  if (rental.end.at === null || rental.periodStartsAt === null) return null;
  const lengthMs = epochMsOf(rental.end.at) - epochMsOf(rental.periodStartsAt);
  return lengthMs > 0 ? lengthMs : null;
};

/** Drops the points before the middle of the period: a week's notice for eight days would be noise. */
const afterMiddle = (pointsMs: readonly number[], lengthMs: number | null): readonly number[] =>
  lengthMs === null ? pointsMs : pointsMs.filter((pointMs) => pointMs <= lengthMs / 2);

const payByApartMs = 2 * minute;

/**
 * The points of a payment deadline: half the time that was left when it was first seen, 15 minutes and 5 minutes,
 * as whole seconds and at least two minutes apart; those that were already over at first sight fall away.
 */
export const payByPoints = (leftAtFirstSightMs: number): PointList => {
  const halfMs = Math.floor(leftAtFirstSightMs / 2 / second) * second;
  const fixed = payByPointsMs.filter((pointMs) => pointMs < leftAtFirstSightMs);
  const half = halfMs > 0 && fixed.every((pointMs) => Math.abs(pointMs - halfMs) >= payByApartMs) ? [halfMs] : [];
  return { rule: 'pay-by', pointsMs: [...fixed, ...half].sort((one, other) => other - one) };
};
