import type { Wait } from './transport.ts';

/** The longest delay of a timer; a longer one would fire at once. */
const maxDelayMs = 2 ** 31 - 1;

/** Waits in real time. */
export const realWait: Wait = (durationMs, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(Math.max(0, durationMs), maxDelayMs));
    signal.addEventListener('abort', done, { once: true });
  });
