import { isUsableZone, offsetText, zoneOffsetMinutes } from '../../core/model/time-zone.ts';

const minutesPerHour = 60;

/** Minutes; no clock on Earth is further from UTC. */
export const maxMinutes = 14 * minutesPerHour;

/** A zone whose clocks are that far from UTC, or nearly; `Etc/GMT-8` is 8 hours ahead. Every runtime knows those, few know `+08:00` itself. */
export const fixedZone = (offsetMinutes: number, fits: readonly ((name: string) => boolean)[]): string => {
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
