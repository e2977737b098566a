import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownDescriptor } from '../../../../electron/edges/system/own-descriptor.ts';
import { aFolder } from '../../../fakes/store.ts';

/** Whether writing to a descriptor waits, as Linux tells it of every program that shares it. */
const waits = (descriptor: number): boolean => {
  const flags = /flags:\s+(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1] ?? '';
  return (parseInt(flags, 8) & constants.O_NONBLOCK) === 0;
};

const pipe = (): string => {
  const path = join(aFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
};

describe.runIf(process.platform === 'linux')('a descriptor of our own', () => {
  it('of a pipe does not wait for its reader, and the shared one waits as before', () => {
    const shared = openSync(pipe(), constants.O_RDWR);
    const own = ownDescriptor(shared);
    expect([own === shared, waits(own), waits(shared)]).toEqual([false, false, true]);
    const fill = (): void => {
      for (;;) writeSync(own, Buffer.alloc(4096));
    };
    expect(fill).toThrow('EAGAIN');
    for (const descriptor of [own, shared]) closeSync(descriptor);
  });

  it.each([
    ['a file, which would be written from its beginning', () => openSync(join(aFolder(), 'file'), 'w'), 'linux'],
    ['a device that is no terminal', () => openSync('/dev/null', 'w'), 'linux'],
    ['a pipe where it cannot be opened once more', () => openSync(pipe(), constants.O_RDWR), 'darwin'],
    ['anything on Windows', () => openSync(pipe(), constants.O_RDWR), 'win32'],
  ] as const)('is not made of %s', (_what, open, platform) => {
    const shared = open();
    expect([ownDescriptor(shared, platform), waits(shared)]).toEqual([shared, true]);
    closeSync(shared);
  });

  it('is not made of what is not there', () => {
    expect(ownDescriptor(987_654)).toBe(987_654);
  });
});
