import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { minute, second } from '../../../../electron/core/model/instant.ts';
import { zoneOfFile } from '../../../../electron/edges/system/zone-bytes.ts';
import { readZoneFile } from '../../../../electron/edges/system/zone-file.ts';
import { zoneReader } from '../../../../electron/edges/system/time-zone.ts';
import { ms } from '../../../fakes/instants.ts';

const winter = ms('2026-01-15T00:00:00Z');
const summer = ms('2026-07-15T00:00:00Z');

/** The bytes of a file of version 2 (RFC 8536) with a list of clock changes, in minutes ahead of UTC from an instant on. */
const fileWith = (footer: string, changes: readonly (readonly [string, number])[] = []): Buffer => {
  const header = (times: number, types: number): Buffer => {
    const bytes = Buffer.alloc(44);
    bytes.write('TZif2', 'latin1');
    bytes.writeUInt32BE(times, 32);
    bytes.writeUInt32BE(types, 36);
    return bytes;
  };
  const data = Buffer.alloc(changes.length * 15);
  for (const [index, [from, minutes]] of changes.entries()) {
    data.writeBigInt64BE(BigInt(ms(from) / second), index * 8);
    data.writeUInt8(index, changes.length * 8 + index);
    data.writeInt32BE(minutes * 60, changes.length * 9 + index * 6);
  }
  return Buffer.concat([header(0, 0), header(changes.length, changes.length), data, Buffer.from(`\n${footer}\n`)]);
};
const minutesAt = (bytes: Uint8Array, atMs: number) => (zoneOfFile(bytes)?.offsetAt(atMs) ?? Number.NaN) / minute;

describe('a zone in a file', () => {
  it('has the clocks that its footer states', () => {
    const berlin = fileWith('CET-1CEST,M3.5.0,M10.5.0/3');
    expect([winter, summer].map((at) => minutesAt(berlin, at))).toEqual([60, 120]);
    const lordHowe = fileWith('<+1030>-10:30<+11>-11,M10.1.0,M4.1.0');
    expect([winter, summer].map((at) => minutesAt(lordHowe, at))).toEqual([660, 630]);
  });

  it('has those of its list until the last change of it', () => {
    const listed = fileWith('<+01>-1', [
      ['2026-02-15T02:00:00Z', 0],
      ['2026-03-22T02:00:00Z', 60],
    ]);
    const times = ['2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-03-22T02:00:00Z', '2028-01-01T00:00:00Z'];
    expect(times.map((time) => minutesAt(listed, ms(time)))).toEqual([60, 0, 60, 60]);
    expect(zoneOfFile(listed)?.changesIn(winter)).toEqual([ms('2026-02-15T02:00:00Z'), ms('2026-03-22T02:00:00Z')]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['another file', Buffer.from('root:x:0:0:root:/root:/bin/bash\n'.repeat(9))],
    ['one of version 1', fileWith('').subarray(0, 44)],
    ['one without rules', fileWith('')],
    ['one with other rules', fileWith('Europe/Berlin')],
    ['a cut one', fileWith('CST-8', [['2026-02-15T02:00:00Z', 0]]).subarray(0, 95)],
    ['one whose counts lie', Buffer.concat([fileWith('').subarray(0, 76), Buffer.alloc(12, 255), fileWith('CST-8')])],
  ])('is none in %s', (_name, bytes) => {
    expect(zoneOfFile(bytes)).toBeNull();
  });
});

describe('a file that is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zone-'));
  const kept = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  it('is called by where it really is', () => {
    const path = kept('Home', fileWith('CST-8'));
    symlinkSync(path, join(folder, 'link'));
    expect(readZoneFile(join(folder, 'link'))?.path).toMatch(/Home$/);
  });

  it('is none where it is too large, a folder, a pipe, or missing', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const large = kept('large', Buffer.concat([fileWith('CST-8'), Buffer.alloc(65_536)]));
    for (const path of [large, folder, pipe, join(folder, 'missing')]) expect(readZoneFile(path)).toBeNull();
  });
});

describe('a computer whose zone only a file states', () => {
  const zoneOf = (footer: string, nowMs: number, variable: string | undefined, path = '/etc/localtime') => {
    const bytes = fileWith(footer);
    const zone = zoneOfFile(bytes);
    const standard = minutesAt(bytes, footer.includes('M10.1.0') ? summer : winter);
    return zoneReader({
      named: () => undefined,
      // The runtime keeps the winter alone.
      offsetMinutes: () => standard,
      variable: () => variable,
      file: () => (zone === null ? null : { path, zone }),
      now: () => nowMs,
    })();
  };
  const berlin = 'CET-1CEST,M3.5.0,M10.5.0/3';
  const lordHowe = '<+1030>-10:30<+11>-11,M10.1.0,M4.1.0';

  it.each([
    [undefined, berlin, 'Europe/Berlin', 60, 120],
    [':/etc/localtime', berlin, 'Europe/Berlin', 60, 120],
    ['/etc/localtime', berlin, 'Europe/Berlin', 60, 120],
    [':/home/me/zone', lordHowe, 'Australia/Lord_Howe', 660, 630],
    [undefined, lordHowe, 'Australia/Lord_Howe', 660, 630],
    [undefined, 'CST-8', 'Etc/GMT-8', 480, 480],
  ])('TZ=%s and %s: %s in winter and in summer', (variable, footer, timeZone, inWinter, inSummer) => {
    expect(zoneOf(footer, winter, variable)).toEqual({ timeZone, offsetMinutes: inWinter, refused: null, why: null });
    expect(zoneOf(footer, summer, variable)).toMatchObject({ timeZone, offsetMinutes: inSummer });
  });

  it('is called by the name under which the zone database has the file', () => {
    const path = '/usr/share/zoneinfo/Asia/Shanghai';
    expect(zoneOf('CST-8', winter, ':/etc/localtime', path).timeZone).toBe('Asia/Shanghai');
    expect(zoneOf(berlin, summer, '/etc/localtime', path).timeZone).toBe('Europe/Berlin');
  });

  it('follows the clock where it shows nothing that the file says', () => {
    const zone = zoneReader({
      named: () => 'America/Chicago',
      offsetMinutes: () => 480,
      variable: () => undefined,
      file: () => ({ path: '/etc/localtime', zone: zoneOfFile(fileWith(berlin)) ?? expect.fail() }),
      now: () => winter,
    })();
    expect(zone).toEqual({ timeZone: 'Etc/GMT-8', offsetMinutes: 480, refused: 'America/Chicago', why: 'name' });
  });
});
