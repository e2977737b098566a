import { join } from 'node:path';
import type { Menu, MenuItemConstructorOptions, NativeImage } from 'electron';
import { plainLine, plainLines } from '../../core/model/plain-text.ts';
import type { TrayAction, TrayIcon, TrayItem, TrayState } from './tray-state.ts';

/** What the tray is built with: Electron's constructors, given so that the class can be tried without it. */
export interface TrayParts<Image = NativeImage, BuiltMenu = Menu> {
  readonly platform: NodeJS.Platform;
  /** Folder of the icons: `<state>-16.png`, `<state>-22.png` and `<state>Template.png` with `@2x` beside them. */
  readonly icons: string;
  readonly imageOf: (path: string) => Image;
  readonly menuOf: (template: MenuItemConstructorOptions[]) => BuiltMenu;
  readonly trayOf: (image: Image) => TrayLike<Image, BuiltMenu>;
  readonly onAction: (action: TrayAction) => void;
}

/** The part of Electron's Tray that is used. */
export interface TrayLike<Image, BuiltMenu> {
  setImage(image: Image): void;
  setToolTip(text: string): void;
  setContextMenu(menu: BuiltMenu): void;
  on(event: 'click', listener: () => void): unknown;
  destroy(): void;
}

const fileOf = (icon: TrayIcon, platform: NodeJS.Platform): string => {
  if (platform === 'darwin') return `${icon}Template.png`;
  return platform === 'win32' ? `${icon}-16.png` : `${icon}-22.png`;
};

/** One line of plain text. `&` marks a letter as a shortcut; labels mean the sign itself. */
const literal = (label: string): string => plainLine(label).replaceAll('&', '&&');

/** The icon in the tray with its menu. Set its state as often as you like: it draws only what changed. */
export class Tray<Image = NativeImage, BuiltMenu = Menu> {
  readonly #parts: TrayParts<Image, BuiltMenu>;
  readonly #images = new Map<TrayIcon, Image>();
  #tray: TrayLike<Image, BuiltMenu> | null = null;
  #drawn = '';
  #state: TrayState | null = null;

  constructor(parts: TrayParts<Image, BuiltMenu>) {
    this.#parts = parts;
  }

  /** Whether the icon is there. */
  get isThere(): boolean {
    return this.#tray !== null;
  }

  /** What is to be shown from now on. */
  setState(state: TrayState): void {
    this.#state = state;
    this.#render();
  }

  /** Puts the icon up, or takes it away when the desktop has lost its place for it. */
  setThere(there: boolean): void {
    if (there === this.isThere) return;
    if (there) this.#create();
    else this.destroy();
  }

  /** Takes the icon away for good or until `setThere(true)`. */
  destroy(): void {
    this.#tray?.destroy();
    this.#tray = null;
    this.#drawn = '';
  }

  #create(): void {
    this.#tray = this.#parts.trayOf(this.#imageOf(this.#state?.icon ?? 'normal'));
    // Not every desktop sends clicks, so everything is in the menu as well; on macOS a click opens the menu itself.
    if (this.#parts.platform !== 'darwin') this.#tray.on('click', () => this.#parts.onAction({ kind: 'open' }));
    this.#render();
  }

  #render(): void {
    const drawn = JSON.stringify(this.#state);
    if (this.#tray === null || this.#state === null || drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#tray.setImage(this.#imageOf(this.#state.icon));
    this.#tray.setToolTip(plainLines(this.#state.tooltip));
    // Linux shows a changed menu only when it is set anew.
    this.#tray.setContextMenu(this.#parts.menuOf(this.#state.items.map((item) => this.#entryOf(item))));
  }

  #entryOf(item: TrayItem): MenuItemConstructorOptions {
    if (item === 'separator') return { type: 'separator' };
    const { label, action } = item;
    if (action === null) return { label: literal(label), enabled: false };
    return { label: literal(label), click: () => this.#parts.onAction(action) };
  }

  #imageOf(icon: TrayIcon): Image {
    const known = this.#images.get(icon);
    if (known !== undefined) return known;
    const image = this.#parts.imageOf(join(this.#parts.icons, fileOf(icon, this.#parts.platform)));
    this.#images.set(icon, image);
    return image;
  }
}
