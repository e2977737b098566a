import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { followFile } from '../../../../electron/edges/system/follow-file.ts';
import { aFolder } from '../../../fakes/store.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

const minute = 60_000;

const followed = (path: string) => {
  const look = vi.fn();
  onTestFinished(followFile(path, look));
  return look;
};

it('looks at what lies there at once and for two minutes, then not at all while nothing comes', () => {
  const path = join(aFolder(), 'wishes');
  writeFileSync(path, '');
  const look = followed(path);
  expect(look).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2 * minute);
  expect(look).toHaveBeenCalledTimes(121);
  vi.advanceTimersByTime(60 * minute);
  expect(look).toHaveBeenCalledTimes(121);
});

it('wakes when the file comes, changes or goes, and for nothing else in its folder', async () => {
  const folder = aFolder();
  const path = join(folder, 'wishes');
  const look = followed(path);
  vi.advanceTimersByTime(60 * minute);
  expect(look).not.toHaveBeenCalled();
  const change = async (make: () => void): Promise<void> => {
    look.mockClear();
    make();
    await vi.waitFor(() => expect(look).toHaveBeenCalled());
    vi.advanceTimersByTime(3 * minute);
  };
  await change(() => writeFileSync(path, 'one'));
  await change(() => writeFileSync(path, 'two'));
  await change(() => writeFileSync(`${path}-journal`, 'three'));
  await change(() => rmSync(path));
  look.mockClear();
  writeFileSync(join(folder, 'other'), 'x');
  // What is watched comes after what is not, so that both have been told.
  writeFileSync(path, 'last');
  await vi.waitFor(() => expect(look).toHaveBeenCalled());
});

it('looks once a second for ever where the folder cannot be watched', () => {
  const look = followed('/nonexistent/wishes');
  vi.advanceTimersByTime(60 * minute);
  expect(look).toHaveBeenCalledTimes(3_601);
});
