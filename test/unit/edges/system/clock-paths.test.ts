import { describe, expect, it } from 'vitest';
import { awakeClock, clockFrom } from '../../../../electron/edges/system/clock.ts';
import { dataFiles, dataFolder, dataFolderArgument } from '../../../../electron/edges/system/paths.ts';

describe('the clock', () => {
  it('runs on from LEASEBELL_NOW with the real clock', () => {
    let real = 1_000_000;
    const clock = clockFrom('2026-10-18T00:00:00Z', { now: () => real });
    if (clock === null) throw new Error('no clock');
    expect(new Date(clock.now()).toISOString()).toBe('2026-10-18T00:00:00.000Z');
    real += 90_000;
    expect(new Date(clock.now()).toISOString()).toBe('2026-10-18T00:01:30.000Z');
  });

  it('is the real clock when nothing is set, and none when the text is no instant', () => {
    const real = { now: () => 5 };
    expect(clockFrom(undefined, real)).toBe(real);
    expect(clockFrom('', real)).toBe(real);
    expect(clockFrom('2026-10-18T08:00:00+08:00', real)?.now()).toBe(Date.parse('2026-10-18T00:00:00Z'));
    expect(clockFrom('2026-10-18', real)).toBeNull();
    expect(clockFrom('soon', real)).toBeNull();
  });
});

describe('the clock of being awake', () => {
  it('stops in sleep on Linux alone; elsewhere sleep is known when somebody tells of it, or not at all', () => {
    const signs = (isTold: boolean) =>
      (['linux', 'darwin', 'win32', 'freebsd'] as const).map((platform) => awakeClock(platform, isTold).sleep);
    expect(signs(true)).toEqual(['stops', 'told', 'told', 'told']);
    expect(signs(false)).toEqual(['stops', 'unknown', 'unknown', 'unknown']);
  });
});

describe('the data folder', () => {
  const folder = (platform: NodeJS.Platform, environment: Record<string, string>, chosen: string | null = null) =>
    dataFolder(chosen, { platform, environment, home: platform === 'win32' ? 'C:\\Users\\li' : '/people/li' });

  it('is where the system keeps such things', () => {
    expect(folder('linux', {})).toBe('/people/li/.config/Leasebell');
    expect(folder('linux', { XDG_CONFIG_HOME: '/x/config' })).toBe('/x/config/Leasebell');
    expect(folder('linux', { XDG_CONFIG_HOME: 'relative' })).toBe('/people/li/.config/Leasebell');
    expect(folder('darwin', {})).toBe('/people/li/Library/Application Support/Leasebell');
    expect(folder('win32', { APPDATA: 'C:\\Users\\li\\AppData\\Roaming' })).toBe(
      'C:\\Users\\li\\AppData\\Roaming\\Leasebell',
    );
    expect(folder('win32', {})).toBe('C:\\Users\\li\\AppData\\Roaming\\Leasebell');
  });

  it('is the one that was asked for', () => {
    expect(folder('linux', {}, '/srv/leasebell')).toBe('/srv/leasebell');
    expect(dataFiles('/srv/leasebell').store).toBe('/srv/leasebell/leasebell.sqlite');
  });

  it('reads the argument in both spellings', () => {
    expect(dataFolderArgument(['sync', '--data-dir', '/a b', '--json'])).toBe('/a b');
    expect(dataFolderArgument(['--data-dir=/a=b'])).toBe('/a=b');
    expect(dataFolderArgument(['sync'])).toBeNull();
    expect(dataFolderArgument(['--data-dir'])).toBeNull();
    expect(dataFolderArgument(['--data-dir', '--json'])).toBeNull();
  });
});
