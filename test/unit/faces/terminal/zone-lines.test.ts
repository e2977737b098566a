import { afterEach, describe, expect, it } from 'vitest';
import { speakIn } from '../../../../electron/core/words/words.ts';
import type { Locale } from '../../../../electron/core/model/settings.ts';
import { healthLines } from '../../../../electron/faces/terminal/health-lines.ts';
import type { HealthReport } from '../../../../electron/program/health/health-report.ts';
import { ms } from '../../../fakes/instants.ts';

const line = (time: Partial<HealthReport['time']>, locale: Locale): string => {
  speakIn(() => locale);
  const report: HealthReport = {
    time: {
      zone: 'UTC',
      offset: '+00:00',
      local: '2026-01-15T08:00:00+00:00',
      refused: null,
      why: null,
      quietHoursRefused: null,
      ...time,
    },
    folder: { path: '/', exists: true, mode: null, own: null, readable: true, writable: true },
    bell: { ok: true, code: null, reason: null, detail: null },
    health: { lastLookAt: null, troubles: [] },
    rounds: [],
    ...{ nextRing: null, overdue: null, unplanned: null, isRunning: false, standsStillSince: null },
    room: { freeBytes: null, failure: null },
  };
  const here = { clock: { now: () => ms('2026-01-15T08:00:00Z') }, localeSetting: { locale, timeZone: 'UTC' } };
  return healthLines(report, here)[0]?.[1] ?? '';
};

describe('what doctor says of the zone', () => {
  afterEach(() => speakIn(() => 'en'));

  it('says only where the clock counts that it counts', () => {
    expect(line({ refused: 'America/Chicago', why: 'name' }, 'en')).toContain('so the clock counts');
    for (const why of ['changes', 'offset', 'unknown'] as const)
      expect(line({ refused: 'XYZ-13:37', why }, 'en')).not.toContain('clock counts');
    expect(line({}, 'en')).toBe('2026-01-15 08:00:00 +00:00 · UTC');
  });

  it.each(['en', 'zh-CN'] as const)('never calls a zone by an empty name (%s)', (locale) => {
    for (const why of ['name', 'unknown', 'changes', 'offset'] as const)
      expect(line({ refused: '', why }, locale)).not.toMatch(/“”|TZ=|“TZ/);
  });

  it('keeps what would steer a terminal out of it', () => {
    expect(line({ refused: 'a\u001B[31mb\u202E', why: 'unknown' }, 'zh-CN')).not.toMatch(/[\u001B\u202E]/);
  });
});
