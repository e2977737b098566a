import { protocol, session, shell } from 'electron';
import { t } from '../../core/words/words.ts';
import { serveBundle } from './app-protocol.ts';
import { storedBounds, type WindowBounds } from './bounds.ts';
import { createLinkOpener } from './external-links.ts';
import { denyPermissions } from './guards.ts';
import { MainWindow } from './main-window.ts';
import { closeNetwork } from './page-network.ts';

/** What the page and its window are made from. */
export interface PageParts {
  readonly files: { readonly page: string; readonly preload: string };
  readonly log: Record<'warn' | 'error', (facts: object, message: string) => void>;
  readonly now: () => number;
  readonly trayIsThere: boolean;
  /** The exact hosts that the page's links may open in the browser. */
  readonly linkedHosts: readonly string[];
  /** Where the window was last, as it was remembered; anything else where nothing was, or it was damaged. */
  readonly remembered: () => unknown;
  readonly remember: (bounds: WindowBounds) => void;
}

/** Serves the page behind its guards and makes the window that shows it; the window is not opened yet. */
export const openPage = async ({
  files,
  log,
  now,
  trayIsThere,
  linkedHosts,
  remembered,
  remember,
}: PageParts): Promise<MainWindow> => {
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
    remembered: () => storedBounds(remembered()),
    remember,
    trayIsThere: () => trayIsThere,
    onCrashed: (reason) => log.error({ reason }, 'the page failed'),
  });
};
