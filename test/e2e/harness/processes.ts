import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'vitest';

/** The words that a process was started with, each followed by a NUL; empty when it has ended. */
export const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

/** The process ids of what was started as `executable`. */
export const processesOf = (executable: string): readonly string[] =>
  readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).startsWith(executable));

/** The process ids of the pages of the app installed at `executable`. */
export const pagesOf = (executable: string): readonly string[] =>
  processesOf(executable).filter((pid) => commandOf(pid).includes('--type=renderer'));

/** Holds that a page's process is an ordinary user's, in Chromium's sandbox. */
export const expectSandbox = async (pid: string): Promise<void> => {
  expect(commandOf(pid)).not.toContain('--no-sandbox');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  expect(status).not.toMatch(/^Uid:\s+0\b/m);
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  // 2 is "filtered": the page may make only the system calls that Chromium allows.
  await expect.poll(() => readFileSync(`/proc/${pid}/status`, 'utf8'), { timeout: 30_000 }).toMatch(/^Seccomp:\s+2$/m);
};
