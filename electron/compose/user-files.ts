import { app, clipboard, dialog } from 'electron';
import { success, type Result } from '../core/model/failure.ts';
import { failureText } from '../core/words/failure.ts';
import { t } from '../core/words/words.ts';
import type { OpenStore } from '../edges/store/open.ts';
import type { Clock } from '../edges/system/clock.ts';
import type { NetworkState } from '../edges/system/network.ts';
import type { Engine } from '../engine/engine.ts';
import { backupDialogs } from '../faces/window/backup-dialogs.ts';
import { relaunch } from '../faces/window/relaunch.ts';
import { backupsOf } from '../program/backups.ts';
import { AskedBackups } from '../program/desktop/asked-backups.ts';
import type { UserFiles } from '../program/desktop/user-files.ts';
import { appDiagnostics } from './desktop-diagnostics.ts';
import type { DesktopParts } from './parts.ts';
import type { Surroundings } from './surroundings.ts';
import type { Wires } from './wires.ts';

/** How far the program is with quitting, and what it does once nobody has the store any more. */
export interface Quitting {
  hasBegun: boolean;
  afterwards: () => void;
}

/** What the user's files are taken from. */
export interface UserFilesParts {
  readonly engine: Engine;
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly parts: DesktopParts;
  readonly wires: Wires;
  readonly surroundings: Surroundings;
  readonly network: NetworkState;
  readonly quit: Quitting;
}

/** Backups and diagnostics, as the window asks for them. */
export const userFiles = ({ store, network, quit, ...known }: UserFilesParts): UserFiles => {
  const { engine, wires } = known;
  return {
    backups: new AskedBackups({
      place: backupsOf(store.path, engine.now),
      ask: backupDialogs({ now: engine.now, localeSetting: wires.localeSetting }),
      startAnew: (between) => startAnew(quit, between),
    }),
    copyDiagnostics: async () => {
      const diagnosed = { ...known, storePath: store.path, isOnline: () => network.online };
      await clipboard.writeText(await appDiagnostics(diagnosed));
      return success(null);
    },
  };
};

const startAnew = (quit: Quitting, between: () => Result<unknown>): void => {
  quit.afterwards = () => {
    const done = between();
    if (!done.ok) dialog.showErrorBox(t.app_name(), failureText(done.failure));
    relaunch(app, process.env);
  };
  app.quit();
};
