import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openForWriting, type OpenStore } from '../../electron/edges/store/open.ts';
import { ms } from './instants.ts';

/** A folder of its own for one test, removed when the test has ended. */
export const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A real store in a folder of its own. */
export const aStore = (path = join(aFolder(), 'store.sqlite')): OpenStore => {
  const opened = openForWriting(path, ms('2026-03-01T08:00:00Z'));
  if (!opened.ok) throw new Error(`the store did not open: ${opened.failure.code}`);
  let open = true;
  const close = (): void => {
    if (open) opened.value.close();
    open = false;
  };
  onTestFinished(close);
  return { ...opened.value, close };
};
