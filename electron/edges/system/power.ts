/** What the power monitor tells with an event. */
interface PowerNews {
  /** Of `shutdown`: the computer waits a moment longer. */
  preventDefault(): void;
}

type PowerEvent = 'resume' | 'unlock-screen' | 'suspend' | 'shutdown';

/** The part of Electron's power monitor that is listened to. */
export interface PowerSource {
  on(event: PowerEvent, listener: (news?: PowerNews) => void): unknown;
  removeListener(event: PowerEvent, listener: (news?: PowerNews) => void): unknown;
}

/** The moments after which timers cannot be trusted. */
export interface PowerListener {
  /** The machine woke up, or the user came back: look at the clock at once. */
  readonly onAwake: () => void;
  /** The machine is about to sleep. On many systems this comes late or not at all. */
  readonly onSleep: () => void;
  /** The machine is about to shut down, and waits a moment for who quits. */
  readonly onShutdown: () => void;
}

/** Listens to Electron's power monitor until the returned function is called. */
export const watchPower = (monitor: PowerSource, { onAwake, onSleep, onShutdown }: PowerListener): (() => void) => {
  const heard = [
    ['resume', onAwake],
    ['unlock-screen', onAwake],
    ['suspend', onSleep],
    [
      'shutdown',
      (news?: PowerNews): void => {
        news?.preventDefault();
        onShutdown();
      },
    ],
  ] as const;
  for (const [event, listener] of heard) monitor.on(event, listener);
  return () => heard.forEach(([event, listener]) => monitor.removeListener(event, listener));
};
