import { ownImageOf } from '../edges/system/own-image.ts';
import type { RunningAs } from '../faces/window/relaunch.ts';

/** Returns how this program runs, so that it can be started again. */
export const runningAs = (): RunningAs => ({
  argv: process.argv,
  image: ownImageOf(process.env, process.execPath),
});
