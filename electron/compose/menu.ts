import { app, Menu } from 'electron';
import { appMenu, type MenuAction } from '../faces/window/app-menu.ts';
import type { Desktop } from '../program/desktop/desktop.ts';

/** Electron's own menu is English and links to its web site; ours follows the language. */
export const setAppMenu = (desktop: Desktop): void => {
  const act = (action: MenuAction): void => {
    if (action === 'quit') app.quit();
    else if (action === 'sync') void desktop.syncAll();
    else if (action === 'undo') desktop.show({ undo: true });
    else if (action === 'update') {
      desktop.show({ view: 'settings' });
      void desktop.updates.look();
    } else if (action === 'search') desktop.show({ view: 'rentals', search: true });
    else if (action === 'export') desktop.show({ view: 'rentals', exportRentals: true });
    else desktop.show({ view: action });
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(appMenu(process.platform, act, desktop.updates.view().state !== 'off')),
  );
};
