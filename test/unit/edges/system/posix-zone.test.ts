import { describe, expect, it } from 'vitest';
import { zoneOffsetMinutes } from '../../../../electron/core/model/time-zone.ts';
import { day, minute } from '../../../../electron/core/model/instant.ts';
import { posixZone } from '../../../../electron/edges/system/posix-zone.ts';
import { zoneReader } from '../../../../electron/edges/system/time-zone.ts';
import { ms } from '../../../fakes/instants.ts';

const winter = ms('2026-01-15T00:00:00Z');
const summer = ms('2026-07-15T00:00:00Z');

/** What the runtime makes of a form that it does not know: UTC, without a word. */
const zoneOf = (variable: string, nowMs = winter) =>
  zoneReader({
    named: () => 'UTC',
    offsetMinutes: () => 0,
    variable: () => variable,
    file: () => null,
    now: () => nowMs,
  })();

describe('a zone with a summer time that TZ states by itself', () => {
  it.each([
    ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
    [':CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
    ['EET-2EEST,M3.5.0/3,M10.5.0/4', 'Europe/Athens'],
    ['GMT0BST,M3.5.0/1,M10.5.0', 'Europe/London'],
    // Ireland's winter is its summer time in reverse.
    ['IST-1GMT0,M10.5.0,M3.5.0/1', 'Europe/London'],
    ['EST5EDT', 'America/New_York'],
    ['EST5EDT,M3.2.0,M11.1.0', 'America/New_York'],
    ['EST+5EDT,M3.2.0/2,M11.1.0/02:00:00', 'America/New_York'],
    ['CST6CDT,M3.2.0,M11.1.0', 'America/Chicago'],
    ['PST8PDT,M3.2.0,M11.1.0', 'America/Los_Angeles'],
    ['NST3:30NDT,M3.2.0,M11.1.0', 'America/St_Johns'],
    ['<-02>2<-01>,M3.5.0/-1,M10.5.0/0', 'America/Nuuk'],
    ['AEST-10AEDT,M10.1.0,M4.1.0/3', 'Australia/Sydney'],
    ['NZST-12NZDT,M9.5.0,M4.1.0/3', 'Pacific/Auckland'],
    ['<+1030>-10:30<+11>-11,M10.1.0,M4.1.0', 'Australia/Lord_Howe'],
    ['IST-2IDT,M3.4.4/26,M10.5.0', 'Asia/Jerusalem'],
  ])('%s has the clocks of %s all year', (variable, place) => {
    const { timeZone, refused, why } = zoneOf(variable);
    expect({ refused, why }).toEqual({ refused: null, why: null });
    const days = Array.from({ length: 366 }, (_, index) => winter + index * day);
    expect(days.map((at) => zoneOffsetMinutes(timeZone, at))).toEqual(days.map((at) => zoneOffsetMinutes(place, at)));
    expect(days.map((at) => (posixZone(variable)?.offsetAt(at) ?? 0) / minute)).toEqual(
      days.map((at) => zoneOffsetMinutes(place, at)),
    );
  });

  it('is called by a name that people know', () => {
    expect(zoneOf('CET-1CEST,M3.5.0,M10.5.0/3').timeZone).toBe('Europe/Berlin');
    expect(zoneOf('EST5EDT').timeZone).toBe('America/New_York');
    expect(zoneOf('AEST-10AEDT,M10.1.0,M4.1.0/3').timeZone).toBe('Australia/Sydney');
  });

  it.each([
    ['CST-8CDT', 480, 540],
    ['CET-1CEST', 60, 120],
    ['NZST-12NZDT', 720, 780],
    ['EST5EDT4,J60,J300', -300, -240],
  ])('%s, as no place has it, follows its rules and says so', (variable, inWinter, inSummer) => {
    expect(zoneOf(variable)).toMatchObject({ offsetMinutes: inWinter, refused: variable, why: 'changes' });
    expect(zoneOf(variable, summer)).toMatchObject({ offsetMinutes: inSummer, refused: variable, why: 'changes' });
  });

  it('keeps to the day: 29 February counts in one of the two ways', () => {
    const on = (variable: string, date: string) => (posixZone(variable)?.offsetAt(ms(date)) ?? 0) / minute;
    expect(on('XXX0YYY,J60/0,J300', '2028-03-01T00:00:00Z')).toBe(60);
    expect(on('XXX0YYY,J60/0,J300', '2028-02-29T23:59:00Z')).toBe(0);
    expect(on('XXX0YYY,59/0,300', '2028-02-29T00:00:00Z')).toBe(60);
    expect(on('XXX3EDT4,0/0,J365/23', '2026-12-31T23:59:00Z')).toBe(-240);
  });

  it.each([
    'CET-1CEST,M3.5.0',
    'CET-1CEST,M13.5.0,M10.5.0',
    'CET-1CEST,M3.6.0,M10.5.0',
    'CET-1CEST,M3.5.7,M10.5.0',
    'CET-1CEST,J0,J300',
    'CET-1CEST,366,1',
    'CET-1CEST,M3.5.0/168,M10.5.0',
    'CET-1:60',
    'CET-25',
    'CE-1',
    'CET',
    '',
    'nonsense',
    'Europe/Berlin',
  ])('%s is not of that form', (text) => {
    expect(posixZone(text)).toBeNull();
  });
});

describe('an offset that no zone has', () => {
  it.each([
    ['GMT-8:30', 510],
    ['<-0430>4:30', -270],
    ['XYZ-13:37', 817],
    ['LMT-8:05:43', 486],
    ['ABC-13:59', 839],
    ['ABC12:40', -760],
  ])('%s leads to the nearest one, and says so', (variable, minutes) => {
    const { offsetMinutes, refused, why } = zoneOf(variable);
    expect(Math.abs(offsetMinutes - minutes)).toBeLessThanOrEqual(40);
    expect({ refused, why }).toEqual({ refused: variable, why: 'offset' });
  });

  it('in seconds alone is the minute’s', () => {
    expect(zoneOf('LMT-8:00:20')).toMatchObject({ timeZone: 'Etc/GMT-8', why: null });
  });
});

describe('why a zone was refused', () => {
  it.each([
    ['CST-8', null, null],
    ['nonsense', 'nonsense', 'unknown'],
    ['America/Nowhere', 'America/Nowhere', 'unknown'],
    ['ABC-20', 'ABC-20', 'unknown'],
    ['CST-99', 'CST-99', 'unknown'],
    ['CET-1CEST,M3.5.0', 'CET-1CEST,M3.5.0', 'unknown'],
    ['', '', 'unknown'],
    [':', '', 'unknown'],
    [' ', '', 'unknown'],
    ['UTC', null, null],
    ['Etc/UTC', null, null],
    ['GMT', null, null],
    [':UTC', null, null],
    ['posix/UTC', null, null],
    ['/usr/share/zoneinfo/UTC', null, null],
  ])('TZ=%s', (variable, refused, why) => {
    expect(zoneOf(variable)).toMatchObject({ offsetMinutes: variable === 'CST-8' ? 480 : 0, refused, why });
  });
});
