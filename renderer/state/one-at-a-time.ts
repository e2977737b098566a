/**
 * Makes a task that never overlaps itself: asked again while it runs, it runs once more afterwards, however often it
 * was asked. The promise settles when nothing is left to do.
 */
export const oneAtATime = (task: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async (): Promise<void> => {
    try {
      do {
        again = false;
        await task();
      } while (again);
    } finally {
      // At once, not when its promise settles: whoever asks between the two would be forgotten.
      running = null;
    }
  };
  return () => {
    if (running) {
      again = true;
      return running;
    }
    running = run();
    return running;
  };
};
