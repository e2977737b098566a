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
    const confirmed = await confirmExtraCa(changed.extraCa, host.vault);
    return confirmed.ok ? success(stored(host, changed)) : confirmed;
  },
  /** The same where another process has confirmed the certificates. */
  setConfirmed: (changed: Partial<Settings>): Result<Settings> => success(stored(host, changed)),
});

const stored = (host: Host, changed: Partial<Settings>): Settings => {
  writeSettings(host.database, changed);
  const settings = readSettings(host.database, host.timeZone);
  host.settingsChanged(settings);
  host.wished(['app.changed', 'reminder.changed', 'rental.changed']);
  return settings;
};
