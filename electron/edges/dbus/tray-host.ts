import type { SessionBus } from '../../core/ports/session-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether a tray icon would be seen. Linux desktops without a watcher (GNOME without its extension) have nowhere to show it,
 * and a watcher may be there before any host; other systems always have a tray.
 */
export const hasTrayHost = async (platform: NodeJS.Platform, bus: SessionBus): Promise<boolean> => {
  if (platform !== 'linux') return true;
  if (!(await bus.hasOwner(watcher))) return false;
  const registered = await bus.property(watcher, '/StatusNotifierWatcher', watcher, 'IsStatusNotifierHostRegistered');
  // A watcher that does not tell is believed.
  return registered !== false;
};
