import type { ElectronApplication } from 'playwright-core';

const beatMs = 20;

/** From now on main notes the longest time for which it did nothing else than one thing. */
export const notePauses = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate((_electron, everyMs) => {
    let last = performance.now();
    Reflect.set(globalThis, 'longestPauseMs', 0);
    setInterval(() => {
      const now = performance.now();
      const longest: unknown = Reflect.get(globalThis, 'longestPauseMs');
      Reflect.set(globalThis, 'longestPauseMs', Math.max(Number(longest), now - last - everyMs));
      last = now;
    }, everyMs).unref();
  }, beatMs);

/** The longest pause since `notePauses`, in milliseconds. */
export const longestPauseMs = (electron: ElectronApplication): Promise<number> =>
  electron.evaluate(() => Number(Reflect.get(globalThis, 'longestPauseMs')));
