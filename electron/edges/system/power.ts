type PowerEvent = 'resume' | 'unlock-screen' | 'suspend' | 'shutdown';

/** The part of Electron's power monitor that is listened to. */
export interface PowerSource {
  on(event: PowerEvent, listener: () => void): unknown;
  removeListener(event: PowerEvent, listener: () => void): unknown;
}

/** The moments after which timers cannot be trusted. */
export interface PowerListener {
  /** The machine woke up, or the user came back: look at the clock at once. */
  readonly onAwake: () => void;
  /** The machine is about to sleep or shut down. On many systems this comes late or not at all. */
  readonly onSleep: () => void;
}

/** Listens to Electron's power monitor until the returned function is called. */
export const watchPower = (monitor: PowerSource, { onAwake, onSleep }: PowerListener): (() => void) => {
  monitor.on('resume', onAwake);
  monitor.on('unlock-screen', onAwake);
  monitor.on('suspend', onSleep);
  monitor.on('shutdown', onSleep);
  return () => {
    monitor.removeListener('resume', onAwake);
    monitor.removeListener('unlock-screen', onAwake);
    monitor.removeListener('suspend', onSleep);
    monitor.removeListener('shutdown', onSleep);
  };
};
