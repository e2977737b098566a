import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeScratch, type Scratch } from '../../edges/store/scratch.ts';
import { holdWriterLock } from '../../edges/store/writer-lock.ts';

/** Exactly what `makeScratch` calls a folder of the demo. */
const ours = /^leasebell-demo-[A-Za-z0-9]{6}$/;
/** The system frees the lock when its process dies, however it dies, and whatever process has its number then. */
const lockOf = (folder: string): string => join(folder, 'demo');
/** So many are removed at one start; the next ones go on. */
const maxSwept = 20;

/** Makes the folder of a demo, which is locked while the demo lives, and removes those whose demo was killed. */
export const makeDemoScratch = (): Scratch => {
  sweepDead();
  const scratch = makeScratch('demo');
  try {
    const lock = holdWriterLock(lockOf(scratch.folder));
    return {
      folder: scratch.folder,
      remove: () => {
        lock?.release();
        scratch.remove();
      },
    };
  } catch (error) {
    scratch.remove();
    throw error;
  }
};

const sweepDead = (): void => {
  try {
    const found = readdirSync(tmpdir()).filter((name) => ours.test(name));
    let swept = 0;
    for (const folder of found.map((name) => join(tmpdir(), name))) {
      if (swept === maxSwept) return;
      if (!isDead(folder)) continue;
      rmSync(folder, { recursive: true, force: true });
      swept += 1;
    }
  } catch {
    // What cannot be swept keeps no demo from starting.
  }
};

/** Whether a folder of this user has a lock that can be taken. One without a lock is just being made, or was made by an earlier release. */
const isDead = (folder: string): boolean => {
  try {
    const facts = lstatSync(folder);
    const isOwn = facts.isDirectory() && (process.getuid === undefined || facts.uid === process.getuid());
    if (!isOwn || !lstatSync(`${lockOf(folder)}.writer`).isFile()) return false;
    const lock = holdWriterLock(lockOf(folder));
    lock?.release();
    return lock !== null;
  } catch {
    return false;
  }
};
