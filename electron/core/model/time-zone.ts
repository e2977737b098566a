import { Temporal } from 'temporal-polyfill';

/**
 * Whether a text names a time zone that everything here can work with: the formatter that writes instants and the calendar that plans
 * them. Either may refuse a name that the other takes, and that the runtime itself gave.
 */
export const isUsableZone = (text: string): boolean => {
  try {
    return (
      new Intl.DateTimeFormat('en', { timeZone: text }).format(0) !== '' &&
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId !== ''
    );
  } catch {
    return false;
  }
};

/** Returns the minutes by which the clocks of a usable zone are ahead of UTC at an instant (epoch milliseconds). */
export const zoneOffsetMinutes = (timeZone: string, atMs: number): number =>
  Math.round(
    Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).offsetNanoseconds / 60_000_000_000,
  );

/** Returns an offset as ISO 8601 writes it: 480 is `+08:00`. */
export const offsetText = (minutes: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};
