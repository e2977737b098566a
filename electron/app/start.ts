import { app, dialog, nativeTheme, net, powerMonitor, protocol, session, shell } from 'electron';
import type { EventName } from '../contract/channels.ts';
import { failureText } from '../contract/words/failure.ts';
import type { Place } from '../contract/words/instants.ts';
import { speakIn, t } from '../contract/words/words.ts';
import type { Locale } from '../contract/settings.ts';
import { createHandlers } from '../ipc/handlers.ts';
import { createRouter } from '../ipc/router.ts';
import { hasTrayHost } from '../notify/tray-host.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { clockFrom, systemClock } from '../system/clock.ts';
import { localeFor } from '../system/locale.ts';
import { openLogFile } from '../system/log.ts';
import { NetworkState } from '../system/network.ts';
import { dataFiles, programFiles } from '../system/paths.ts';
import { watchPower } from '../system/power.ts';
import { version } from '../system/version.ts';
import { serveBundle } from '../window/app-protocol.ts';
import { storedBounds } from '../window/bounds.ts';
import { createLinkOpener } from '../window/external-links.ts';
import { denyPermissions } from '../window/guards.ts';
import { MainWindow } from '../window/main-window.ts';
import { desktopParts } from './parts.ts';
import { Program } from './program.ts';
import { TrayBoard } from './tray-board.ts';

/** Windows shows notifications only of programs that named themselves; the same id is in electron-builder.yml. */
const appUserModelId = 'io.leasebell.app';
const boundsSetting = 'window.bounds';

/** Builds the desktop program (compiled into `programFolder`) over the user's data folder and runs it until it is quit. */
export const startApp = async (folder: string, programFolder: string): Promise<void> => {
  app.setAppUserModelId(appUserModelId);
  const clock = clockFrom(process.env['LEASEBELL_NOW']) ?? systemClock;
  const log = openLogFile({ file: dataFiles(folder).log, level: 'info', now: () => clock.now() });
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => log.error({ err: error }, 'a bug was not caught'));
  }
  await app.whenReady();

  const systemLocale = localeFor(app.getPreferredSystemLanguages()[0] ?? app.getLocale());
  const listeners: { news: (event: EventName) => void; online: () => void } = { news: () => undefined, online: () => undefined };
  let program: Program | null = null;
  const locale = (): Locale => program?.locale() ?? systemLocale;
  speakIn(locale);
  const network = new NetworkState(net, () => listeners.online());
  const place = (): Place => ({ locale: locale(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const parts = desktopParts(clock, log, {
    place,
    online: () => {
      network.look();
      return network.online;
    },
    news: (event) => listeners.news(event),
    onActivate: (ring) => program?.show(ring.rentalId === null ? { view: 'reminders' } : { rentalId: ring.rentalId }),
  });

  const opened = parts.openEngine(folder, parts.vault);
  if (!opened.ok) {
    dialog.showErrorBox(t.app_name(), failureText(opened.failure));
    app.quit();
    return;
  }
  const engine = opened.value;
  const { database } = engine.parts.store;
  const files = programFiles(programFolder);
  const onRefused = (what: string): void => log.warn({ what }, 'the page was refused something');
  serveBundle(protocol, files.page);
  denyPermissions(session.defaultSession, onRefused);

  const trayIsThere = await hasTrayHost(process.platform, parts.bus);
  const window = new MainWindow({
    title: t.app_name(),
    preload: files.preload,
    icon: null,
    guards: { openExternal: createLinkOpener({ hosts: [], open: (address) => shell.openExternal(address), onRefused }), onRefused },
    remembered: () => storedBounds(readSetting(database, boundsSetting)),
    remember: (bounds) => writeSetting(database, boundsSetting, bounds),
    trayIsThere: () => trayIsThere,
    onCrashed: (reason) => log.error({ reason }, 'the page failed'),
  });
  program = new Program({
    version,
    engine,
    openEngine: parts.openEngine,
    systemLocale,
    isOnline: () => network.online,
    hasTray: () => trayIsThere,
    channels: () => parts.channels.health(),
    vaultFailure: () => parts.vault.failure,
    news: (event) => listeners.news(event),
    openWindow: () => window.open(),
    onSettings: ({ theme }) => {
      nativeTheme.themeSource = theme;
    },
  });
  nativeTheme.themeSource = program.settings().theme;
  const running = program;

  const router = createRouter({ windowContents: () => window.contents(), handlers: createHandlers(running), log });
  const tray = new TrayBoard({ program: running, place, icons: files.trayIcons, quit: () => app.quit() });
  listeners.news = (event) => {
    router.broadcast(event);
    tray.refresh();
  };
  listeners.online = () => {
    router.broadcast('app.changed');
    if (network.online) engine.wake();
  };
  watchPower(powerMonitor, { onAwake: () => engine.wake(), onSleep: () => undefined });

  const takeArguments = (argv: readonly string[]): void => {
    if (argv.includes('--demo')) void running.enterDemo();
  };
  app.on('second-instance', (_event, argv) => {
    window.open();
    takeArguments(argv);
  });
  app.on('activate', () => window.open());
  // Without this listener Electron quits with the last window; the bell rings on in the tray.
  app.on('window-all-closed', () => undefined);
  quitInOrder(async () => {
    window.closeForGood();
    tray.destroy();
    await running.leaveDemo();
    await engine.stop();
    log.flush();
  });

  engine.start();
  takeArguments(process.argv);
  tray.setThere(trayIsThere);
  if (!process.argv.includes('--hidden') || !trayIsThere) window.open();
};

/** Quitting waits until rounds have ended and the store is closed. */
const quitInOrder = (end: () => Promise<void>): void => {
  let state: 'running' | 'ending' | 'ended' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    void end().finally(() => {
      state = 'ended';
      app.quit();
    });
  });
};
