import { dirname } from 'node:path';
import { app } from 'electron';
import type { LoginItems } from '../core/ports/login-items.ts';
import { t } from '../core/words/words.ts';
import type { OpenStore } from '../edges/store/open.ts';
import { readSetting, writeSetting } from '../edges/store/setting-rows.ts';
import { autostartFile, autostartItems, startedProgram } from '../edges/system/autostart.ts';
import { dataFolderArgument, homeFolder } from '../edges/system/paths.ts';
import { noLoginItems, systemLoginItems } from '../edges/system/system-login.ts';
import { LoginDesk } from '../program/desktop/login-desk.ts';

/** The name under which it is remembered that the user was asked. */
const askedSetting = 'login.asked';

/** What starts this program as it runs now, but without its window: over another data folder too, where one was named. */
const commandOf = (store: OpenStore): readonly [string, ...string[]] => {
  const chosen = dataFolderArgument(process.argv) === null ? [] : [`--data-dir=${dirname(store.path)}`];
  return [startedProgram(process.env, process.execPath), '--hidden', ...chosen];
};

const itemsOf = (store: OpenStore): LoginItems => {
  if (!app.isPackaged) return noLoginItems;
  const command = commandOf(store);
  const [path, ...args] = command;
  // Windows keeps one line, which Electron joins without quotes.
  const quoted = args.map((word) => (/\s/.test(word) ? `"${word}"` : word));
  if (process.platform !== 'linux') return systemLoginItems(app, process.platform, { path, args: quoted });
  const names = { '': t.app_name({}, { locale: 'en' }), zh_CN: t.app_name({}, { locale: 'zh-CN' }) };
  return autostartItems({ file: autostartFile(process.env, homeFolder()), command, names });
};

/** Starting at login, as the system and the user's store have it. */
export const loginDesk = (store: OpenStore, onChanged: () => void): LoginDesk =>
  new LoginDesk({
    items: itemsOf(store),
    wasAsked: () => readSetting(store.database, askedSetting) === true,
    noteAsked: () => writeSetting(store.database, askedSetting, true),
    onChanged,
  });
