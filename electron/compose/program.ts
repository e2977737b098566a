import { app, dialog, nativeTheme, net, shell } from 'electron';
import type { RequestName } from '../contract/requests.ts';
import { success, type Failure, type Result } from '../core/model/failure.ts';
import type { Locale, Settings } from '../core/model/settings.ts';
import { markStart, startMarksOf } from '../core/model/start-marks.ts';
import { failureText } from '../core/words/failure.ts';
import { speakIn, t } from '../core/words/words.ts';
import type { Engine } from '../engine/engine.ts';
import { StartNote } from '../engine/health/start-file.ts';
import { createHandlers } from '../faces/ipc/handlers/handlers.ts';
import { reply } from '../faces/ipc/checked-reply.ts';
import type { Router } from '../faces/ipc/router.ts';
import type { OpenStore } from '../edges/store/open.ts';
import { readSettings } from '../edges/store/settings.ts';
import type { Clock } from '../edges/system/clock.ts';
import type { EarlyLog } from '../edges/system/early-log.ts';
import { localeFor } from '../edges/system/locale.ts';
import { NetworkState } from '../edges/system/network.ts';
import { noticesFile } from '../edges/system/paths.ts';
import { loginDesk } from './login.ts';
import { linkAmong, linkedRental, linkScheme } from '../core/model/rental-link.ts';
import { followDesktop, followPower } from './system-events.ts';
import { spawnedAtMs } from '../edges/system/spawned.ts';
import { version } from '../edges/system/version.ts';
import { consoleHosts } from '../faces/window/external-links.ts';
import type { MainWindow } from '../faces/window/main-window.ts';
import { desktopParts, type DesktopParts } from './parts.ts';
import { Desktop } from '../program/desktop/desktop.ts';
import type { Ending, Quitting } from '../faces/window/quit.ts';
import { TrayBoard } from '../faces/tray/tray-board.ts';
import { markingRows, type FirstRows } from './first-rows.ts';
import { setAppMenu } from './menu.ts';
import { updateDesk } from './updates.ts';
import type { UpdateDesk } from '../program/desktop/update-desk.ts';
import { userFiles } from './user-files.ts';
import type { Surroundings } from './surroundings.ts';
import { Wires } from './wires.ts';
import { firstNotification } from '../channels/first-notification.ts';
import { systemTimeZone } from '../edges/system/time-zone.ts';
import type { Running } from '../program/running/running.ts';
import type { ComposedEngine } from './engine.ts';

/** What the program is made from: the window is there already, and asks. */
export interface ProgramParts {
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly log: EarlyLog;
  readonly window: MainWindow;
  readonly router: Router;
  readonly rows: FirstRows;
  readonly surroundings: Surroundings;
  readonly quitting: Quitting;
  /** The folder of the tray's pictures. */
  readonly icons: string;
}

/** The program over the user's store. */
export interface Program {
  /** Replies to a request of the page. */
  readonly reply: (name: RequestName, rawInput: unknown) => Promise<unknown>;
  readonly takeArguments: (argv: readonly string[]) => void;
  /** Begins to watch and to ring once the first rows are shown. */
  readonly run: () => Promise<void>;
}

/** How long quitting waits for what is under way, in milliseconds: people who log out wait with it. */
const quitPatienceMs = 1_500;
/** Nothing of the demo's rounds is kept, and its folder has to go before the process does. */
const demoPatienceMs = 500;

/** Puts the program together over the open store. */
export const makeProgram = (made: ProgramParts): Program => {
  const { store, clock, log, window, rows, surroundings, quitting } = made;
  const wires = new Wires(localeFor(app.getPreferredSystemLanguages()[0] ?? app.getLocale()));
  speakIn(wires.locale);
  const network = new NetworkState(net, wires.networkChanged);
  const parts = desktopParts(store.database, { clock, log, network, wires });
  const composed = parts.composeOwn(store);
  const { engine } = composed;
  surroundings.linkedHosts = consoleHosts(engine.providers.map(({ description }) => description));
  const note = new StartNote(store.path, {
    version,
    atMs: spawnedAtMs(process.getCreationTime() ?? performance.timeOrigin),
  });
  const ending: Ending = {
    isHeld: parts.isHeld,
    end: () => endAll({ ...made, desktop, tray, engine, parts, wires }),
  };
  const updates = updateDesk({
    ...{ store, log, quitting, ending, wires },
    ...{ now: engine.now, updateWay: parts.updateWay, isDemo: () => desktop.isDemo() },
  });
  const desktop = desktopOver(composed, { ...made, parts, wires, network, note, ending, updates: updates.desk });
  const tray = connect({ ...made, desktop, engine, parts, wires });
  followPower(engine, updates.desk);
  quitting.become(updates.ending);
  const handlers = markingRows(createHandlers(desktop));
  // While the program quits the store is closed under what the page has still asked for: noted, and no bug.
  const replyLog: Pick<EarlyLog, 'error'> = {
    error: (facts, message) => log[quitting.hasBegun ? 'warn' : 'error'](facts, message),
  };
  markStart(performance, 'program.made');
  rows.expect();
  return {
    reply: (name, rawInput) => reply(name, rawInput, handlers, replyLog),
    takeArguments: (argv) => takeArguments(desktop, argv),
    run: async () => {
      takeArguments(desktop, process.argv);
      // A Linux desktop is told by the installed desktop file.
      if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient(linkScheme);
      await rows.over;
      if (quitting.hasBegun) return;
      engine.start();
      markStart(performance, 'bell.look');
      await log.open();
      if (quitting.hasBegun) return;
      note.add(startMarksOf(performance));
      await followDesktop({ engine, parts, wires, tray, window, surroundings, quitting });
      if (!quitting.hasBegun) updates.desk.start();
    },
  };
};

