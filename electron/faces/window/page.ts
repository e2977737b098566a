import { app, protocol, session, shell } from 'electron';
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
  /** A file of the page was served. */
  readonly onServed: () => void;
  readonly title: string;
  readonly trayIsThere: () => boolean;
  /** The exact hosts that the page's links may open in the browser. */
  readonly linkedHosts: () => readonly string[];
  /** Where the window was last, as it was remembered; anything else where nothing was, or it was damaged. */
  readonly remembered: () => unknown;
  readonly remember: (bounds: WindowBounds) => void;
}

/** Serves the page behind its guards and makes the window that shows it; the window is not opened yet. */
export const openPage = ({
  files,
  log,
  now,
  onServed,
  title,
  trayIsThere,
  linkedHosts,
  remembered,
  remember,
}: PageParts): MainWindow => {
  const onRefused = (what: string): void => log.warn({ what }, 'the page was refused something');
  const openExternal = createLinkOpener({
    hosts: linkedHosts,
    open: (address) => shell.openExternal(address),
    onRefused,
  });
  serveBundle(protocol, files.page, onServed);
  denyPermissions(session.defaultSession, onRefused);
  return new MainWindow({
    title,
    sealed: closeNetwork(session.defaultSession),
    preload: files.preload,
    icon: null,
    guards: { openExternal, onRefused },
    now,
    remembered: () => storedBounds(remembered()),
    remember,
    trayIsThere,
    onSessionEnd: () => app.quit(),
    onCrashed: (reason) => log.error({ reason }, 'the page failed'),
  });
};
