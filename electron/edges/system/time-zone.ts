// The one door to the computer's time zone. The runtime may name a zone that its own formatter refuses, name none, or name one whose clocks
// show another time than the computer's: whoever needs a zone asks here and gets one that works.
import { day, minute } from '../../core/model/instant.ts';
import { isUsableZone, offsetText, zoneOffsetMinutes } from '../../core/model/time-zone.ts';
import { posixZone, type PosixZone } from './posix-zone.ts';

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
  /** What the runtime or `TZ` calls the zone, when that could not be used as it stands, perhaps without a letter; null when it could. */
  readonly refused: string | null;
  readonly why: ZoneRefusal | null;
}

/**
 * Why a zone is not used as it is called: its name is none or tells another time than the clock, which counts; no zone has these clock
 * changes, so the offset of now holds; none has this offset, so the nearest does; or `TZ` says nothing that is known, which is UTC.
 */
export type ZoneRefusal = 'name' | 'changes' | 'offset' | 'unknown';

/** Clocks change at quarters of an hour, so a zone that was found holds no longer than one. */
const holdsMs = 15 * minute;
/** A name must agree with the computer's clock in every season. */
const seasonsMs = [0, 91 * day, 182 * day, 273 * day];
/** And with rules that are known in every week, and on both sides of each change. */
const weeksMs = Array.from({ length: 53 }, (_, index) => index * 7 * day);
const minutesPerHour = 60;
/** No clock on Earth is further from UTC. */
const maxMinutes = 14 * minutesPerHour;
/** Of zones with the same clocks, those that people know by name. */
const wellKnown: readonly string[] = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Athens',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Anchorage',
  'America/Halifax',
  'America/Santiago',
  'Australia/Sydney',
  'Australia/Adelaide',
  'Pacific/Auckland',
  'Asia/Jerusalem',
];

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
  const stated = posixZone(variable ?? '');
  const offsetAt = (atMs: number): number =>
    Math.round(stated === null ? source.offsetMinutes(atMs) : stated.offsetAt(atMs) / minute);
  const agreesAt = (name: string, atMs: number): boolean => zoneOffsetMinutes(name, atMs) === offsetAt(atMs);
  const samples = samplesOf(stated, nowMs);
  const agrees = (name: string): boolean => isUsableZone(name) && samples.every((atMs) => agreesAt(name, atMs));
  const zone = (timeZone: string, refused: string | null, why: ZoneRefusal | null): SystemZone => ({
    timeZone,
    offsetMinutes: zoneOffsetMinutes(timeZone, nowMs),
    refused,
    why,
  });
  if (named !== undefined && agrees(named) && (stated !== null || !isUnknown(variable))) return zone(named, null, null);
  const file = fileZone(variable);
  // Of a file's rules the runtime keeps the winter alone.
  if (file !== null && isUsableZone(file) && samples.some((atMs) => agreesAt(file, atMs)))
    return zone(file, null, null);
  const wanted = offsetAt(nowMs);
  const isNow = (name: string): boolean => isUsableZone(name) && agreesAt(name, nowMs);
  const hasChanges = stated !== null && stated.changesIn(nowMs).length > 0;
  const whole = hasChanges ? [...wellKnown, ...Intl.supportedValuesOf('timeZone')].find(agrees) : undefined;
  const chosen = whole ?? fixedZone(wanted, [agrees, isNow]);
  const why = whole === undefined ? whyOf(stated, { chosen, wanted, agrees, isNow, variable }) : null;
  return zone(chosen, why === null ? null : calledBy(why, stated, named, variable), why);
};

/** The instants at which a name must agree with the clock. */
const samplesOf = (stated: PosixZone | null, nowMs: number): readonly number[] => {
  if (stated === null) return seasonsMs.map((aheadMs) => nowMs + aheadMs);
  const changes = [nowMs, nowMs + 365 * day].flatMap((atMs) => stated.changesIn(atMs));
  return [
    ...weeksMs.map((aheadMs) => nowMs + aheadMs),
    ...changes.flatMap((atMs) => [atMs - minute, atMs + minute]).filter((atMs) => atMs > nowMs),
  ];
};

const whyOf = (
  stated: PosixZone | null,
  found: {
    readonly chosen: string;
    readonly wanted: number;
    readonly agrees: (name: string) => boolean;
    readonly isNow: (name: string) => boolean;
    readonly variable: string | undefined;
  },
): ZoneRefusal | null => {
  const { chosen, wanted, agrees, isNow, variable } = found;
  if (Math.abs(wanted) > maxMinutes) return 'unknown';
  if (stated !== null && agrees(chosen)) return null;
  if (!isNow(chosen)) return 'offset';
  if (stated !== null) return 'changes';
  return wanted === 0 && isUnknown(variable) ? 'unknown' : 'name';
};

const calledBy = (
  why: ZoneRefusal,
  stated: PosixZone | null,
  named: string | undefined,
  variable: string | undefined,
): string => {
  const text = (variable ?? '').trim() === ':' ? '' : (variable ?? '').trim();
  return stated !== null || why === 'unknown' || named === undefined ? text : named;
};

/** Whether `TZ` is set and says nothing that is known. */
const isUnknown = (variable: string | undefined): boolean =>
  variable !== undefined &&
  fileZone(variable) === null &&
  !isUsableZone(variable.replace(/^:/, '').replace(/^(?:posix|right)\//, ''));

/** A zone whose clocks are that far from UTC, or nearly; `Etc/GMT-8` is 8 hours ahead. Every runtime knows those, few know `+08:00` itself. */
const fixedZone = (offsetMinutes: number, fits: readonly ((name: string) => boolean)[]): string => {
  const names = [
    ...(offsetMinutes === 0 ? ['UTC'] : []),
    ...(offsetMinutes % minutesPerHour === 0 ? [hourZone(offsetMinutes)] : []),
    offsetText(offsetMinutes),
  ];
  return (
    names.find((name) => isUsableZone(name) && zoneOffsetMinutes(name, 0) === offsetMinutes) ??
    fits.map((fit) => Intl.supportedValuesOf('timeZone').find(fit)).find((name) => name !== undefined) ??
    (Math.abs(offsetMinutes) > maxMinutes ? 'UTC' : nearestZone(offsetMinutes))
  );
};

const hourZone = (offsetMinutes: number): string => {
  const hours = offsetMinutes / minutesPerHour;
  return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${String(Math.abs(hours))}`;
};

/** A place would come with a name and clock changes of its own, so it is the nearest full hour that a zone has. */
const nearestZone = (offsetMinutes: number): string => {
  const hours = Math.round(offsetMinutes / minutesPerHour);
  const name = hourZone(Math.min(14, Math.max(-12, hours)) * minutesPerHour);
  return isUsableZone(name) ? name : 'UTC';
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
