import type { Instant } from '../contract/ids.ts';
import { epochMsOf, instantOf, second } from '../contract/instant.ts';
import type { Rental } from '../contract/rental.ts';
import { deadlinesOf } from '../reminders/deadlines.ts';

const lineEnd = '\r\n';
const mostOctets = 75;

/** The ends of rentals as a calendar (RFC 5545): one event each, with alarms at the points that the program rings at. */
export const calendarOf = (rentals: readonly Rental[], nowMs: number): string => {
  const events = rentals.flatMap((rental) => (rental.end.at === null ? [] : eventOf(rental, rental.end.at, nowMs)));
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Leasebell//Leasebell//EN', ...events, 'END:VCALENDAR'];
  return lines.map(folded).join(lineEnd) + lineEnd;
};

const eventOf = (rental: Rental, endAt: Instant, nowMs: number): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${rental.id}@leasebell`,
  `DTSTAMP:${stamp(instantOf(nowMs))}`,
  `DTSTART:${stamp(endAt)}`,
  `SUMMARY:${escaped(rental.title)}`,
  ...(rental.spec === null ? [] : [`DESCRIPTION:${escaped(rental.spec)}`]),
  ...alarmsMs(rental, endAt).flatMap((beforeMs) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(rental.title)}`,
    `TRIGGER:-PT${String(Math.floor(beforeMs / second))}S`,
    'END:VALARM',
  ]),
  'END:VEVENT',
];

/** How long before the end each point rings, by the earlier reading of an uncertain end; none for what is cancelled or over. */
const alarmsMs = (rental: Rental, endAt: Instant): readonly number[] =>
  deadlinesOf(rental)
    .filter(({ kind }) => kind === 'ends')
    .flatMap(({ countsFromMs, points }) => points.pointsMs.map((pointMs) => epochMsOf(endAt) - countsFromMs + pointMs));

const stamp = (instant: Instant): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (character) => `\\${character}`).replaceAll(/\r\n?|\n/g, '\\n');

/** Lines are at most 75 octets long; what follows goes on in lines that start with a space. A character is never cut. */
const folded = (line: string): string => {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > mostOctets) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join(lineEnd);
};
