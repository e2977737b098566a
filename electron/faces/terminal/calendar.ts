import { createHash } from 'node:crypto';
import createCalendar, {
  ICalAlarmType,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator';
import type { Instant, RentalId } from '../../core/model/ids.ts';
import type { DeadlineKind } from '../../core/model/deadline.ts';
import { day, epochMsOf, minute, second } from '../../core/model/instant.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { LocaleSetting } from '../../core/words/instants.ts';
import { readingAheadMs, type RingingDeadline } from '../../core/deadlines/deadlines.ts';
import type { CalendarRental, CalledOffDeadline } from '../../program/exports.ts';
import { calendarTexts, calledOffTexts } from './calendar-texts.ts';

/** When and where a calendar is made. */
export interface CalendarSetting extends LocaleSetting {
  readonly nowMs: number;
}

/** How long a calendar hears of a deadline that was called off after its instant: whoever fetches one weekly knows it still. */
const toldAfterMs = 7 * day;

/** A calendar (RFC 5545) that is written a part at a time. */
export interface CalendarWriter {
  readonly head: string;
  /** One event for each deadline that is to come, with alarms at the points that the program rings at. */
  readonly rentals: (rentals: readonly CalendarRental[]) => string;
  /** Deadlines that were announced and called off, as cancelled, so that a calendar that knows them takes them off. */
  readonly calledOff: (deadlines: readonly CalledOffDeadline[]) => string;
  readonly end: string;
}

/** Returns what writes what is to come of rentals as a calendar. `kinds` narrows it to some kinds of deadlines; null for all. */
export const calendarWriter = (
  setting: CalendarSetting,
  kinds: readonly DeadlineKind[] | null = null,
): CalendarWriter => {
  const isWanted = ({ kind }: { readonly kind: DeadlineKind }): boolean => kinds === null || kinds.includes(kind);
  const head = calendarText([]).slice(0, -end.length);
  /** The library writes calendars: of one with these events, what stands between its head and its end. */
  const eventsText = (events: ICalEventData[]): string =>
    events.length === 0 ? '' : inOrder(calendarText(events).slice(head.length, -end.length));
  return {
    head,
    rentals: (rentals) =>
      eventsText(
        rentals.flatMap((each) =>
          each.deadlines
            .filter(({ surelyMs }) => surelyMs > setting.nowMs)
            .filter(isWanted)
            .map((deadline) => eventOf(each, deadline, setting)),
        ),
      ),
    calledOff: (deadlines) =>
      eventsText(
        deadlines
          .filter(({ lastAt }) => epochMsOf(lastAt) > setting.nowMs - toldAfterMs)
          .filter(isWanted)
          .map((deadline) => offEventOf(deadline, setting)),
      ),
    end: `${end}\r\n`,
  };
};

const calendarText = (events: ICalEventData[]): string =>
  createCalendar({ prodId: '//Leasebell//Leasebell//EN', events }).toString();

const end = 'END:VCALENDAR';

const eventOf = (
  { rental, account, moves }: CalendarRental,
  deadline: RingingDeadline,
  setting: CalendarSetting,
): ICalEventData => {
  const { kind } = deadline;
  const startMs = startMsOf(deadline, setting.nowMs);
  const { summary, description } = calendarTexts(rental, account, deadline, setting);
  const counted = moves[kind] ?? null;
  return {
    ...namedEvent(rental.id, kind, counted, setting),
    start: new Date(startMs),
    summary,
    description,
    status: ICalEventStatus.CONFIRMED,
    alarms: alarmSeconds(rental, deadline, startMs).map((triggerBefore) => ({
      type: ICalAlarmType.display,
      triggerBefore,
      description: summary,
    })),
  };
};

const offEventOf = (deadline: CalledOffDeadline, setting: CalendarSetting): ICalEventData => ({
  ...namedEvent(deadline.rentalId, deadline.kind, deadline, setting),
  start: new Date(epochMsOf(deadline.at)),
  ...calledOffTexts(deadline, setting),
  status: ICalEventStatus.CANCELLED,
});

/** What a calendar knows an event again by, and which of two is the newer. */
const namedEvent = (
  id: RentalId,
  kind: DeadlineKind,
  counted: { readonly moves: number; readonly changedAt: Instant } | null,
  { nowMs }: CalendarSetting,
) => ({
  id: `${uidOf(id)}-${kind}@leasebell`,
  stamp: new Date(nowMs),
  sequence: counted?.moves ?? 0,
  ...(counted === null ? {} : { lastModified: new Date(counted.changedAt) }),
  // A deadline takes no time: whoever has one is not busy.
  transparency: ICalEventTransparency.TRANSPARENT,
});

/** Data that may be destroyed already is told of at the moment when it is surely gone; every other deadline stands where it is. */
const startMsOf = ({ kind, at, countsFromMs, surelyMs }: RingingDeadline, nowMs: number): number =>
  kind === 'releases' ? (readingAheadMs([countsFromMs, surelyMs], nowMs) ?? surelyMs) : epochMsOf(at);

/** A point that was halved is not whole: what is a minute or more is told in minutes. */
const wholeSeconds = (ms: number): number =>
  ms < minute ? Math.floor(ms / second) : (Math.round(ms / minute) * minute) / second;

/** How long before its start each point rings, by the earlier reading of an uncertain one. */
const alarmSeconds = ({ intention }: Rental, deadline: RingingDeadline, startMs: number): readonly number[] => {
  const { kind, countsFromMs, points } = deadline;
  if (intention === 'let-lapse' && kind !== 'releases') return [];
  // When the earlier reading of data has passed, the points before the later one are all that can still ring.
  const aheadMs = kind === 'releases' ? 0 : startMs - countsFromMs;
  return points.pointsMs.map((pointMs) => wholeSeconds(aheadMs + pointMs));
};

/** The library writes a UID as it is given, and an id holds what an order's number does: hashed, it is a name. */
const uidOf = (id: RentalId): string => createHash('sha256').update(id).digest('hex').slice(0, 40);

const alarmsBeforeRest = /((?:BEGIN:VALARM\r\n(?:(?!END:VALARM).*\r\n)*END:VALARM\r\n)+)((?:(?!END:VEVENT).*\r\n)*)/g;

/** The properties of an event stand before its alarms (RFC 5545, 3.6.1); the library writes the last of them after. */
const inOrder = (text: string): string => text.replace(alarmsBeforeRest, '$2$1');
