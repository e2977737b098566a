import { app, powerMonitor } from 'electron';
import { watchTray } from '../edges/dbus/tray-watch.ts';
import { watchUnlocking } from '../edges/dbus/unlocking.ts';
import { watchPower } from '../edges/system/power.ts';
import type { Engine } from '../engine/engine.ts';
import type { TrayBoard } from '../faces/tray/tray-board.ts';
import type { MainWindow } from '../faces/window/main-window.ts';
import type { Quitting } from '../faces/window/quit.ts';
import type { UpdateDesk } from '../program/desktop/update-desk.ts';
import type { DesktopParts } from './parts.ts';
import { Reach } from './reach.ts';
import type { Surroundings } from './surroundings.ts';
import type { Wires } from './wires.ts';

/** What follows the system's events. */
export interface FollowingParts {
  readonly engine: Engine;
  readonly parts: DesktopParts;
  readonly wires: Wires;
  readonly tray: TrayBoard;
  readonly window: MainWindow;
  readonly surroundings: Surroundings;
  readonly quitting: Quitting;
}

/** Follows sleep and the end of the session, from the start on: who logs out waits for nothing that is still to be loaded. */
export const followPower = (engine: Engine, updates: UpdateDesk): void => {
  watchPower(powerMonitor, {
    onAwake: () => engine.awoke(),
    onSleep: () => engine.sleep(),
    onShutdown: () => {
      // The computer waits for no installer.
      updates.holdBack();
      app.quit();
    },
  });
};

/** Follows what the desktop tells: who comes back, what shows notifications, the tray. Resolves when it is known whether there is one. */
export const followDesktop = async (following: FollowingParts): Promise<void> => {
  if (process.platform === 'linux') followBus(following);
  await followTray(following);
};

/** What a Linux desktop tells over its bus. */
const followBus = ({ engine, parts, wires }: FollowingParts): void => {
  watchUnlocking(parts.link, {
    onScreen: () => engine.wake(),
    // A keyring that was locked until now is worth another try; it tells of much else besides.
    onKeyring: () => parts.vault.failure !== null && engine.wake(),
  });
  // The service that shows notifications came or went: the window says whether the bell is heard.
  const changed = { contract: 'org.freedesktop.DBus', member: 'NameOwnerChanged' };
  parts.link.follow([{ ...changed, firstText: 'org.freedesktop.Notifications' }], () => wires.news('app.changed'));
};

const followTray = async ({ parts, wires, tray, window, surroundings, quitting }: FollowingParts): Promise<void> => {
  const reach = new Reach({
    trayIsThere: () => surroundings.trayIsThere,
    hasWindow: () => window.contents() !== null,
    openQuietly: () => !quitting.hasBegun && window.openMinimised(),
  });
  await watchTray({ platform: process.platform, ...parts }, (there) => {
    if (quitting.hasBegun) return;
    surroundings.trayIsThere = there;
    tray.setThere(there);
    reach.look();
    // The window says what closing it does.
    wires.news('app.changed');
  });
};
