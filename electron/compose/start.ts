import { app, dialog, Menu, nativeTheme, net, powerMonitor, shell } from 'electron';
import type { Failure } from '../core/model/failure.ts';
import type { Settings } from '../core/model/settings.ts';
import { failureText } from '../core/words/failure.ts';
import { speakIn, t } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { createHandlers } from '../faces/ipc/handlers/handlers.ts';
import { createRouter } from '../faces/ipc/router.ts';
import { hasTrayHost } from '../edges/dbus/tray-host.ts';
import { readNetwork } from '../edges/store/settings.ts';
import { clockFrom, systemClock, type Clock } from '../edges/system/clock.ts';
import { localeFor } from '../edges/system/locale.ts';
import { openLogFile, type Log } from '../edges/system/log.ts';
import { NetworkState } from '../edges/system/network.ts';
import { dataFiles, noticesFile, programFiles } from '../edges/system/paths.ts';
import { watchPower } from '../edges/system/power.ts';
import { version } from '../edges/system/version.ts';
import { appMenu } from '../faces/window/app-menu.ts';
import type { MainWindow } from '../faces/window/main-window.ts';
import { openPage } from '../faces/window/page.ts';
import { desktopParts, type DesktopParts } from './parts.ts';
import { Program } from '../program/desktop-program.ts';
import { quitInOrder } from '../faces/window/quit.ts';
import { refuseStart } from './refusal.ts';
import { TrayBoard } from '../faces/tray/tray-board.ts';
import { Wires } from './wires.ts';
import { prepareFile } from '../edges/store/place.ts';

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
    log.flush();
    await refuseStart({ code: 'bug' });
  }
};

const runApp = async (folder: string, programFolder: string, clock: Clock, log: Log): Promise<void> => {
  await app.whenReady();
  const wires = new Wires(localeFor(app.getPreferredSystemLanguages()[0] ?? app.getLocale()));
  speakIn(wires.locale);
  const network = new NetworkState(net, wires.networkChanged);
  const parts = desktopParts(clock, log, network, wires);
  const opened = parts.openEngine(folder, parts.vault);
  if (!opened.ok) {
    await refuseStart(opened.failure);
    return;
  }
  const engine = opened.value;
  const files = programFiles(programFolder);
  const trayIsThere = await hasTrayHost(process.platform, parts.bus);
  const window = await openPage({ engine, files, log, trayIsThere });
  const program = new Program({
    ...{ version, engine },
    openDemoEngine: parts.openDemoEngine,
    systemLocale: wires.locale(),
    isOnline: () => network.online,
    hasTray: () => trayIsThere,
    channels: parts.channels,
    vaultFailure: () => parts.vault.failure,
    openNotices: () => shell.openPath(noticesFile(process.resourcesPath)),
    news: wires.news,
    openWindow: () => window.open(),
    onSettings: (settings) => {
      // What failed on the old way to the providers is worth another try on the new one.
      if (applySettings(settings, engine, parts)) engine.wake();
    },
  });
  applySettings(program.settings(), engine, parts);
  const tray = connect({ program, engine, window, wires, log, icons: files.trayIcons });
  watchPower(powerMonitor, { onAwake: () => engine.awoke(), onSleep: () => engine.sleep() });
  listenToSystem(program, () => window.open());
  quitInOrder(async () => {
    window.closeForGood();
    tray.destroy();
    // What the demo leaves behind must not keep the user's own store from being closed in order.
    await program.leaveDemo().catch((error: unknown) => log.error({ err: error }, 'the demo did not end in order'));
    wires.silence();
    await engine.stop();
    log.flush();
  });
  engine.start();
  takeArguments(program, process.argv);
  tray.setThere(trayIsThere);
  if (!process.argv.includes('--hidden') || !trayIsThere) window.open();
};

/** Says whether the way to the providers changed; it goes by the user's own store, also in the demo. */
const applySettings = ({ theme }: Settings, engine: Engine, { gateway }: DesktopParts): boolean => {
  nativeTheme.themeSource = theme;
  return gateway.follow(readNetwork(engine.parts.store.database));
};

interface Connected {
  readonly program: Program;
  readonly engine: Engine;
  readonly window: MainWindow;
  readonly wires: Wires;
  readonly log: Log;
  readonly icons: string;
}

/** Joins the program to its window and tray: requests in, news out. */
const connect = ({ program, engine, window, wires, log, icons }: Connected): TrayBoard => {
  const router = createRouter({ windowContents: () => window.contents(), handlers: createHandlers(program), log });
  const tray = new TrayBoard({
    ...{ program, place: wires.place, icons },
    quit: () => app.quit(),
    badge: (count) => void app.setBadgeCount(count),
  });
  setAppMenu();
  wires.connect({
    locale: () => program.locale(),
    news: (event) => {
      if (event === 'app.changed') setAppMenu();
      router.broadcast(event);
      tray.refresh();
    },
    activate: ({ rentalId }) => program.show(rentalId === null ? { view: 'reminders' } : { rentalId }),
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
  return log;
};

const takeArguments = (program: Program, argv: readonly string[]): void => {
  if (argv.includes('--demo')) void program.enterDemo().then((entered) => entered.ok || tell(entered.failure));
};

const tell = (failure: Failure): void =>
  void dialog.showMessageBox({ type: 'error', title: t.app_name(), message: failureText(failure) });

const listenToSystem = (program: Program, openWindow: () => void): void => {
  app.on('second-instance', (_event, argv) => {
    openWindow();
    takeArguments(program, argv);
  });
  app.on('activate', openWindow);
  // Without this listener Electron quits with the last window; the bell rings on in the tray.
  app.on('window-all-closed', () => undefined);
};
