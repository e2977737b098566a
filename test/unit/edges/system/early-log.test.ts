import { expect, it } from 'vitest';
import { EarlyLog } from '../../../../electron/edges/system/early-log.ts';
import { memoryLog } from '../../../fakes/log.ts';

it('hands on what was logged before the log was there, in its order, and opens it once', async () => {
  const lines: unknown[] = [];
  const log = memoryLog(lines);
  let opened = 0;
  const early = new EarlyLog(() => {
    opened += 1;
    return Promise.resolve(log);
  });
  early.warn({ step: 1 }, 'first');
  early.error({ step: 2 }, 'second');
  expect(lines).toHaveLength(0);
  await Promise.all([early.open(), early.open()]);
  early.info({ step: 3 }, 'third');
  expect(lines).toMatchObject([{ step: 1 }, { step: 2 }, { step: 3 }]);
  expect(opened).toBe(1);
});
