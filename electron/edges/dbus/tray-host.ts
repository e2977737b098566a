import type { SessionBus } from '../../core/ports/session-bus.ts';

/** The name on the bus of who collects the icons of programs for the panels that show them. */
export const trayWatcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether a tray icon would be seen. Linux desktops without a watcher (GNOME without its extension) have nowhere to show it,
 * and a watcher may be there before any host; other systems always have a tray.
 */
export const hasTrayHost = async (platform: NodeJS.Platform, bus: SessionBus): Promise<boolean> => {
  if (platform !== 'linux') return true;
  if (!(await bus.hasOwner(trayWatcher))) return false;
  const registered = await bus.property(
    trayWatcher,
    '/StatusNotifierWatcher',
    trayWatcher,
    'IsStatusNotifierHostRegistered',
  );
  // A watcher that does not tell is believed.
  return registered !== false;
};
