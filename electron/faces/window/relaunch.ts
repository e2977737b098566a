/** The part of Electron's `app` that starts it again. */
export interface Relaunched {
  relaunch(options?: { execPath?: string }): void;
}

/** Has the program start again once it has ended. An AppImage is mounted anew by its own file; the program inside is gone with its mount. */
export const relaunch = (app: Relaunched, { APPIMAGE: image }: Readonly<Record<string, string | undefined>>): void =>
  image === undefined ? app.relaunch() : app.relaunch({ execPath: image });
