import { expect, it } from 'vitest';
import { relaunch } from '../../../../electron/faces/window/relaunch.ts';

const asked = (argv: readonly string[], image: string | null = null) => {
  const options: unknown[] = [];
  relaunch({ relaunch: (given) => options.push(given) }, { argv, image });
  return options;
};

it('starts with a window and the user’s own data, whatever this run was asked', () => {
  const argv = ['/usr/bin/leasebell', '--hidden', '--data-dir=/d', '--demo', 'leasebell://rental/x'];
  expect(asked(argv)).toEqual([{ args: ['--data-dir=/d'] }]);
});

it('starts an AppImage by its file, not by what was mounted', () => {
  expect(asked(['/tmp/.mount/leasebell'], '/home/x/Leasebell.AppImage')).toEqual([
    { args: [], execPath: '/home/x/Leasebell.AppImage' },
  ]);
});
