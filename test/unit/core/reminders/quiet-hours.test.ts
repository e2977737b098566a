import { describe, expect, it } from 'vitest';
import type { QuietHours } from '../../../../electron/core/model/settings.ts';
import { passesQuietHours, quietUntilMs } from '../../../../electron/core/reminders/quiet-hours.ts';
import { ms } from '../../../fakes/instants.ts';

const hours = (from: string, to: string, timeZone: string): QuietHours => ({ from, to, timeZone, urgentPasses: true });
const until = (quiet: QuietHours, time: string): string | null => {
  const found = quietUntilMs(quiet, ms(time));
  return found === null ? null : new Date(found).toISOString().replace('.000Z', 'Z');
};

describe('quiet hours', () => {
  const night = hours('22:00', '08:00', 'Asia/Shanghai');

  it.each([
    ['the last instant before them', '2026-03-10T13:59:59.999Z', null],
    ['their first instant', '2026-03-10T14:00:00Z', '2026-03-11T00:00:00Z'],
    ['after midnight', '2026-03-10T20:00:00Z', '2026-03-11T00:00:00Z'],
    ['their last instant', '2026-03-10T23:59:59.999Z', '2026-03-11T00:00:00Z'],
    ['their end is no part of them', '2026-03-11T00:00:00Z', null],
  ])('over midnight: %s', (_name, time, end) => {
    expect(until(night, time)).toBe(end);
  });

  it.each([
    ['before', '2026-03-10T03:59:59Z', null],
    ['inside', '2026-03-10T04:00:00Z', '2026-03-10T06:00:00Z'],
    ['after', '2026-03-10T06:00:00Z', null],
  ])('within a day: %s', (_name, time, end) => {
    expect(until(hours('12:00', '14:00', 'Asia/Shanghai'), time)).toBe(end);
  });

  it.each([
    ['New York, spring: an hour shorter', 'America/New_York', '2026-03-08T04:00:00Z', '2026-03-08T12:00:00Z'],
    ['New York, autumn: an hour longer', 'America/New_York', '2026-11-01T03:00:00Z', '2026-11-01T13:00:00Z'],
    ['Berlin, spring', 'Europe/Berlin', '2026-03-28T22:00:00Z', '2026-03-29T06:00:00Z'],
    ['Berlin, autumn', 'Europe/Berlin', '2026-10-24T21:00:00Z', '2026-10-25T07:00:00Z'],
    ['far east of Greenwich', 'Pacific/Kiritimati', '2026-03-10T09:00:00Z', '2026-03-10T18:00:00Z'],
    ['far west of it', 'Pacific/Pago_Pago', '2026-03-10T10:00:00Z', '2026-03-10T19:00:00Z'],
  ])('%s', (_name, zone, time, end) => {
    expect(until(hours('22:00', '08:00', zone), time)).toBe(end);
  });

  it('that begin in the gap begin after it, and those that end in the repeated hour end in its first pass', () => {
    expect(until(hours('02:30', '05:00', 'Europe/Berlin'), '2026-03-29T01:15:00Z')).toBeNull();
    expect(until(hours('02:30', '05:00', 'Europe/Berlin'), '2026-03-29T01:30:00Z')).toBe('2026-03-29T03:00:00Z');
    expect(until(hours('22:00', '02:30', 'Europe/Berlin'), '2026-10-25T00:29:00Z')).toBe('2026-10-25T00:30:00Z');
    expect(until(hours('22:00', '02:30', 'Europe/Berlin'), '2026-10-25T01:00:00Z')).toBeNull();
  });

  it('contain a deadline from their beginning to their end, the end included, and no other night', () => {
    const endMs = ms('2026-03-11T00:00:00Z');
    const within = (time: string): boolean =>
      passesQuietHours({ ...night, urgentPasses: true }, endMs, ms(time), false);
    expect(['2026-03-10T14:00:00Z', '2026-03-10T20:00:00Z', '2026-03-11T00:00:00Z'].map(within)).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      ['2026-03-10T13:59:59Z', '2026-03-11T00:00:01Z', '2026-03-11T20:00:00Z', '2026-03-09T20:00:00Z'].map(within),
    ).toEqual([false, false, false, false]);
  });
});
