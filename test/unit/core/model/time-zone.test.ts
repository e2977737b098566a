import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it } from 'vitest';
import { dateTimeZone, zoneLabel, zoneName } from '../../../../electron/core/words/instants.ts';
import { offsetText, zoneOffsetMinutes } from '../../../../electron/core/model/time-zone.ts';
import {
  systemTimeZone,
  systemZone,
  zoneReader,
  type ZoneSource,
} from '../../../../electron/edges/system/time-zone.ts';
import { at, ms } from '../../../fakes/instants.ts';

const winter = ms('2026-01-15T00:00:00Z');
const summer = ms('2026-07-15T00:00:00Z');

const source = (parts: Partial<ZoneSource>): ZoneSource => ({
  named: () => 'Asia/Shanghai',
  offsetMinutes: () => 480,
  variable: () => undefined,
  file: () => null,
  now: () => winter,
  ...parts,
});
const zoneOf = (parts: Partial<ZoneSource>) => zoneReader(source(parts))();

/** Minutes by a zone's own rules, as a computer in it would tell them. */
const clockOf = (timeZone: string) => (atMs: number) => zoneOffsetMinutes(timeZone, atMs);

describe('what the runtime itself makes of TZ', () => {
  const before = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = before;
  });

  it.each([
    ['Asia/Shanghai', 480],
    [':Asia/Shanghai', 480],
    ['PRC', 480],
    ['Asia/Chongqing', 480],
    ['posix/Asia/Shanghai', 480],
    ['right/Asia/Shanghai', 480],
    ['GMT-8', 480],
    ['UTC-8', 480],
    ['CST-8', 480],
    ['CST-8:00', 480],
    ['<+08>-8', 480],
    ['Etc/GMT-8', 480],
    ['/usr/share/zoneinfo/Asia/Shanghai', 480],
    ['GMT+8', -480],
    ['UTC+8', -480],
    ['NPT-5:45', 345],
    ['IST-5:30', 330],
    ['NST3:30', -210],
    ['<-0930>9:30', -570],
    ['', 0],
    [':', 0],
    [' ', 0],
    ['UTC', 0],
    ['GMT0', 0],
    ['Etc/Unknown', 0],
    ['Factory', 0],
    ['nonsense', 0],
    ['America/Nowhere', 0],
    ['../../etc/passwd', 0],
    ['CST-99', 0],
    ['时区', 0],
  ])('TZ=%s leads to a zone that works everywhere and is %s minutes ahead of UTC', (variable, minutes) => {
    process.env['TZ'] = variable;
    const { timeZone, offsetMinutes } = systemZone();
    expect(offsetMinutes).toBe(minutes);
    expect(systemTimeZone()).toBe(timeZone);
    expect(new Intl.DateTimeFormat('zh-CN', { timeZone, timeZoneName: 'short' }).format(winter)).not.toBe('');
    const zoned = Temporal.Instant.fromEpochMilliseconds(winter).toZonedDateTimeISO(timeZone);
    expect(zoned.offset).toBe(offsetText(minutes));
    expect(zoneName(at('2026-01-15T00:00:00Z'), { locale: 'en', timeZone })).not.toMatch(/Etc|Unknown/);
  });
});

describe('a name that cannot be believed', () => {
  it.each(['Etc/Unknown', 'GMT-08:00', '', 'nonsense', undefined])('%s gives way to the offset', (name) => {
    expect(zoneOf({ named: () => name })).toMatchObject({ timeZone: 'Etc/GMT-8', offsetMinutes: 480 });
  });

  it('gives way to the offset where its clocks show another time: /etc/localtime that was copied without its name', () => {
    const zone = zoneOf({ named: () => 'America/Chicago' });
    expect(zone).toEqual({ timeZone: 'Etc/GMT-8', offsetMinutes: 480, refused: 'America/Chicago', why: 'name' });
  });

  it('gives way also when the two agree today and part in another season', () => {
    expect(zoneOf({ named: () => 'America/Chicago', offsetMinutes: () => -360 }).timeZone).toBe('Etc/GMT+6');
  });

  it('is believed when its clock changes are the computer’s', () => {
    const zone = zoneOf({ named: () => 'America/Chicago', offsetMinutes: clockOf('America/Chicago') });
    expect(zone).toEqual({ timeZone: 'America/Chicago', offsetMinutes: -360, refused: null, why: null });
  });

  it('follows the offset over a clock change when there is nothing but an offset', () => {
    let nowMs = winter;
    const read = zoneReader(
      source({ named: () => undefined, offsetMinutes: clockOf('Europe/Berlin'), now: () => nowMs }),
    );
    expect(read().timeZone).toBe('Etc/GMT-1');
    nowMs = summer;
    expect(read().timeZone).toBe('Etc/GMT-2');
  });

  it('is asked for anew: a journey changes it', () => {
    let name = 'Asia/Shanghai';
    const read = zoneReader(source({ named: () => name, offsetMinutes: (atMs) => zoneOffsetMinutes(name, atMs) }));
    expect(read().timeZone).toBe('Asia/Shanghai');
    name = 'Europe/Berlin';
    expect(read().timeZone).toBe('Europe/Berlin');
  });

  it('a file of the zone database in TZ keeps its summer time, of which the runtime knows nothing', () => {
    const variable = () => ':/usr/share/zoneinfo/Europe/Berlin';
    const parts = { named: () => undefined, offsetMinutes: () => 60, variable };
    expect(zoneOf(parts)).toEqual({ timeZone: 'Europe/Berlin', offsetMinutes: 60, refused: null, why: null });
    expect(zoneOf({ ...parts, now: () => summer }).offsetMinutes).toBe(120);
  });

  it.each([
    [345, '+05:45'],
    [-570, '-09:30'],
    [765, '+12:45'],
    [-720, '-12:00'],
    [840, '+14:00'],
    [0, '+00:00'],
  ])('an offset of %s minutes has a zone', (minutes, offset) => {
    const { timeZone } = zoneOf({ named: () => 'Etc/Unknown', offsetMinutes: () => minutes });
    const shown = Temporal.Instant.fromEpochMilliseconds(winter).toZonedDateTimeISO(timeZone).offset;
    // Only the Chatham Islands are at +12:45, in their winter: a runtime without zones for bare offsets takes the nearest in January.
    expect(minutes === 765 ? ['+12:45', '+13:00'] : [offset]).toContain(shown);
    expect(new Intl.DateTimeFormat('en', { timeZone }).format(winter)).not.toBe('');
  });
});

describe('how a zone reads', () => {
  const now = at('2026-01-15T00:00:00Z');

  it.each([
    ['Asia/Shanghai', 'Beijing time'],
    ['PRC', 'Beijing time'],
    ['Asia/Chongqing', 'Beijing time'],
    ['Asia/Harbin', 'Beijing time'],
    ['Etc/GMT-8', 'GMT+8'],
    ['Etc/GMT+8', 'GMT-8'],
    ['UTC', 'UTC'],
    ['Europe/Berlin', 'Europe/Berlin (GMT+1)'],
    ['America/New_York', 'America/New York (EST)'],
  ])('%s is %s', (timeZone, text) => {
    expect(zoneLabel(now, { locale: 'en', timeZone })).toBe(text);
  });

  it('beside a time too', () => {
    const localeSetting = { locale: 'en', timeZone: 'Etc/GMT-8' } as const;
    expect(dateTimeZone(now, winter, localeSetting)).toBe('Jan 15, 08:00 (GMT+8)');
  });
});
