import { join } from 'node:path';
import { app, dialog } from 'electron';
import { parseInstant } from '../core/model/instant.ts';
import { success, type Result } from '../core/model/failure.ts';
import type { UpdateAbsence } from '../core/model/update.ts';
import type { FeedWay } from '../core/ports/updater.ts';
import { failureText } from '../core/words/failure.ts';
import { t } from '../core/words/words.ts';
import { storeFailureOf } from '../edges/store/failures.ts';
import type { OpenStore } from '../edges/store/open.ts';
import { readSetting, writeSetting } from '../edges/store/setting-rows.ts';
import { chance } from '../edges/system/chance.ts';
import type { EarlyLog } from '../edges/system/early-log.ts';
import { cacheFolder, homeFolder } from '../edges/system/paths.ts';
import { version } from '../edges/system/version.ts';
import { updatableCopy } from '../edges/updates/feed.ts';
import type { Ending, Quitting } from '../faces/window/quit.ts';
import { relaunch } from '../faces/window/relaunch.ts';
import { runningAs } from './running-as.ts';
import { ownImageOf } from '../edges/system/own-image.ts';
import { UpdateDesk, type UpdateMemory, type UpdateSource } from '../program/desktop/update-desk.ts';
import type { Wires } from './wires.ts';

/** Whatever hangs as the program ends: a bell that does not come back is worse than one that comes late, in milliseconds. */
const restartLimitMs = 10_000;

/** What updates are made of. */
export interface UpdateDeskParts {
  readonly store: OpenStore;
  readonly log: EarlyLog;
  readonly quitting: Quitting;
  /** How the program ends without them. */
  readonly ending: Ending;
  readonly wires: Pick<Wires, 'news'>;
  readonly now: () => number;
  readonly updateWay: (signal: AbortSignal) => FeedWay;
  readonly isDemo: () => boolean;
}

/** Updates of this copy, and how the program ends with them: what is ready is put in place once everything else is over. */
export const updateDesk = (parts: UpdateDeskParts): { readonly desk: UpdateDesk; readonly ending: Ending } => {
  const { store, log, quitting, ending, wires, now, updateWay, isDemo } = parts;
  const over = new AbortController();
  const desk: UpdateDesk = new UpdateDesk({
    ...{ now, isDemo, log, memory: memoryIn(store.database) },
    source: sourceOf(store.database, () => updateWay(over.signal)),
    after: (delayMs, act) => {
      const timer = setTimeout(act, delayMs);
      return () => clearTimeout(timer);
    },
    onChanged: () => wires.news('app.changed'),
    restart: () => {
      quitting.become({ ...ending, limitMs: restartLimitMs, end: () => endWith('restart') });
      app.quit();
    },
  });
  const endWith = async (then: 'end' | 'restart'): Promise<void> => {
    desk.stop();
    over.abort();
    await ending.end();
    const installed = await desk.finish();
    if (then === 'end' || installed === null) return;
    // Its user waits for it, and the bell goes on whatever came of it.
    if (!installed.ok) dialog.showErrorBox(t.app_name(), failureText(installed.failure));
    // The other systems' installers start what they have installed.
    if (!installed.ok || process.platform === 'linux') relaunch(app, runningAs());
  };
  return { desk, ending: { ...ending, end: () => endWith('end') } };
};

type Database = OpenStore['database'];

const sourceOf = (database: Database, way: () => FeedWay): UpdateSource | UpdateAbsence => {
  const { platform, env: environment } = process;
  const image = ownImageOf(environment, process.execPath);
  const copy = updatableCopy({ platform, image, isPackaged: app.isPackaged, resources: process.resourcesPath });
  if (typeof copy === 'string') return copy;
  return {
    host: copy.feed.url.host,
    // The library is loaded with the first look.
    open: async () => {
      const { openUpdater } = await import('../edges/updates/updater.ts');
      const cache = join(cacheFolder({ platform, environment, home: homeFolder() }), 'leasebell-updates');
      const share = shareIn(database);
      return openUpdater({
        copy,
        version,
        cache,
        share,
        way: way(),
        image: image ?? '',
      });
    },
  };
};

/** The names under which it is remembered; what cannot be read is as if it was never said. */
const names = { automatic: 'updates.automatic', lookedAt: 'updates.lookedAt', share: 'updates.share' };

const memoryIn = (database: Database): UpdateMemory => ({
  automatic: () => readSetting(database, names.automatic) !== false,
  setAutomatic: (on) => stored(() => writeSetting(database, names.automatic, on)),
  lookedAt: () => {
    const value = readSetting(database, names.lookedAt);
    return typeof value === 'string' ? parseInstant(value) : null;
  },
  // A store that takes nothing is told of elsewhere; the next start looks again in any case.
  noteLooked: (at) => void stored(() => writeSetting(database, names.lookedAt, at)),
});

/** This installation's place among all when a version is for a part of them first: by chance, once. */
const shareIn = (database: Database): number => {
  const known = readSetting(database, names.share);
  if (typeof known === 'number' && known >= 0 && known < 1) return known;
  const share = chance();
  stored(() => writeSetting(database, names.share, share));
  return share;
};

const stored = (write: () => void): Result<null> => {
  try {
    write();
    return success(null);
  } catch (error) {
    return { ok: false, failure: storeFailureOf(error) };
  }
};
