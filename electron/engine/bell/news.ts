import type { Account } from '../../core/model/account.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Change } from '../../core/model/sync.ts';
import { day } from '../../core/model/instant.ts';
import { hasMovedUnpaid, type BalanceSight } from '../../core/rentals/balance.ts';
import { claimChange, suppressPoint, type ClaimParts } from './write-claims.ts';
import { loggedWatermarks } from './watermarks.ts';
import { overruledPoints } from '../../core/reminders/overruled.ts';
import { noRules } from '../../core/reminders/hold.ts';
import { passedPoints, plan, type Plan, type Point } from '../../core/reminders/plan.ts';
import { readPoints } from '../../edges/store/settings.ts';

/** What a round found, as far as the reminders care. */
export interface News {
  readonly changes: readonly Change[];
  readonly rentals: ReadonlyMap<string, Rental>;
  /** Rentals met while the account had not been read whole yet. */
  readonly fresh: ReadonlyMap<string, Rental>;
  /** Changes that happened before anybody watched. */
  readonly history: ReadonlySet<Change>;
  /** The account's credit before and after the round; null where nothing was said of it. */
  readonly balance: BalanceSight | null;
}

/** Of an account's first round only what ends within a day is news; the rest counts as told. */
const imminentMs = day;

/** A deadline of two readings is not over before the later one, and may be upon us from the earlier one on. */
const isImminent = ({ deadline: { countsFromMs, surelyMs } }: Point, nowMs: number): boolean =>
  surelyMs > nowMs && countsFromMs - nowMs <= imminentMs;

/**
 * Writes what a round means for the reminders into the log; to be called in the round's own transaction, so that nothing is lost
 * between the two. Changes that cannot wait are claimed. Of rentals met on an account's first rounds only
 * what ends within a day is news: points that were passed before count as told.
 */
export const logNews = (account: Account, news: News, parts: ClaimParts): void => {
  const { database, nowMs } = parts;
  const { due } = unheldPlan(news.fresh.values(), parts);
  for (const point of due) if (!isImminent(point, nowMs)) suppressPoint(point, account, 'passed', parts);
  if (news.balance !== null) keepTold(news.balance, account, parts);
  for (const change of news.changes) {
    const rental = news.rentals.get(change.rentalId);
    if (rental === undefined || !isNews(change, rental, news)) continue;
    claimChange(change, rental, account, parts);
    if (isFrozen(change, rental)) tellWithIt(rental, account, parts);
    for (const point of overruledPoints(change.kind, rental, loggedWatermarks(database, nowMs), nowMs))
      suppressPoint(point, account, 'superseded', parts);
  }
};

/**
 * Credit that goes faster than the price says, or is used by machines that come and go, is found to end at another instant again and again:
 * of the one that is believed by now, no point is told that is no more urgent than what was told of the former one.
 */
const keepTold = ({ before, now }: BalanceSight, account: Account, parts: ClaimParts): void => {
  const watermarks = loggedWatermarks(parts.database, parts.nowMs);
  const toldMs = before?.balance ? watermarks(before.id, 'balance', before.balance.lastsUntil) : null;
  if (before === null || toldMs === null || !hasMovedUnpaid(before, now)) return;
  const [last] = passedPoints(now, watermarks, parts.nowMs, readPoints(parts.database)).flatMap((points) =>
    points.slice(-1),
  );
  if (last !== undefined && last.pointMs >= toldMs) suppressPoint(last, account, 'passed', parts);
};

/** A notice that data froze says how long it is kept, so earlier points add nothing. */
const tellWithIt = (rental: Rental, account: Account, parts: ClaimParts): void => {
  const { due } = unheldPlan([rental], parts);
  for (const point of due.filter(({ deadline }) => deadline.kind === 'releases'))
    suppressPoint(point, account, 'superseded', parts);
};

/** What would ring now if nothing kept it back. */
const unheldPlan = (rentals: Iterable<Rental>, { database, nowMs }: ClaimParts): Plan =>
  plan(rentals, loggedWatermarks(database, nowMs), nowMs, { ...noRules, points: readPoints(database) });

const isFrozen = ({ kind }: Change, { phase }: Rental): boolean => kind === 'expired' && phase === 'frozen';

/** What happened to a rental before it was first met is history, but data that is frozen now cannot wait. */
const isNews = (change: Change, rental: Rental, { fresh, history }: News): boolean =>
  (!fresh.has(change.rentalId) && !history.has(change)) || isFrozen(change, rental);
