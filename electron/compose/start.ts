import { app, nativeTheme } from 'electron';
import type { Settings } from '../core/model/settings.ts';
import { markStart } from '../core/model/start-marks.ts';
import { openForWriting, type OpenStore } from '../edges/store/open.ts';
import { prepareFile } from '../edges/store/place.ts';
import { readSetting, writeSetting } from '../edges/store/setting-rows.ts';
import { clockFrom, systemClock, type Clock } from '../edges/system/clock.ts';
import { endProcess } from '../edges/system/end-process.ts';
import { EarlyLog } from '../edges/system/early-log.ts';
import { consoleTo, tellWarnings } from '../edges/system/own-console.ts';
import { dataFiles, programFiles } from '../edges/system/paths.ts';
import { createRouter } from '../faces/ipc/router.ts';
import type { MainWindow } from '../faces/window/main-window.ts';
import { openPage } from '../faces/window/page.ts';
import { Quitting } from '../faces/window/quit.ts';
import { FirstRows } from './first-rows.ts';
import { openedLinks } from './opened-links.ts';
import type { Program } from './program.ts';
import { Surroundings } from './surroundings.ts';

// This file and what it imports is all that is loaded before the window is there; test/architecture holds how much that is.

/** Windows shows notifications only of programs that named themselves; the same id is in electron-builder.yml. */
const appUserModelId = 'io.leasebell.app';

/**
 * Builds the desktop program (compiled into `programFolder`) over the user's data folder and runs it until it is quit. In the order in which
 * its user waits: the store, the window, what answers the page; what the first rows do not need comes after them.
 */
export const startApp = async (folder: string, programFolder: string): Promise<void> => {
  app.setAppUserModelId(appUserModelId);
  const clock = clockFrom(process.env['LEASEBELL_NOW']) ?? systemClock;
  const log = beginLog(folder, clock);
  try {
    await runApp(folder, programFolder, clock, log);
  } catch (error) {
    // Whoever started it must not wait for a window that never comes.
    await log.open();
    log.error({ err: error }, 'the program could not start');
    const { refuseStart } = await import('./refusal.ts');
    await refuseStart({ code: 'bug' });
  }
};

const runApp = async (folder: string, programFolder: string, clock: Clock, log: EarlyLog): Promise<void> => {
  const followLinks = openedLinks(app);
  await app.whenReady();
  markStart(performance, 'app.ready');
  const opened = openForWriting(dataFiles(folder).store, clock.now());
  if (!opened.ok) {
    const { refuseStart } = await import('./refusal.ts');
    await refuseStart(opened.failure);
    return;
  }
  markStart(performance, 'store.open');
  const store = opened.value;
  const files = programFiles(programFolder);
  const surroundings = new Surroundings(process.platform);
  const { window, served } = pageOver(store, { files, clock, log, surroundings });
  const quitting = new Quitting(app, { end: () => endUnbegun(window, store), isHeld: () => false }, () =>
    endProcess(true),
  );
  const rows = new FirstRows();
  const isHidden = process.argv.includes('--hidden') || wasOpenedAtLogin();
  const program = async (): Promise<Program> => {
    // The page's own process starts meanwhile, and its files must not wait for what is loaded here.
    if (!isHidden) await served;
    for (const load of partsOfProgram) await load();
    const { makeProgram } = await import('./program.ts');
    // The store is closed, or about to be: nothing more is begun, and nobody is there to reply to.
    if (quitting.hasBegun) return new Promise(() => undefined);
    return makeProgram({
      ...{ store, clock, log, window, router, rows, surroundings, quitting },
      icons: files.trayIcons,
    });
  };
  // Whatever the page asks before is answered once there is a program.
  const made = Promise.resolve().then(program);
  const router = createRouter({
    windowContents: () => window.contents(),
    reply: async (name, rawInput) => (await made).reply(name, rawInput),
    log,
  });
  listenToSystem(window, made);
  followLinks((link) => void made.then(({ takeArguments }) => takeArguments([link])));
  if (isHidden) rows.skip();
  else {
    window.open();
    markStart(performance, 'window.made');
  }
  await (await made).run();
};

/** macOS starts an app at login without arguments. */
const wasOpenedAtLogin = (): boolean => process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;

/** Quits what was never begun. */
const endUnbegun = (window: MainWindow, store: OpenStore): void => {
  window.closeForGood();
  store.close();
};

/**
 * What the program is loaded in, the largest parts of it one after the other: between them main does what the page's process asks of it, which starts
 * at the same time.
 */
const partsOfProgram: readonly (() => Promise<unknown>)[] = [
  () => import('../core/words/words.ts'),
  () => import('../contract/input-schemas.ts'),
  () => import('../providers/registry.ts'),
  () => import('../program/program.ts'),
];

const listenToSystem = (window: MainWindow, made: Promise<Program>): void => {
  app.on('second-instance', (_event, argv) => {
    window.open();
    void made.then(({ takeArguments }) => takeArguments(argv));
  });
  app.on('activate', () => window.open());
  // Without this listener Electron quits with the last window; the bell rings on in the tray.
  app.on('window-all-closed', () => undefined);
};

interface PageOver {
  readonly files: ReturnType<typeof programFiles>;
  readonly clock: Clock;
  readonly log: EarlyLog;
  readonly surroundings: Surroundings;
}

/** The name under which the window's place is remembered. */
const boundsSetting = 'window.bounds';
const themes: readonly Settings['theme'][] = ['light', 'dark', 'system'];

/** The window as the user's settings have it; not opened yet. `served` settles with the first file that the page asks for. */
const pageOver = (
  { database }: OpenStore,
  { files, clock, log, surroundings }: PageOver,
): { readonly window: MainWindow; readonly served: Promise<void> } => {
  const stored = readSetting(database, 'theme');
  nativeTheme.themeSource = themes.find((theme) => theme === stored) ?? 'system';
  let onServed = (): void => undefined;
  const served = new Promise<void>((resolve) => (onServed = resolve));
  const window = openPage({
    ...{ files, log, onServed: () => onServed(), now: () => clock.now() },
    // The page says it in the user's language.
    title: app.name,
    trayIsThere: () => surroundings.trayIsThere,
    linkedHosts: () => surroundings.linkedHosts,
    remembered: () => readSetting(database, boundsSetting),
    remember: (bounds) => writeSetting(database, boundsSetting, bounds),
  });
  return { window, served };
};

const beginLog = (folder: string, clock: Clock): EarlyLog => {
  const log = new EarlyLog(async () => {
    const { openLogFile } = await import('../edges/system/log.ts');
    return openLogFile({ file: dataFiles(folder).log, level: 'info', prepare: prepareFile, now: () => clock.now() });
  });
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => log.error({ err: error }, 'a bug was not caught'));
  }
  // A terminal that the app was started from and that takes nothing must not stop the bell.
  const tellLog = (text: string): void => log.warn({}, text);
  globalThis.console = consoleTo(tellLog);
  tellWarnings(process, tellLog);
  return log;
};
