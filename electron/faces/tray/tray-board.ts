import { Menu, nativeImage, Tray as ElectronTray } from 'electron';
import { minute } from '../../core/model/instant.ts';
import { Tray } from './tray.ts';
import { trayStateOf, type TrayAction } from './tray-state.ts';
import type { LocaleSetting } from '../../core/words/instants.ts';
import type { Desktop } from '../../program/desktop/desktop.ts';

/** What the tray needs of the desktop program. */
export interface TrayBoardParts {
  readonly desktop: Desktop;
  readonly localeSetting: () => LocaleSetting;
  readonly icons: string;
  readonly quit: () => void;
  /** Puts the number of waiting reminders on the app's icon, where the system shows such a thing. */
  readonly badge: (count: number) => void;
}

/** Several pieces of news in a row are drawn once. */
const drawAfterMs = 100;

/** Keeps the tray true: collects what it shows, now and each minute, and does what is clicked. */
export class TrayBoard {
  readonly #parts: TrayBoardParts;
  readonly #tray;
  #soon: NodeJS.Timeout | null = null;
  #destroyed = false;
  readonly #eachMinute: NodeJS.Timeout;

  constructor(parts: TrayBoardParts) {
    this.#parts = parts;
    this.#tray = new Tray({
      platform: process.platform,
      icons: parts.icons,
      imageOf: (path) => nativeImage.createFromPath(path),
      menuOf: (template) => Menu.buildFromTemplate(template),
      trayOf: (image) => new ElectronTray(image),
      onAction: (action) => this.#act(action),
    });
    this.#eachMinute = setInterval(() => void this.#draw(), minute);
  }

  /** Puts the icon up where the desktop has a place for it. */
  setThere(there: boolean): void {
    void this.#draw();
    this.#tray.setThere(there);
  }

  /** Something changed: draws again in a moment. News still comes while the program quits, when the store is closed already. */
  refresh(): void {
    if (this.#destroyed) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      void this.#draw();
    }, drawAfterMs);
  }

  destroy(): void {
    this.#destroyed = true;
    clearInterval(this.#eachMinute);
    if (this.#soon !== null) clearTimeout(this.#soon);
    this.#tray.destroy();
  }

  async #draw(): Promise<void> {
    const { desktop, localeSetting, badge } = this.#parts;
    await desktop.showTray((facts) => {
      if (this.#destroyed) return;
      this.#tray.setState(trayStateOf(facts, { ...localeSetting(), nowMs: desktop.now(), maxBytes: null }));
      badge(facts.inbox);
    });
  }

  #act(action: TrayAction): void {
    const { desktop, quit } = this.#parts;
    switch (action.kind) {
      case 'rental':
        desktop.show({ rentalId: action.rentalId });
        break;
      case 'open':
        desktop.show({});
        break;
      case 'reminders':
      case 'accounts':
        desktop.show({ view: action.kind });
        break;
      case 'set-ends':
        desktop.show({ view: 'rentals', setEnds: true });
        break;
      case 'sync':
        void desktop.syncAll();
        break;
      case 'quit':
        quit();
    }
  }
}
