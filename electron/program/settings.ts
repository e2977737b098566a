import { success, type Result } from '../core/model/failure.ts';
import type { Settings } from '../core/model/settings.ts';
import { readSettings, writeSettings } from '../edges/store/settings.ts';
import { logMark, returnToLogMark } from '../edges/store/log-mark.ts';
import { passOverOtherPoints } from '../engine/bell/other-points.ts';
import type { Host, Sources } from '../engine/host.ts';
import type { UndoSteps } from './undo/undo-steps.ts';
import { confirmExtraCa } from './extra-ca.ts';

/** Returns the questions about settings. */
export const settingsQuestions = ({ database, timeZone }: Sources) => ({
  get: (): Result<Settings> => success(readSettings(database, timeZone)),
});

/** Returns the wishes about settings; `undo` notes how each is taken back. */
export const settingsWishes = (host: Host, undo: UndoSteps) => ({
  /**
   * Stores the settings that are given and leaves the others. Certificates that cannot be used are refused before anything is stored; the
   * others are confirmed by being chosen here. Returns all settings as they are now.
   */
  set: async (changed: Partial<Settings>): Promise<Result<Settings>> => {
    const confirmed = await confirmExtraCa(changed.extraCa, host.vault);
    return confirmed.ok ? success(undoablyStored(host, undo, changed)) : confirmed;
  },
  /** The same where another process has confirmed the certificates. */
  setConfirmed: (changed: Partial<Settings>): Result<Settings> => success(undoablyStored(host, undo, changed)),
});

const undoablyStored = (host: Host, undo: UndoSteps, changed: Partial<Settings>): Settings => {
  const { database } = host;
  const before = partOf(readSettings(database, host.timeZone), changed);
  const mark = logMark(database, { all: true });
  const settings = database.transaction(() => {
    const { points } = changed;
    if (points !== undefined) passOverOtherPoints(points, { database, texts: host.texts, nowMs: host.now() });
    return stored(host, changed);
  });
  followed(host, settings);
  const takeBack = async (): Promise<Result<null>> => {
    const confirmed = await confirmExtraCa(before.extraCa, host.vault);
    if (!confirmed.ok) return confirmed;
    returnToLogMark(database, mark);
    followed(host, stored(host, before));
    return success(null);
  };
  undo.add(takeBack, { rentals: [], nowMs: host.now() });
  return settings;
};

/** Of all settings those that are changed: the others may have been set elsewhere since, or lie damaged. */
const partOf = (settings: Settings, changed: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(changed, name)));

const stored = ({ database, timeZone }: Host, changed: Partial<Settings>): Settings => {
  writeSettings(database, changed);
  return readSettings(database, timeZone);
};

const followed = (host: Host, settings: Settings): void => {
  host.settingsChanged(settings);
  host.wished(['app.changed', 'reminder.changed', 'rental.changed']);
};
