/** What hears the signals of this process. */
export interface SignalSource {
  on(signal: string, hear: () => void): unknown;
  once(signal: string, hear: () => void): unknown;
}

/** Ctrl+C, the system's request to end, and Ctrl+Break on Windows. */
const requests = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const;

/** Resolves at the first signal to stop; a second one ends the program at once. */
export const stopSignal = (source: SignalSource): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of requests) source.once(signal, () => resolve());
    // A terminal that closes may say so twice, the shell and the system each: the second must not cut short what the first began.
    source.on('SIGHUP', () => resolve());
  });
