import type { BusLink } from '../../core/ports/bus-link.ts';
import type { SessionBus } from '../../core/ports/session-bus.ts';
import { hasTrayHost, trayWatcher } from './tray-host.ts';

/** How a Linux desktop is asked and listened to. */
export interface TrayWatchParts {
  readonly platform: NodeJS.Platform;
  readonly bus: SessionBus;
  readonly link: BusLink;
}

/**
 * Calls `hear` with whether a tray icon would be seen: once soon, then whenever that changes. A panel may start after the program, crash, or be
 * an extension that is switched off. Resolves when it was called first.
 */
export const watchTray = async (parts: TrayWatchParts, hear: (there: boolean) => void): Promise<void> => {
  const { platform, bus, link } = parts;
  let known: boolean | null = null;
  let looking: Promise<void> | null = null;
  let isStale = false;
  const look = async (): Promise<void> => {
    do {
      isStale = false;
      const there = await hasTrayHost(platform, bus);
      // What has changed meanwhile is asked about anew, so that the last word is of the last change.
      if (isStale || there === known) continue;
      known = there;
      hear(there);
    } while (isStale);
  };
  const lookAgain = (): void => {
    isStale = true;
    looking ??= look().finally(() => (looking = null));
  };
  await look();
  if (platform !== 'linux') return;
  link.follow(
    [
      { contract: 'org.freedesktop.DBus', member: 'NameOwnerChanged', firstText: trayWatcher },
      { contract: trayWatcher, member: 'StatusNotifierHostRegistered' },
      { contract: trayWatcher, member: 'StatusNotifierHostUnregistered' },
    ],
    lookAgain,
    lookAgain,
  );
};
