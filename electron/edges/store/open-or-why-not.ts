import { basename, dirname } from 'node:path';
import { failed, type Result } from '../../core/model/failure.ts';
import { openForReading, type OpenStore } from './open.ts';
import { hasOwnCopy, ownCopyPathOf } from './own-copy.ts';
import { refusalOfBeginning } from './room.ts';

/**
 * Opens the store for somebody who asks it, see `openForReading`. Where there is none, an empty list would be told of what is not so: fails with `store.damaged`
 * where its copy lies beside it (`copy-only`), for the next writer begins from that, and with `store.full` where none could be begun for want of room.
 */
export const openOrWhyNot = (path: string): Result<OpenStore | null> => {
  const opened = openForReading(path);
  if (!opened.ok || opened.value !== null) return opened;
  if (hasOwnCopy(path)) return failed('store.damaged', { reason: 'copy-only', detail: basename(ownCopyPathOf(path)) });
  const failure = refusalOfBeginning(dirname(path), `.probe-${String(process.pid)}`);
  return failure?.code === 'store.full' ? { ok: false, failure } : opened;
};
