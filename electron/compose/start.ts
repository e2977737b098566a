import { app, dialog, Menu, nativeTheme, net, powerMonitor, shell } from 'electron';
import { success, type Failure, type Result } from '../core/model/failure.ts';
import type { Locale, Settings } from '../core/model/settings.ts';
import { failureText } from '../core/words/failure.ts';
import { speakIn, t } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { createHandlers } from '../faces/ipc/handlers/handlers.ts';
import { createRouter } from '../faces/ipc/router.ts';
import { hasTrayHost } from '../edges/dbus/tray-host.ts';
import { readNetwork, readSetting, readSettings, writeSetting } from '../edges/store/settings.ts';
import { clockFrom, systemClock, type Clock } from '../edges/system/clock.ts';
import { localeFor } from '../edges/system/locale.ts';
import { openLogFile, type Log } from '../edges/system/log.ts';
import { NetworkState } from '../edges/system/network.ts';
import { dataFiles, noticesFile, programFiles } from '../edges/system/paths.ts';
import { consoleTo, tellWarnings } from '../edges/system/own-console.ts';
import { watchPower } from '../edges/system/power.ts';
import { version } from '../edges/system/version.ts';
import { appMenu } from '../faces/window/app-menu.ts';
import type { MainWindow } from '../faces/window/main-window.ts';
import { consoleHosts } from '../faces/window/external-links.ts';
import { openPage } from '../faces/window/page.ts';
import { desktopParts, type DesktopParts } from './parts.ts';
import { Desktop } from '../program/desktop/desktop.ts';
import { quitInOrder } from '../faces/window/quit.ts';
import { refuseStart } from './refusal.ts';
import { TrayBoard } from '../faces/tray/tray-board.ts';
import { Wires } from './wires.ts';
import { prepareFile } from '../edges/store/place.ts';
import { firstNotification } from '../channels/first-notification.ts';
import { systemTimeZone } from '../edges/system/time-zone.ts';
import { startDemo } from '../program/demo/session.ts';
import type { Running } from '../program/running/running.ts';
import type { ComposedEngine } from './engine.ts';

/** Windows shows notifications only of programs that named themselves; the same id is in electron-builder.yml. */
const appUserModelId = 'io.leasebell.app';

/** Builds the desktop program (compiled into `programFolder`) over the user's data folder and runs it until it is quit. */
export const startApp = async (folder: string, programFolder: string): Promise<void> => {
  app.setAppUserModelId(appUserModelId);
  const clock = clockFrom(process.env['LEASEBELL_NOW']) ?? systemClock;
  const log = beginLog(folder, clock);
  try {
    await runApp(folder, programFolder, clock, log);
  } catch (error) {
    // Whoever started it must not wait for a window that never comes.
    log.error({ err: error }, 'the program could not start');
    await refuseStart({ code: 'bug' });
  }
};

/** The name under which the window's place is remembered. */
const boundsSetting = 'window.bounds';

const runApp = async (folder: string, programFolder: string, clock: Clock, log: Log): Promise<void> => {
  await app.whenReady();
  const wires = new Wires(localeFor(app.getPreferredSystemLanguages()[0] ?? app.getLocale()));
  speakIn(wires.locale);
  const network = new NetworkState(net, wires.networkChanged);
  const parts = desktopParts(clock, log, network, wires);
  const opened = parts.openOwn(folder);
  if (!opened.ok) {
    await refuseStart(opened.failure);
    return;
  }
  const { engine } = opened.value;
  const files = programFiles(programFolder);
  const trayIsThere = await hasTrayHost(process.platform, parts.bus);
  const settings = (): Settings => readSettings(engine.database, systemTimeZone);
  const window = await openPage({
    ...{ files, log, trayIsThere, now: engine.now },
    linkedHosts: consoleHosts(engine.providers.map(({ description }) => description)),
    remembered: () => readSetting(engine.database, boundsSetting),
    remember: (bounds) => writeSetting(engine.database, boundsSetting, bounds),
  });
  const desktop = desktopOver(opened.value, { parts, wires, network, trayIsThere, openWindow: () => window.open() });
  applySettings(settings(), engine, parts);
  const localeNow = (): Locale => {
    const { locale } = settings();
    return locale === 'system' ? wires.systemLocale : locale;
  };
  const tray = connect({ desktop, engine, parts, window, wires, log, icons: files.trayIcons, locale: localeNow });
  watchPower(powerMonitor, { onAwake: () => engine.awoke(), onSleep: () => engine.sleep() });
  listenToSystem(desktop, () => window.open());
  quitInOrder(async () => {
    window.closeForGood();
    tray.destroy();
    // What the demo leaves behind must not keep the user's own store from being closed in order.
    await desktop.leaveDemo().catch((error: unknown) => log.error({ err: error }, 'the demo did not end in order'));
    wires.silence();
    await engine.stop();
  });
  engine.start();
  takeArguments(desktop, process.argv);
  tray.setThere(trayIsThere);
  if (!process.argv.includes('--hidden') || !trayIsThere) window.open();
};

