import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { NetworkState } from '../../../../electron/edges/system/network.ts';
import { watchPower } from '../../../../electron/edges/system/power.ts';
import { outdatedParts, readVersions } from '../../../../electron/edges/system/versions.ts';

describe('versions', () => {
  it('compares by number, not by text', () => {
    const tooOld = (sqlite: string, electron: string | null = null) =>
      outdatedParts({ ...readVersions('1.0.0', sqlite, process), node: '20.20.0', electron });
    expect(tooOld('3.53.0')).toEqual([]);
    expect(tooOld('3.51.3')).toEqual([]);
    expect(tooOld('3.9.9')).toEqual(['SQLite 3.9.9 < 3.51.3']);
    expect(tooOld('3.53.0', '45.0.0-beta.1')).toEqual([]);
  });

  it('names what is too old, and asks nothing of what is not there', () => {
    const versions = readVersions('1.0.0', '3.51.2', {
      versions: { ...process.versions, node: '20.20.0' },
      platform: 'linux',
      arch: 'x64',
    });
    expect(versions).toMatchObject({ electron: null, chromium: null, platform: 'linux-x64' });
    expect(outdatedParts(versions)).toEqual(['SQLite 3.51.2 < 3.51.3']);
  });
});

describe('the power monitor', () => {
  it('tells waking, sleeping and the end of the session until it is left, and has the system wait for that', () => {
    const monitor = new EventEmitter();
    const heard: string[] = [];
    const leave = watchPower(monitor, {
      onAwake: () => heard.push('awake'),
      onSleep: () => heard.push('sleep'),
      onShutdown: () => heard.push('quit'),
    });
    for (const event of ['suspend', 'resume', 'unlock-screen']) monitor.emit(event);
    monitor.emit('shutdown', { preventDefault: () => heard.push('wait') });
    expect(heard.splice(3)).toEqual(['wait', 'quit']);
    expect(heard).toEqual(['sleep', 'awake', 'awake']);
    leave();
    monitor.emit('resume');
    expect(heard).toHaveLength(3);
  });
});

describe('the network', () => {
  it('tells a change once', () => {
    let online = true;
    const told: boolean[] = [];
    const network = new NetworkState({ isOnline: () => online }, (is) => told.push(is));
    network.look();
    online = false;
    network.look();
    network.look();
    online = true;
    network.look();
    expect(told).toEqual([false, true]);
    expect(network.online).toBe(true);
  });
});
