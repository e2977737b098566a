// The one door to the computer's time zone. The runtime may name a zone that its own formatter refuses, name none, or name one whose clocks
// show another time than the computer's: whoever needs a zone asks here and gets one that works.
import { day, minute } from '../contract/instant.ts';
import { isUsableZone, offsetText, zoneOffsetMinutes } from '../contract/time-zone.ts';

/** What the door asks; the defaults of `systemZone` are the real runtime. */
export interface ZoneSource {
  /** The name that the runtime gives, if it gives one. */
  readonly named: () => string | undefined;
  /** Minutes that the computer's clock is ahead of UTC at an instant. */
  readonly offsetMinutes: (atMs: number) => number;
  /** The variable `TZ`, which names a zone, a file of the zone database, or an offset (POSIX). */
  readonly variable: () => string | undefined;
  readonly now: () => number;
}

/** The zone that times are shown in, and how it was found. */
export interface SystemZone {
  /** A name that every formatter and calendar here accepts. */
  readonly timeZone: string;
  /** Minutes ahead of UTC now. */
  readonly offsetMinutes: number;
  /** What the runtime called it, when that could not be used; null when it could. */
  readonly refused: string | null;
}

/** Clocks change at quarters of an hour, so a zone that was found holds no longer than one. */
const holdsMs = 15 * minute;
/** A name must agree with the computer's clock in every season. */
const seasonsMs = [0, 91 * day, 182 * day, 273 * day];
const minutesPerHour = 60;
/** No clock on Earth is further from UTC. */
const mostMinutes = 14 * minutesPerHour;

/** The zone of a source, asked anew each time: it changes on a journey and, where only an offset is known, with the season. */
export const zoneReader = (source: ZoneSource): (() => SystemZone) => {
  let known: { readonly key: string; readonly zone: SystemZone } | null = null;
  return () => {
    const nowMs = source.now();
    const variable = source.variable();
    const named = source.named();
    const key = [Math.floor(nowMs / holdsMs), source.offsetMinutes(nowMs), named, variable].join(' ');
    if (known?.key !== key) known = { key, zone: found(source, named, variable, nowMs) };
    return known.zone;
  };
};

const found = (
  source: ZoneSource,
  named: string | undefined,
  variable: string | undefined,
  nowMs: number,
): SystemZone => {
  const posix = posixOffsetMinutes(variable);
  const offsetAt = posix === null ? source.offsetMinutes : () => posix;
  const agreesIn = (name: string, aheadMs: number): boolean =>
    zoneOffsetMinutes(name, nowMs + aheadMs) === Math.round(offsetAt(nowMs + aheadMs));
  const agrees = (name: string): boolean => isUsableZone(name) && seasonsMs.every((aheadMs) => agreesIn(name, aheadMs));
  const zone = (timeZone: string, refused: string | null): SystemZone => ({
    timeZone,
    offsetMinutes: zoneOffsetMinutes(timeZone, nowMs),
    refused,
  });
  if (named !== undefined && agrees(named)) return zone(named, null);
  const file = fileZone(variable);
  // Of a file's rules the runtime keeps the winter alone.
  if (file !== null && isUsableZone(file) && seasonsMs.some((aheadMs) => agreesIn(file, aheadMs)))
    return zone(file, null);
  const refused = named ?? `TZ=${variable ?? ''}`;
  const isNow = (name: string): boolean => isUsableZone(name) && agreesIn(name, 0);
  return zone(fixedZone(Math.round(offsetAt(nowMs)), [agrees, isNow]), refused);
};

/** A zone whose clocks are that far from UTC; `Etc/GMT-8` is 8 hours ahead. Every runtime knows those, few know `+08:00` itself. */
const fixedZone = (offsetMinutes: number, fits: readonly ((name: string) => boolean)[]): string => {
  const hours = offsetMinutes / minutesPerHour;
  const names = [
    ...(offsetMinutes === 0 ? ['UTC'] : []),
    ...(Number.isInteger(hours) ? [`Etc/GMT${hours > 0 ? '-' : '+'}${String(Math.abs(hours))}`] : []),
    offsetText(offsetMinutes),
  ];
  return (
    names.find((name) => isUsableZone(name) && zoneOffsetMinutes(name, 0) === offsetMinutes) ??
    fits.map((fit) => Intl.supportedValuesOf('timeZone').find(fit)).find((name) => name !== undefined) ??
    'UTC'
  );
};

/** The offset that `TZ` states in POSIX's own form without a summer time, `CST-8` or `<+08>-8`: the runtime knows only some of them. */
const posixOffsetMinutes = (variable: string | undefined): number | null => {
  const match = /^(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)([+-]?)(\d{1,2})(?::(\d{2}))?(?::\d{2})?$/.exec(variable ?? '');
  if (match === null) return null;
  const [, sign, hours, minutes = '0'] = match;
  const size = Number(hours) * minutesPerHour + Number(minutes);
  // POSIX counts west of Greenwich.
  return size > mostMinutes || Number(minutes) >= minutesPerHour ? null : sign === '-' ? size : 0 - size;
};

/** The zone whose file in the zone database `TZ` names by its path. */
const fileZone = (variable: string | undefined): string | null =>
  /^:?\/.*\/zoneinfo\/(?:posix\/|right\/)?([A-Z][\w+-]*(?:\/[\w+-]+)*)$/.exec(variable ?? '')?.[1] ?? null;

const readSystemZone = zoneReader({
  named: () => {
    const { timeZone }: { readonly timeZone?: string } = new Intl.DateTimeFormat().resolvedOptions();
    return timeZone;
  },
  offsetMinutes: (atMs) => 0 - new Date(atMs).getTimezoneOffset(),
  variable: () => process.env['TZ'],
  now: () => Date.now(),
});

/** The zone that the computer's clock shows now, and how it was found. */
export const systemZone = (): SystemZone => readSystemZone();

/** Its name; it changes on a journey, so ask for it whenever a time is written. */
export const systemTimeZone = (): string => readSystemZone().timeZone;
