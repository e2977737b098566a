// The one door to the computer's time zone. The runtime may name a zone that its own formatter refuses, name none, or name one whose clocks
// show another time than the computer's: whoever needs a zone asks here and gets one that works.
import { day, minute } from '../../core/model/instant.ts';
import { isUsableZone, zoneOffsetMinutes } from '../../core/model/time-zone.ts';
import { fixedZone, maxMinutes } from './fixed-zone.ts';
import { posixZone, type PosixZone } from './posix-zone.ts';
import { readZoneFile, type ZoneFile } from './zone-file.ts';

/** What the door asks; the defaults of `systemZone` are the real runtime. */
export interface ZoneSource {
  /** The name that the runtime gives, if it gives one. */
  readonly named: () => string | undefined;
  /** Minutes that the computer's clock is ahead of UTC at an instant. */
  readonly offsetMinutes: (atMs: number) => number;
  /** The variable `TZ`, which names a zone, a file of the zone database, or an offset (POSIX). */
  readonly variable: () => string | undefined;
  /** The zone that a file states; null where it states none. */
  readonly file: (path: string) => ZoneFile | null;
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
  const own = posixZone(variable ?? '');
  const clock = clockOf(own ?? source, nowMs);
  if (named !== undefined && clock.agrees(named) && (own !== null || !isUnknown(variable)))
    return zoneAt(named, nowMs, null, null);
  const file = own === null ? fileOf(source, variable, nowMs) : null;
  const place = fileZone(variable) ?? fileZone(file?.path);
  // Of a file's rules the runtime keeps the winter alone.
  if (
    place !== null &&
    isUsableZone(place) &&
    (file === null ? clock.agreesOnce(place) : clockOf(file.zone, nowMs).agrees(place))
  )
    return zoneAt(place, nowMs, null, null);
  return chosenZone(own ?? file?.zone ?? null, source, { named, variable, nowMs });
};

const zoneAt = (timeZone: string, nowMs: number, refused: string | null, why: ZoneRefusal | null): SystemZone => ({
  timeZone,
  offsetMinutes: zoneOffsetMinutes(timeZone, nowMs),
  refused,
  why,
});

/** The zone that is nearest to what is stated, or else to the runtime's clock. */
const chosenZone = (
  stated: PosixZone | null,
  source: ZoneSource,
  {
    named,
    variable,
    nowMs,
  }: { readonly named: string | undefined; readonly variable: string | undefined; readonly nowMs: number },
): SystemZone => {
  const { agrees, isNow, wanted } = clockOf(stated ?? source, nowMs);
  const hasChanges = stated !== null && stated.changesIn(nowMs).length > 0;
  const whole = hasChanges ? [...wellKnown, ...Intl.supportedValuesOf('timeZone')].find(agrees) : undefined;
  const chosen = whole ?? fixedZone(wanted, [agrees, isNow]);
  const why = whole === undefined ? whyOf(stated, { chosen, wanted, agrees, isNow, variable }) : null;
  return zoneAt(chosen, nowMs, why === null ? null : calledBy(why, stated, named, variable), why);
};

/** What a zone's name is held against. */
interface Clock {
  /** Minutes ahead of UTC now. */
  readonly wanted: number;
  readonly isNow: (name: string) => boolean;
  /** In every season. */
  readonly agrees: (name: string) => boolean;
  /** In one of them at least. */
  readonly agreesOnce: (name: string) => boolean;
}

/** The clock of rules that are known, or else the runtime's. */
const clockOf = (by: PosixZone | ZoneSource, nowMs: number): Clock => {
  const offsetAt = (atMs: number): number =>
    Math.round('offsetAt' in by ? by.offsetAt(atMs) / minute : by.offsetMinutes(atMs));
  const agreesAt = (name: string, atMs: number): boolean => zoneOffsetMinutes(name, atMs) === offsetAt(atMs);
  const samples = samplesOf('offsetAt' in by ? by : null, nowMs);
  return {
    wanted: offsetAt(nowMs),
    isNow: (name) => isUsableZone(name) && agreesAt(name, nowMs),
    agrees: (name) => isUsableZone(name) && samples.every((atMs) => agreesAt(name, atMs)),
    agreesOnce: (name) => isUsableZone(name) && samples.some((atMs) => agreesAt(name, atMs)),
  };
};

/** The computer's own zone, where `TZ` is not set. */
const ownFile = '/etc/localtime';

/** The file that states the zone: the one that `TZ` names, or the computer's own where the runtime's clock shows what it says at least in winter. */
const fileOf = (source: ZoneSource, variable: string | undefined, nowMs: number): ZoneFile | null => {
  if (variable !== undefined) {
    const [, path] = /^:?(\/.+)$/.exec(variable) ?? [];
    return path === undefined ? null : source.file(path);
  }
  const file = source.file(ownFile);
  const shownMs = source.offsetMinutes(nowMs) * minute;
  return file !== null && samplesOf(file.zone, nowMs).some((atMs) => file.zone.offsetAt(atMs) === shownMs)
    ? file
    : null;
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
  file: readZoneFile,
  now: () => Date.now(),
});

/** The zone that the computer's clock shows now, and how it was found. */
export const systemZone = (): SystemZone => readSystemZone();

/** Its name; it changes on a journey, so ask for it whenever a time is written. */
export const systemTimeZone = (): string => readSystemZone().timeZone;
