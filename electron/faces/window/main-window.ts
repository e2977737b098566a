import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import { appUrl } from './app-address.ts';
import { initialSize, reachableBounds, smallestSize, type WindowBounds } from './bounds.ts';
import { Closing } from './closing.ts';
import { guardContents, type GuardParts } from './guards.ts';
import { stayHome } from './home.ts';
import { closeDatagrams } from './page-network.ts';

/** What the window is made from. */
export interface MainWindowParts {
  readonly title: string;
  /** Settles once the page can reach nothing but its files: it is not loaded before. */
  readonly sealed: Promise<void>;
  /** The bundled preload script. */
  readonly preload: string;
  /** Icon file, for systems whose windows carry one; null where the program file does. */
  readonly icon: string | null;
  readonly guards: GuardParts;
  readonly now: () => number;
  readonly remembered: () => WindowBounds | null;
  readonly remember: (bounds: WindowBounds) => void;
  /** Whether the tray is there to bring the window back; without it, closing only minimises. */
  readonly trayIsThere: () => boolean;
  /** The user logs out, or the computer is shut down (Windows tells windows only). */
  readonly onSessionEnd: () => void;
  /** Told when the page's process died; the reason is Electron's word. */
  readonly onCrashed: (reason: string) => void;
}

/** The page's first colour, as in the tokens of both themes, so that nothing flashes. */
const backgroundColor = (): string => (nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff');

/** Two crashes in one window's life are answered by loading the page again; a third one closes it. */
const reloadsPerWindow = 2;

/**
 * The one window. It exists only while it is open: closing it destroys the page with its process, and `open` makes a new one.
 * The application lives on without it.
 */
export class MainWindow {
  readonly #parts: MainWindowParts;
  #window: BrowserWindow | null = null;
  readonly #closing: Closing;

  constructor(parts: MainWindowParts) {
    this.#parts = parts;
    const { now, trayIsThere, guards } = parts;
    this.#closing = new Closing({ now, trayIsThere, reopen: () => this.open(), onRefused: guards.onRefused });
  }

  /** A window that is destroyed is told to be closed a moment later: until then it is there and takes no call. */
  get #usable(): BrowserWindow | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window;
  }

  /** The page's contents; null while there is no window. */
  contents(): WebContents | null {
    return this.#usable?.webContents ?? null;
  }

  /** Shows the window: makes it, or brings it up from the taskbar or from behind others. */
  open(): void {
    const window = this.#usable;
    if (window === null) {
      this.#window = this.#create();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.moveTop();
    window.focus();
  }

  /** Makes the window where there is none, and leaves it minimised: it is in the taskbar, and in nobody's way. */
  openMinimised(): void {
    if (this.#usable !== null) return;
    this.#window = this.#create();
    this.#window.minimize();
  }

  /** Closes the window, and from now on nothing keeps it from closing: the application quits. */
  closeForGood(): void {
    this.#closing.meant();
    const window = this.#usable;
    if (window === null) return;
    this.#remember(window);
    // Unlike `close` this does not wait for the page.
    window.destroy();
  }

  #create(): BrowserWindow {
    const { title, preload, icon, remembered } = this.#parts;
    const bounds = remembered();
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    this.#closing.opened();
    const window = new BrowserWindow({
      ...initialSize,
      ...reachableBounds(bounds, areas),
      minWidth: smallestSize.width,
      minHeight: smallestSize.height,
      title,
      backgroundColor: backgroundColor(),
      ...(icon === null ? {} : { icon }),
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      },
    });
    window.setMenuBarVisibility(false);
    guardContents(window.webContents, this.#parts.guards);
    closeDatagrams(window.webContents);
    this.#listen(window);
    // Shown in the page's colour at once: a window that is made hidden begins to draw only when it is shown.
    if (bounds?.maximized === true) window.maximize();
    void this.#parts.sealed.then(() => load(window));
    return window;
  }

  /** Ends a window whose page cannot be kept: making it again would only repeat it. */
  #end(window: BrowserWindow): void {
    this.#closing.meant();
    window.destroy();
  }

  #remember(window: BrowserWindow): void {
    this.#parts.remember({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  }

  #listen(window: BrowserWindow): void {
    let reloads = 0;
    window.on('close', (event) => {
      this.#remember(window);
      if (this.#closing.mayClose()) return;
      event.preventDefault();
      window.minimize();
    });
    window.on('session-end', () => this.#parts.onSessionEnd());
    window.on('closed', () => {
      // Another one may have been opened since.
      if (this.#window !== window) return;
      this.#window = null;
      this.#closing.closed();
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      this.#parts.onCrashed(reason);
      if (reloads < reloadsPerWindow) {
        reloads += 1;
        load(window);
      } else {
        this.#end(window);
      }
    });
    stayHome(window.webContents, {
      now: this.#parts.now,
      goHome: () => load(window),
      giveUp: () => this.#end(window),
      onRefused: this.#parts.guards.onRefused,
      onFailed: this.#parts.onCrashed,
    });
  }
}

/** A failure shows as an empty window; it is reported by `did-fail-load`, and the promise would report it twice. */
const load = (window: BrowserWindow): void => {
  if (window.isDestroyed()) return;
  window.loadURL(appUrl).catch(() => undefined);
};
