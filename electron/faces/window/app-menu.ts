import type { MenuItemConstructorOptions } from 'electron';
import type { View } from '../../contract/views.ts';
import { t } from '../../core/words/words.ts';

/** What the menu asks of the program. */
export type MenuAction = View | 'sync' | 'search' | 'export' | 'undo' | 'update' | 'quit';

type Act = (action: MenuAction) => void;

const own = (act: Act): MenuItemConstructorOptions[] => [
  { label: t.menu_settings(), accelerator: 'CommandOrControl+,', click: () => act('settings') },
  { label: t.menu_sync(), accelerator: 'CommandOrControl+R', click: () => act('sync') },
  { label: t.menu_search(), accelerator: 'CommandOrControl+F', click: () => act('search') },
  { label: t.export_button(), accelerator: 'CommandOrControl+Shift+E', click: () => act('export') },
];

/** Absent where the program does not update itself. */
const update = (act: Act, hasUpdates: boolean): MenuItemConstructorOptions[] =>
  hasUpdates ? [{ label: t.menu_update(), click: () => act('update') }] : [];

const macApp = (act: Act, hasUpdates: boolean): MenuItemConstructorOptions => ({
  label: t.app_name(),
  submenu: [
    { role: 'about', label: t.menu_about() },
    ...update(act, hasUpdates),
    { type: 'separator' },
    ...own(act),
    { type: 'separator' },
    { role: 'hide', label: t.menu_hide() },
    { role: 'hideOthers', label: t.menu_hide_others() },
    { role: 'unhide', label: t.menu_show_all() },
    { type: 'separator' },
    { role: 'quit', label: t.menu_quit() },
  ],
});

const otherApp = (act: Act, hasUpdates: boolean): MenuItemConstructorOptions => ({
  label: t.app_name(),
  // No key quits: the one for it lies beside the one that closes the window, and would end the bell without a word.
  submenu: [
    ...own(act),
    ...update(act, hasUpdates),
    { type: 'separator' },
    { label: t.menu_quit(), click: () => act('quit') },
  ],
});

const edit = (act: Act): MenuItemConstructorOptions => ({
  label: t.menu_edit(),
  submenu: [
    { role: 'undo', label: t.menu_undo() },
    { role: 'redo', label: t.menu_redo() },
    // Its key is that of the text fields: the page takes it where no text is written.
    { label: t.menu_take_back(), click: () => act('undo') },
    { type: 'separator' },
    { role: 'cut', label: t.menu_cut() },
    { role: 'copy', label: t.menu_copy() },
    { role: 'paste', label: t.menu_paste() },
    { role: 'selectAll', label: t.menu_select_all() },
  ],
});

const views = (act: Act): MenuItemConstructorOptions[] =>
  (
    [
      ['today', t.today_view()],
      ['rentals', t.rental_view()],
      ['reminders', t.reminder_view()],
      ['accounts', t.account_view()],
      ['settings', t.settings_view()],
    ] as const
  ).map(([view, label], index) => ({
    label,
    accelerator: `CommandOrControl+${String(index + 1)}`,
    click: () => act(view),
  }));

const view = (act: Act): MenuItemConstructorOptions => ({
  label: t.menu_view(),
  submenu: [
    ...views(act),
    { type: 'separator' },
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
 * Only macOS shows it; elsewhere it is the home of the shortcuts, and its bar stays hidden.
 */
export const appMenu = (platform: NodeJS.Platform, act: Act, hasUpdates: boolean): MenuItemConstructorOptions[] => [
  platform === 'darwin' ? macApp(act, hasUpdates) : otherApp(act, hasUpdates),
  edit(act),
  view(act),
  windowMenu(),
];