interface Around {
  readonly parts: DesktopParts;
  readonly wires: Wires;
  readonly network: NetworkState;
  readonly trayIsThere: boolean;
  readonly openWindow: () => void;
}

const desktopOver = ({ engine, running }: ComposedEngine, around: Around): Desktop => {
  const { parts, wires, network, trayIsThere, openWindow } = around;
  return new Desktop({
    ...{ version, own: running, now: engine.now, timeZone: systemTimeZone },
    startDemo: () => startDemo({ now: engine.now, openRunning: (at, vault) => runningIn(parts.openDemo(at, vault)) }),
    providers: engine.providers.map(({ description }) => description),
    systemLocale: wires.systemLocale,
    isOnline: () => network.online,
    hasTray: () => trayIsThere,
    channels: () => parts.channels.health(),
    showFirst: async (account, onActivate) => {
      await parts.channels.show(firstNotification(account, onActivate));
    },
    vaultFailure: () => parts.vault.failure,
    openNotices: () => shell.openPath(noticesFile(process.resourcesPath)),
    news: wires.news,
    openWindow,
  });
};

/** Says whether the way to the providers changed; it goes by the user's own store, also in the demo. */
const applySettings = ({ theme }: Settings, engine: Engine, { gateway }: DesktopParts): boolean => {
  nativeTheme.themeSource = theme;
  return gateway.follow(readNetwork(engine.database));
};

interface ConnectedDesktop {
  readonly desktop: Desktop;
  readonly engine: Engine;
  readonly parts: DesktopParts;
  readonly window: MainWindow;
  readonly wires: Wires;
  readonly log: Log;
  readonly icons: string;
  readonly locale: () => Locale;
}

/** What the demo opens is for the faces alone. */
const runningIn = (opened: Result<ComposedEngine>): Result<Running> =>
  opened.ok ? success(opened.value.running) : opened;

/** Joins the program to its window and tray: requests in, news out. */
const connect = ({ desktop, engine, parts, window, wires, log, icons, locale }: ConnectedDesktop): TrayBoard => {
  const router = createRouter({ windowContents: () => window.contents(), handlers: createHandlers(desktop), log });
  const tray = new TrayBoard({
    ...{ desktop, localeSetting: wires.localeSetting, icons },
    quit: () => app.quit(),
    badge: (count) => void app.setBadgeCount(count),
  });
  setAppMenu();
  wires.connect({
    locale,
    news: (event) => {
      if (event === 'app.changed') setAppMenu();
      router.broadcast(event);
      tray.refresh();
    },
    activate: ({ rentalId }) => desktop.show(rentalId === null ? { view: 'reminders' } : { rentalId }),
    settingsChanged: (changed) => {
      // What failed on the old way to the providers is worth another try on the new one.
      if (applySettings(changed, engine, parts)) engine.wake();
    },
    networkChanged: (online) => {
      router.broadcast('app.changed');
      if (online) engine.wake();
    },
  });
  return tray;
};

/** Electron's own menu is English and links to its web site; ours follows the language. */
const setAppMenu = (): void => Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform)));

const beginLog = (folder: string, clock: Clock): Log => {
  const log = openLogFile({ file: dataFiles(folder).log, level: 'info', prepare: prepareFile, now: () => clock.now() });
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => log.error({ err: error }, 'a bug was not caught'));
  }
  // A terminal that the app was started from and that takes nothing must not stop the bell.
  const tellLog = (text: string): void => log.warn({}, text);
  globalThis.console = consoleTo(tellLog);
  tellWarnings(process, tellLog);
  return log;
};

const takeArguments = (desktop: Desktop, argv: readonly string[]): void => {
  if (argv.includes('--demo')) void desktop.enterDemo().then((entered) => entered.ok || tell(entered.failure));
};

const tell = (failure: Failure): void =>
  void dialog.showMessageBox({ type: 'error', title: t.app_name(), message: failureText(failure) });

const listenToSystem = (desktop: Desktop, openWindow: () => void): void => {
  app.on('second-instance', (_event, argv) => {
    openWindow();
    takeArguments(desktop, argv);
  });
  app.on('activate', openWindow);
  // Without this listener Electron quits with the last window; the bell rings on in the tray.
  app.on('window-all-closed', () => undefined);
};
