// A lock between processes: a file that holds the owner's process id. A lock whose owner is gone is taken over.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
    return false;
  }
}

function removeIfAbandoned(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    if (owner > 0 && !alive(owner)) rmSync(file, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/** Runs `work` while no other process holds the lock `file`; gives up with a sentence after `limitMs`. */
export async function withLock(file, work, limitMs = 300_000) {
  mkdirSync(dirname(file), { recursive: true });
  const until = Date.now() + limitMs;
  while (!take(file)) {
    removeIfAbandoned(file);
    if (Date.now() > until) throw new Error(`Another process has held ${file} for too long. Delete it and try again.`);
    await pause(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
