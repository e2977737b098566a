/** What is found out about the desktop after the window is there. */
export class Surroundings {
  /** Whether a tray icon would be seen. Linux desktops are asked; until they have answered nobody relies on it. */
  trayIsThere: boolean;
  /** The exact hosts that the page's links may open in the browser. */
  linkedHosts: readonly string[] = [];

  constructor(platform: NodeJS.Platform) {
    this.trayIsThere = platform !== 'linux';
  }
}
