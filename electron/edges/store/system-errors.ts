import { constants } from 'node:os';
import type { StoreFailure } from '../../core/model/failure.ts';
import type { ReasonOf } from '../../core/model/failure-words.ts';

/** Returns the failure of a place that cannot be used for this reason. */
export const forbiddenFailure = (reason: ReasonOf<'store.forbidden'>): StoreFailure => ({
  code: 'store.forbidden',
  reason,
});

const locked: StoreFailure = { code: 'store.locked' };

/** The system's errors that a healthy program must expect of files and folders (errno(3)). */
const refusals: Readonly<Record<string, StoreFailure>> = {
  EACCES: forbiddenFailure('not-allowed'),
  EPERM: forbiddenFailure('not-allowed'),
  EROFS: forbiddenFailure('read-only'),
  ENOENT: forbiddenFailure('missing'),
  ENOTDIR: forbiddenFailure('wrong-kind'),
  EISDIR: forbiddenFailure('wrong-kind'),
  EEXIST: forbiddenFailure('wrong-kind'),
  ELOOP: forbiddenFailure('bad-path'),
  ENAMETOOLONG: forbiddenFailure('bad-path'),
  EILSEQ: forbiddenFailure('bad-path'),
  EMFILE: forbiddenFailure('no-handles'),
  ENFILE: forbiddenFailure('no-handles'),
  EIO: forbiddenFailure('no-answer'),
  ENXIO: forbiddenFailure('no-answer'),
  ENODEV: forbiddenFailure('no-answer'),
  ESTALE: forbiddenFailure('no-answer'),
  ENOLCK: forbiddenFailure('no-answer'),
  ETIMEDOUT: forbiddenFailure('no-answer'),
  EHOSTDOWN: forbiddenFailure('no-answer'),
  EHOSTUNREACH: forbiddenFailure('no-answer'),
  ENETUNREACH: forbiddenFailure('no-answer'),
  ENOTCONN: forbiddenFailure('no-answer'),
  ENOSPC: { code: 'store.full' },
  EDQUOT: { code: 'store.full', reason: 'quota' },
  EFBIG: { code: 'store.full', reason: 'file-size' },
  EBUSY: locked,
  EAGAIN: locked,
  ETXTBSY: locked,
};

/** What an error name of the system means for the data; null for one that no healthy program meets. */
export const refusalOf = (name: string): StoreFailure | null =>
  Object.hasOwn(refusals, name) ? (refusals[name] ?? null) : null;

/** Windows' own numbers (winerror.h), which SQLite hands on as they are, by the names that Node uses for them. */
const windowsNames: Readonly<Record<number, string>> = {
  2: 'ENOENT',
  3: 'ENOENT',
  4: 'EMFILE',
  5: 'EACCES',
  19: 'EROFS',
  21: 'EIO',
  23: 'EIO',
  32: 'EBUSY',
  33: 'EBUSY',
  39: 'ENOSPC',
  53: 'EHOSTUNREACH',
  59: 'EIO',
  64: 'ENOTCONN',
  112: 'ENOSPC',
  123: 'EILSEQ',
  206: 'ENAMETOOLONG',
  223: 'EFBIG',
  267: 'ENOTDIR',
  1117: 'EIO',
  1295: 'EDQUOT',
};

/** The name of a number of the system's errors on this platform; null when it has none. */
export const systemErrorName = (number: number, platform: NodeJS.Platform): string | null => {
  if (platform === 'win32') return windowsNames[number] ?? null;
  return Object.entries(constants.errno).find(([, value]) => value === number)?.[0] ?? null;
};
