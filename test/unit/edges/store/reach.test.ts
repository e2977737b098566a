import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storeFailureOf } from '../../../../electron/edges/store/failures.ts';
import { openForWriting } from '../../../../electron/edges/store/open.ts';
import { refusalAt, refusalOfMaking } from '../../../../electron/edges/store/reach.ts';
import { makeScratch, workIn } from '../../../../electron/edges/store/scratch.ts';
import { aFolder } from '../../../fakes/store.ts';

it('a folder that takes a file takes no trace of the question', () => {
  const folder = aFolder();
  expect(refusalOfMaking(folder)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

it.runIf(process.platform === 'linux').each(['/sys', '/proc/1/fd', '/proc/self/fd'])(
  'a store in %s, where nobody makes files, is not allowed rather than missing',
  (folder) => {
    const path = join(folder, 'leasebell.sqlite');
    const notAllowed = { code: 'store.forbidden', reason: 'not-allowed' };
    expect(openForWriting(path, 0)).toMatchObject({ ok: false, failure: notAllowed });
    expect(refusalAt(path)).toMatchObject(notAllowed);
  },
);

it('a temporary folder that is full is named, not the medium that is read', () => {
  const scratch = makeScratch('test');
  const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path: '/medium/store', syscall: 'copyfile' });
  const refusal = (error: Error): unknown => {
    try {
      return workIn(scratch, () => {
        throw error;
      });
    } catch (thrown) {
      return storeFailureOf(thrown);
    }
  };
  expect(refusal(full)).toEqual({ code: 'store.forbidden', reason: 'no-scratch', detail: `ENOSPC ${scratch.folder}` });
  expect(existsSync(scratch.folder)).toBe(false);
  expect(refusal(Object.assign(full, { code: 'EIO' }))).toMatchObject({ reason: 'no-answer' });
});
