import { Menu, nativeImage, Tray as ElectronTray } from 'electron';
import { minute } from '../../core/model/instant.ts';
import { Tray } from './tray.ts';
import { trayStateOf, type TrayAction } from './tray-state.ts';
import type { Place } from '../../core/words/instants.ts';
import type { Program } from '../../program/desktop-program.ts';
import { readTrayFacts } from './tray-facts.ts';

/** What the tray needs of the program. */
export interface TrayBoardParts {
  readonly program: Program;
  readonly place: () => Place;
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
    this.#eachMinute = setInterval(() => this.#draw(), minute);
  }

  /** Puts the icon up where the desktop has a place for it. */
  setThere(there: boolean): void {
    this.#draw();
    this.#tray.setThere(there);
  }

  /** Something changed: draws again in a moment. News still comes while the program quits, when the store is closed already. */
  refresh(): void {
    if (this.#destroyed) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.#draw();
    }, drawAfterMs);
  }

  destroy(): void {
    this.#destroyed = true;
    clearInterval(this.#eachMinute);
    if (this.#soon !== null) clearTimeout(this.#soon);
    this.#tray.destroy();
  }

  #draw(): void {
    const { program, place, badge } = this.#parts;
    program.ownEngine().guard.run('tray', () => {
      const facts = readTrayFacts(program);
      const nowMs = program.engine().parts.now();
      this.#tray.setState(trayStateOf(facts, { ...place(), nowMs, maxBytes: null }));
      badge(facts.inbox);
    });
  }

  #act(action: TrayAction): void {
    const { program, quit } = this.#parts;
    switch (action.kind) {
      case 'rental':
        program.show({ rentalId: action.rentalId });
        break;
      case 'open':
        program.show({});
        break;
      case 'reminders':
      case 'accounts':
        program.show({ view: action.kind });
        break;
      case 'sync':
        void program.syncAll();
        break;
      case 'quit':
        quit();
    }
  }
}
