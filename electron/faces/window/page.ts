import { protocol, session, shell } from 'electron';
import { t } from '../../core/words/words.ts';
import type { Engine } from '../../engine/engine.ts';
import { readSetting, writeSetting } from '../../edges/store/settings.ts';
import type { Log } from '../../edges/system/log.ts';
import type { programFiles } from '../../edges/system/paths.ts';
import { serveBundle } from './app-protocol.ts';
import { storedBounds } from './bounds.ts';
import { createLinkOpener } from './external-links.ts';
import { denyPermissions } from './guards.ts';
import { MainWindow } from './main-window.ts';
import { closeNetwork } from './page-network.ts';

/** What the page and its window are made from. */
export interface PageParts {
  readonly engine: Engine;
  readonly files: ReturnType<typeof programFiles>;
  readonly log: Log;
  readonly trayIsThere: boolean;
}

const boundsSetting = 'window.bounds';
/** No provider's console is linked: none of their documents gives an address for one. */
const linkedHosts: readonly string[] = [];

/** Serves the page behind its guards and makes the window that shows it; the window is not opened yet. */
export const openPage = async ({ engine, files, log, trayIsThere }: PageParts): Promise<MainWindow> => {
  const { store, now } = engine.parts;
  const { database } = store;
  const onRefused = (what: string): void => log.warn({ what }, 'the page was refused something');
  const openExternal = createLinkOpener({
    hosts: linkedHosts,
    open: (address) => shell.openExternal(address),
    onRefused,
  });
  serveBundle(protocol, files.page);
  denyPermissions(session.defaultSession, onRefused);
  await closeNetwork(session.defaultSession);
  return new MainWindow({
    title: t.app_name(),
    preload: files.preload,
    icon: null,
    guards: { openExternal, onRefused },
    now,
    remembered: () => storedBounds(readSetting(database, boundsSetting)),
    remember: (bounds) => writeSetting(database, boundsSetting, bounds),
    trayIsThere: () => trayIsThere,
    onCrashed: (reason) => log.error({ reason }, 'the page failed'),
  });
};
