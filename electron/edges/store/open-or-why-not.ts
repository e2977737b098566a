import { dirname } from 'node:path';
import type { Result } from '../../core/model/failure.ts';
import { openForReading, type OpenStore } from './open.ts';
import { refusalOfBeginning } from './room.ts';

/**
 * Opens the store for somebody who asks it, see `openForReading`; where there is none yet, and none could be begun for want of room, fails with
 * `store.full`: an empty list would be told of a store that nobody could make.
 */
export const openOrWhyNot = (path: string): Result<OpenStore | null> => {
  const opened = openForReading(path);
  if (!opened.ok || opened.value !== null) return opened;
  const failure = refusalOfBeginning(dirname(path), `.probe-${String(process.pid)}`);
  return failure?.code === 'store.full' ? { ok: false, failure } : opened;
};
