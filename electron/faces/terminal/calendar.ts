import { createHash } from 'node:crypto';
import createCalendar, {
  ICalAlarmType,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator';
import type { RentalId } from '../../core/model/ids.ts';
import type { DeadlineKind } from '../../core/model/deadline.ts';
import { epochMsOf, minute, second } from '../../core/model/instant.ts';
import { isOver, type Rental } from '../../core/model/rental.ts';
import type { LocaleSetting } from '../../core/words/instants.ts';
import { deadlinesOf, readingAheadMs, type RingingDeadline } from '../../core/deadlines/deadlines.ts';
import type { CalendarRental } from '../../program/exports.ts';
import { calendarTexts } from './calendar-texts.ts';

/** When and where a calendar is made. */
export interface CalendarSetting extends LocaleSetting {
  readonly nowMs: number;
}

/**
 * What is to come of rentals as a calendar (RFC 5545): one event for each deadline, with alarms at the points that the program rings at. The
 * deadlines of what was cancelled or is over are there as cancelled, so that a calendar that knows them takes them off; what fell away is not.
 * `kinds` narrows it to some kinds of deadlines; null for all.
 */
export const calendarOf = (
  rentals: readonly CalendarRental[],
  setting: CalendarSetting,
  kinds: readonly DeadlineKind[] | null = null,
): string => {
  const events = rentals.flatMap((each) =>
    toCome(each.rental, setting.nowMs)
      .filter(({ kind }) => kinds === null || kinds.includes(kind))
      .map((deadline) => eventOf(each, deadline, setting)),
  );
  const calendar = createCalendar({ prodId: '//Leasebell//Leasebell//EN', events });
  return `${inOrder(calendar.toString())}\r\n`;
};

interface CalendarDeadline extends RingingDeadline {
  readonly isCancelled: boolean;
}

const toCome = (rental: Rental, nowMs: number): readonly CalendarDeadline[] => {
  const standing = deadlinesOf(rental);
  const off = isOver(rental) ? deadlinesOf({ ...rental, phase: 'delivered' }) : [];
  return [
    ...standing.map((deadline) => ({ ...deadline, isCancelled: false })),
    ...off
      .filter(({ kind }) => standing.every((other) => other.kind !== kind))
      .map((deadline) => ({ ...deadline, isCancelled: true })),
  ].filter(({ surelyMs }) => surelyMs > nowMs);
};

const eventOf = (
  { rental, account, moves, isRefunded }: CalendarRental,
  deadline: CalendarDeadline,
  setting: CalendarSetting,
): ICalEventData => {
  const { kind, isCancelled } = deadline;
  const startMs = startMsOf(deadline, setting.nowMs);
  const { summary, description } = calendarTexts(rental, account, { ...deadline, isRefunded }, setting);
  const counted = moves[kind] ?? null;
  return {
    id: `${uidOf(rental.id)}-${kind}@leasebell`,
    stamp: new Date(setting.nowMs),
    sequence: counted?.moves ?? 0,
    ...(counted === null ? {} : { lastModified: new Date(counted.changedAt) }),
    start: new Date(startMs),
    summary,
    description,
    // A deadline takes no time: whoever has one is not busy.
    transparency: ICalEventTransparency.TRANSPARENT,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    alarms: alarmSeconds(rental, deadline, startMs).map((triggerBefore) => ({
      type: ICalAlarmType.display,
      triggerBefore,
      description: summary,
    })),
  };
};

/** Data that may be destroyed already is told of at the moment when it is surely gone; every other deadline stands where it is. */
const startMsOf = ({ kind, at, countsFromMs, surelyMs }: RingingDeadline, nowMs: number): number =>
  kind === 'releases' ? (readingAheadMs([countsFromMs, surelyMs], nowMs) ?? surelyMs) : epochMsOf(at);

/** A point that was halved is not whole: what is a minute or more is told in minutes. */
const wholeSeconds = (ms: number): number =>
  ms < minute ? Math.floor(ms / second) : (Math.round(ms / minute) * minute) / second;

/** How long before its start each point rings, by the earlier reading of an uncertain one; none for what rings no more. */
const alarmSeconds = ({ intention }: Rental, deadline: CalendarDeadline, startMs: number): readonly number[] => {
  const { kind, countsFromMs, points, isCancelled } = deadline;
  if (isCancelled || (intention === 'let-lapse' && kind !== 'releases')) return [];
  // When the earlier reading of data has passed, the points before the later one are all that can still ring.
  const aheadMs = kind === 'releases' ? 0 : startMs - countsFromMs;
  return points.pointsMs.map((pointMs) => wholeSeconds(aheadMs + pointMs));
};

/** The library writes a UID as it is given, and an id holds what an order's number does: hashed, it is a name. */
const uidOf = (id: RentalId): string => createHash('sha256').update(id).digest('hex').slice(0, 40);

const alarmsBeforeRest = /((?:BEGIN:VALARM\r\n(?:(?!END:VALARM).*\r\n)*END:VALARM\r\n)+)((?:(?!END:VEVENT).*\r\n)*)/g;

/** The properties of an event stand before its alarms (RFC 5545, 3.6.1); the library writes the last of them after. */
const inOrder = (text: string): string => text.replace(alarmsBeforeRest, '$2$1');
