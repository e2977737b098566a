import type { Instant } from './ids.ts';
import type { ClassPoints } from './point-class.ts';
import type { ProxySetting } from './proxy.ts';
import type { DesktopChoices } from './severity.ts';

/** Every language of the program. */
export const locales = ['zh-CN', 'en'] as const;
/** A language that the product speaks. */
export type Locale = (typeof locales)[number];

/** A time of day, `HH:mm`. */
export type TimeOfDay = string;

/** Hours in which nothing rings, each day, by the clock of a zone. `from` after `to` spans midnight. */
export interface QuietHours {
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
  /** IANA name, such as `Asia/Shanghai`: quiet hours stay where the user sleeps, wherever the computer thinks it is. */
  readonly timeZone: string;
  /** What would be over before the quiet hours are, and frozen data, rings all the same. */
  readonly urgentPasses: boolean;
}

/** How requests to providers leave this computer. */
export interface NetworkSettings {
  readonly proxy: ProxySetting;
  /** Absolute path of a PEM file whose certificates are trusted besides the usual ones; null for none. */
  readonly extraCa: string | null;
}

/** A setting that decides where requests go and whom they trust. */
export type NetworkSettingName = keyof NetworkSettings;

/** The network settings of a store. */
export interface StoredNetwork extends NetworkSettings {
  /** What is stored under these names cannot be used. What the user meant is not known, so nothing is sent until it is set again. */
  readonly damaged?: readonly NetworkSettingName[];
}

/** What a new user is asked once: whether a test was noticed, and whether there are quiet hours. */
export const firstSteps = ['ring', 'quiet'] as const;
/** One of them. */
export type FirstStep = (typeof firstSteps)[number];

/** The user's own choices; stored in the store. */
export interface Settings extends NetworkSettings {
  readonly locale: Locale | 'system';
  readonly theme: 'light' | 'dark' | 'system';
  readonly quietHours: QuietHours | null;
  /** Nothing rings before this instant. */
  readonly mutedUntil: Instant | null;
  /** How the desktop notifies about a reminder, by its severity. */
  readonly notifications: DesktopChoices;
  /** At which points things ring instead of the usual ones. */
  readonly points: ClassPoints;
  /** The first steps that were taken, or that the user does not want to take. */
  readonly firstSteps: readonly FirstStep[];
}

/** The settings before the user has chosen any. */
export const initialSettings: Settings = {
  locale: 'system',
  theme: 'system',
  quietHours: null,
  mutedUntil: null,
  notifications: { urgent: 'sound', usual: 'sound', news: 'sound' },
  points: {},
  firstSteps: [],
  proxy: 'system',
  extraCa: null,
};
