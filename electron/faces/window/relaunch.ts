import { linkScheme } from '../../core/model/rental-link.ts';

/** The part of Electron's `app` that starts it again. */
export interface Relaunched {
  relaunch(options: { args: string[]; execPath?: string }): void;
}

/** How the program runs now. */
export interface RunningAs {
  readonly argv: readonly string[];
  /** The file of the AppImage that it runs from; null for every other copy. */
  readonly image: string | null;
}

/** What was asked of this run alone: the demo, a start without a window, a link. */
const isForThisRun = (argument: string): boolean =>
  argument === '--demo' || argument === '--hidden' || argument.startsWith(`${linkScheme}:`);

/**
 * Has the program start again with its window once it has ended. An AppImage is mounted anew by its own file; the program inside is gone with its
 * mount.
 */
export const relaunch = (app: Relaunched, { argv, image }: RunningAs): void =>
  app.relaunch({
    args: argv.slice(1).filter((argument) => !isForThisRun(argument)),
    ...(image === null ? {} : { execPath: image }),
  });
