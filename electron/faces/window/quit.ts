import { app } from 'electron';

/** Quitting waits until `end` has let rounds end and closed the store. */
export const quitInOrder = (end: () => Promise<void>): void => {
  let state: 'running' | 'ending' | 'ended' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    void end().finally(() => {
      state = 'ended';
      app.quit();
    });
  });
};
