import { z } from 'zod';
import {
  initialSettings,
  type NetworkSettingName,
  type NetworkSettings,
  type Settings,
  type StoredNetwork,
} from '../../core/model/settings.ts';
import { settingSchemas } from '../../core/model/settings-schema.ts';
import { isUsableZone } from '../../core/model/time-zone.ts';
import { textOf, type Database } from './database.ts';
import { readableJson } from './json.ts';
import { readSetting, settingRow, writeSetting } from './setting-rows.ts';

/**
 * The user's settings; a value that no longer fits, or was damaged, falls back to the initial one. What sends goes by `readNetwork`.
 * Quiet hours whose zone is unknown here (another runtime stored it, or this one forgot it) go by `clockZone`, the zone of the computer's clock.
 */
export const readSettings = (database: Database, clockZone: () => string): Settings => {
  const stored = (name: string): unknown => readSetting(database, name);
  return {
    locale: usable(settingSchemas.locale, stored('locale'), initialSettings.locale),
    theme: usable(settingSchemas.theme, stored('theme'), initialSettings.theme),
    quietHours: usable(
      settingSchemas.quietHours,
      inKnownZone(stored('quietHours'), clockZone),
      initialSettings.quietHours,
    ),
    mutedUntil: usable(settingSchemas.mutedUntil, stored('mutedUntil'), initialSettings.mutedUntil),
    notifications: readNotifications(database),
    points: readPoints(database),
    firstSteps: usable(settingSchemas.firstSteps, stored('firstSteps'), initialSettings.firstSteps),
    ...networkOf(database),
  };
};

/** How reminders are shown, by their severity. */
export const readNotifications = (database: Database): Settings['notifications'] =>
  usable(
    settingSchemas.notifications,
    readSetting(database, 'notifications'),
    fromOneChoice(readSetting(database, 'desktop')),
  );

/** The points at which things ring instead of the usual ones. */
export const readPoints = (database: Database): Settings['points'] =>
  usable(settingSchemas.points, readSetting(database, 'points'), initialSettings.points);

/** Whether the user chose points that cannot be read any more, so that the usual ones hold. */
export const arePointsDamaged = (database: Database): boolean => isDamaged(database, 'points');

const networkOf = (database: Database): NetworkSettings => ({
  proxy: usable(settingSchemas.proxy, readSetting(database, 'proxy'), initialSettings.proxy),
  extraCa: usable(settingSchemas.extraCa, readSetting(database, 'extraCa'), initialSettings.extraCa),
});

const networkNames: readonly NetworkSettingName[] = ['proxy', 'extraCa'];

/** How requests leave this computer, and which of the settings about it are damaged: to send as if they said nothing is not what they said. */
export const readNetwork = (database: Database): StoredNetwork => {
  const { proxy, extraCa } = networkOf(database);
  return { proxy, extraCa, damaged: networkNames.filter((name) => isDamaged(database, name)) };
};

const isDamaged = (database: Database, name: keyof Settings): boolean => {
  const row = settingRow(database, name);
  return row !== null && !settingSchemas[name].safeParse(readableJson(textOf(row, 'value'))).success;
};

const zoneSchema = z.looseObject({ timeZone: z.string() });

const inKnownZone = (quietHours: unknown, clockZone: () => string): unknown => {
  const { data } = zoneSchema.safeParse(quietHours);
  return data === undefined || isUsableZone(data.timeZone) ? quietHours : { ...data, timeZone: clockZone() };
};

/** The zone that the stored quiet hours name and nothing here knows; null when all is well. */
export const unknownQuietZone = (database: Database): string | null => {
  const { data } = zoneSchema.safeParse(readSetting(database, 'quietHours'));
  return data === undefined || isUsableZone(data.timeZone) ? null : data.timeZone;
};

/** Before each severity had its choice there was one for all of them; what it said holds until the user says something else. */
const fromOneChoice = (desktop: unknown): Settings['notifications'] => {
  const { data } = z.enum(['all', 'urgent', 'none']).safeParse(desktop);
  if (data === 'none') return { urgent: 'inbox', usual: 'inbox', news: 'inbox' };
  return data === 'urgent' ? { urgent: 'sound', usual: 'inbox', news: 'sound' } : initialSettings.notifications;
};

const usable = <Value>(schema: z.ZodType<Value>, value: unknown, initial: Value): Value => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : initial;
};

/** Stores the settings that are given and leaves the others. */
export const writeSettings = (database: Database, changed: Partial<Settings>): void => {
  database.transaction(() => {
    for (const [name, value] of Object.entries(changed)) writeSetting(database, name, value);
  });
};
