import { success, type Result } from '../core/model/failure.ts';
import type { Settings } from '../core/model/settings.ts';
import { readSettings, writeSettings } from '../edges/store/settings.ts';
import type { Host, Sources } from '../engine/host.ts';
import { confirmExtraCa } from './extra-ca.ts';

/** Returns the questions about settings. */
export const settingsQuestions = ({ database, timeZone }: Sources) => ({
  get: (): Result<Settings> => success(readSettings(database, timeZone)),
});

/** Returns the wishes about settings. */
export const settingsWishes = (host: Host) => ({
  /**
   * Stores the settings that are given and leaves the others. Certificates that cannot be used are refused before anything is stored; the
   * others are confirmed by being chosen here. Returns all settings as they are now.
   */
  set: async (changed: Partial<Settings>): Promise<Result<Settings>> => {
    const { extraCa } = changed;
    const confirmed = extraCa === undefined ? success(null) : await confirmExtraCa(extraCa, host.vault);
    if (!confirmed.ok) return confirmed;
    writeSettings(host.database, changed);
    host.wished(['app.changed', 'reminder.changed', 'rental.changed']);
    return success(readSettings(host.database, host.timeZone));
  },
});
