import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { app, clipboard, dialog, shell } from 'electron';
import { failed, success, type Result } from '../core/model/failure.ts';
import { failureText } from '../core/words/failure.ts';
import { t } from '../core/words/words.ts';
import type { OpenStore } from '../edges/store/open.ts';
import type { Clock } from '../edges/system/clock.ts';
import type { NetworkState } from '../edges/system/network.ts';
import type { Engine } from '../engine/engine.ts';
import { backupDialogs } from '../faces/window/backup-dialogs.ts';
import { exportDialog } from '../faces/window/export-dialog.ts';
import { rentalExport } from '../faces/window/export-file.ts';
import type { Ending, Quitting } from '../faces/window/quit.ts';
import { runningAs } from './running-as.ts';
import { relaunch } from '../faces/window/relaunch.ts';
import { backupsOf } from '../program/backups.ts';
import { AskedBackups } from '../program/desktop/asked-backups.ts';
import type { UserFiles } from '../program/desktop/user-files.ts';
import { appDiagnostics } from './desktop-diagnostics.ts';
import type { DesktopParts } from './parts.ts';
import type { Surroundings } from './surroundings.ts';
import type { Wires } from './wires.ts';

/** What the user's files are taken from. */
export interface UserFilesParts {
  readonly engine: Engine;
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly parts: DesktopParts;
  readonly wires: Wires;
  readonly surroundings: Surroundings;
  readonly network: NetworkState;
  readonly quitting: Quitting;
  /** How the program ends. */
  readonly ending: Ending;
}

/** Exports, backups and diagnostics, as the window asks for them. */
export const userFiles = ({ store, network, quitting, ending, ...known }: UserFilesParts): UserFiles => {
  const { engine, wires } = known;
  return {
    exportRentals: rentalExport({
      whereTo: exportDialog({ now: engine.now, localeSetting: wires.localeSetting }),
      now: engine.now,
      localeSetting: wires.localeSetting,
    }),
    backups: new AskedBackups({
      place: backupsOf(store.path, engine.now, randomUUID),
      ask: backupDialogs({ now: engine.now, localeSetting: wires.localeSetting }),
      startAnew: (between) => startAnew({ quitting, ending }, between),
    }),
    folder: shownFolder(dirname(store.path)),
    copyDiagnostics: async () => {
      const diagnosed = { ...known, storePath: store.path, isOnline: () => network.online };
      await clipboard.writeText(await appDiagnostics(diagnosed));
      return success(null);
    },
  };
};

const shownFolder = (path: string): UserFiles['folder'] => ({
  path,
  open: async () => {
    const refused = await shell.openPath(path);
    return refused === '' ? success(null) : failed('not-found', { reason: 'no-file-manager' });
  },
});

/** A backup of years is copied before the program starts anew. */
const restoreLimitMs = 10 * 60_000;

const startAnew = (
  { quitting, ending }: Pick<UserFilesParts, 'quitting' | 'ending'>,
  between: () => Result<unknown>,
): void => {
  quitting.become({
    ...ending,
    limitMs: restoreLimitMs,
    end: async () => {
      try {
        await ending.end();
        const done = between();
        if (!done.ok) dialog.showErrorBox(t.app_name(), failureText(done.failure));
      } finally {
        // Whatever came of it, the bell goes on.
        relaunch(app, runningAs());
      }
    },
  });
  app.quit();
};