interface Ended extends ConnectedDesktop {
  readonly tray: TrayBoard;
}

const endAll = async ({ window, tray, wires, desktop, log, engine, parts }: Ended): Promise<void> => {
  window.closeForGood();
  tray.destroy();
  wires.silence();
  // What the demo leaves behind must not keep the user's own store from being closed in order.
  const demo = desktop
    .leaveDemo(demoPatienceMs)
    .catch((error: unknown) => log.error({ err: error }, 'the demo did not end in order'));
  await engine.stop(quitPatienceMs);
  parts.link.close();
  await demo;
};

interface Around extends ProgramParts {
  readonly ending: Ending;
  readonly parts: DesktopParts;
  readonly wires: Wires;
  readonly network: NetworkState;
  readonly note: StartNote;
  readonly updates: UpdateDesk;
}

const desktopOver = ({ engine, running }: ComposedEngine, around: Around): Desktop => {
  const { parts, note, wires, network, rows, surroundings, window } = around;
  return new Desktop({
    ...{ version, own: running, now: engine.now, timeZone: systemTimeZone },
    startDemo: async () => {
      const { startDemo } = await import('../program/demo/session.ts');
      return startDemo({ now: engine.now, openRunning: (at, vault) => runningIn(parts.openDemo(at, vault)) });
    },
    providers: engine.providers.map(({ description }) => description),
    systemLocale: wires.systemLocale,
    isOnline: () => network.online,
    hasTray: () => surroundings.trayIsThere,
    updates: around.updates,
    login: loginDesk(around.store, () => wires.news('app.changed')),
    channels: async () => {
      await rows.over;
      return parts.channels.health();
    },
    showFirst: async (account, onActivate) => {
      await parts.channels.show(firstNotification(account, onActivate));
    },
    vaultFailure: () => parts.vault.failure,
    files: userFiles({
      ...{ engine, parts, wires, surroundings, network },
      ...{ store: around.store, clock: around.clock, quitting: around.quitting, ending: around.ending },
    }),
    openNotices: () => shell.openPath(noticesFile(process.resourcesPath)),
    news: wires.news,
    openWindow: () => window.open(),
    onDrawn: (marks) => {
      rows.drawn();
      note.add(marks);
    },
  });
};

interface ConnectedDesktop extends ProgramParts {
  readonly desktop: Desktop;
  readonly wires: Wires;
  readonly engine: Engine;
  readonly parts: DesktopParts;
}

/** What the demo opens is for the faces alone. */
const runningIn = (opened: Result<ComposedEngine>): Result<Running> =>
  opened.ok ? success(opened.value.running) : opened;

/** Joins the program to its window and tray: requests in, news out. */
const connect = ({ desktop, engine, parts, router, wires, icons }: ConnectedDesktop): TrayBoard => {
  const tray = new TrayBoard({
    ...{ desktop, localeSetting: wires.localeSetting, icons },
    quit: () => app.quit(),
    badge: (count) => void app.setBadgeCount(count),
  });
  setAppMenu(desktop);
  wires.connect({
    locale: (): Locale => {
      const { locale } = readSettings(engine.database, systemTimeZone);
      return locale === 'system' ? wires.systemLocale : locale;
    },
    news: (event) => {
      if (event === 'app.changed') setAppMenu(desktop);
      router.broadcast(event);
      tray.refresh();
    },
    activate: ({ rentalId }) => desktop.show(rentalId === null ? { view: 'reminders' } : { rentalId }),
    activateUnknown: () => desktop.show({ view: 'reminders' }),
    settingsChanged: (changed) => {
      // What failed on the old way to the providers is worth another try on the new one.
      if (followSettings(changed, parts)) engine.wake();
    },
    networkChanged: (online) => {
      router.broadcast('app.changed');
      if (online) engine.wake();
    },
  });
  return tray;
};

/** Says whether the way to the providers changed; it goes by the user's own store, also in the demo. */
const followSettings = ({ theme }: Settings, { followNetwork }: DesktopParts): boolean => {
  nativeTheme.themeSource = theme;
  return followNetwork();
};

const takeArguments = (desktop: Desktop, argv: readonly string[]): void => {
  const link = linkAmong(argv);
  if (link !== null) void desktop.openLink(linkedRental(link));
  if (argv.includes('--demo')) void desktop.enterDemo().then((entered) => entered.ok || tell(entered.failure));
};

const tell = (failure: Failure): void =>
  void dialog.showMessageBox({ type: 'error', title: t.app_name(), message: failureText(failure) });
