import type { BusLink } from '../../core/ports/bus-link.ts';

/** Lock screens of Linux desktops that tell of themselves; Electron tells of unlocking on the other systems only. */
const lockScreens = [
  'org.gnome.ScreenSaver',
  'org.freedesktop.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
] as const;

/** What somebody who comes back unlocks. */
export interface UnlockListener {
  /** The screen. */
  readonly onScreen: () => void;
  /** Perhaps the keyring: one of its collections has changed. */
  readonly onKeyring: () => void;
}

/** Listens to what is unlocked on a Linux desktop, until the link is closed. */
export const watchUnlocking = (link: BusLink, { onScreen, onKeyring }: UnlockListener): void => {
  link.follow(
    lockScreens.map((contract) => ({ contract, member: 'ActiveChanged' })),
    (_member, [isLocked]) => {
      if (isLocked === false) onScreen();
    },
  );
  const changed = { contract: 'org.freedesktop.Secret.Service', member: 'CollectionChanged' };
  link.follow([{ ...changed, sender: 'org.freedesktop.secrets' }], onKeyring);
};
