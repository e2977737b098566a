import type { MenuItemConstructorOptions } from 'electron';
import { t } from '../../core/words/words.ts';

const macApp = (): MenuItemConstructorOptions => ({
  label: t.app_name(),
  submenu: [
    { role: 'about', label: t.menu_about() },
    { type: 'separator' },
    { role: 'hide', label: t.menu_hide() },
    { role: 'hideOthers', label: t.menu_hide_others() },
    { role: 'unhide', label: t.menu_show_all() },
    { type: 'separator' },
    { role: 'quit', label: t.menu_quit() },
  ],
});

const edit = (): MenuItemConstructorOptions => ({
  label: t.menu_edit(),
  submenu: [
    { role: 'undo', label: t.menu_undo() },
    { role: 'redo', label: t.menu_redo() },
    { type: 'separator' },
    { role: 'cut', label: t.menu_cut() },
    { role: 'copy', label: t.menu_copy() },
    { role: 'paste', label: t.menu_paste() },
    { role: 'selectAll', label: t.menu_select_all() },
  ],
});

const view = (): MenuItemConstructorOptions => ({
  label: t.menu_view(),
  submenu: [
    { role: 'resetZoom', label: t.menu_zoom_reset() },
    { role: 'zoomIn', label: t.menu_zoom_in() },
    // The plus sign needs Shift on most keyboards; people press the key without.
    { role: 'zoomIn', label: t.menu_zoom_in(), accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut', label: t.menu_zoom_out() },
    { type: 'separator' },
    { role: 'togglefullscreen', label: t.menu_full_screen() },
  ],
});

const windowMenu = (): MenuItemConstructorOptions => ({
  label: t.menu_window(),
  submenu: [
    { role: 'minimize', label: t.menu_minimize() },
    { role: 'close', label: t.menu_close() },
  ],
});

/**
 * The application's menu, in the language of the moment. Electron's own is English and links to web pages past our guards.
 * Only macOS shows it; elsewhere it is the home of the shortcuts (zoom, close), and its bar stays hidden.
 */
export const appMenu = (platform: NodeJS.Platform): MenuItemConstructorOptions[] => [
  ...(platform === 'darwin' ? [macApp()] : []),
  edit(),
  view(),
  windowMenu(),
];
