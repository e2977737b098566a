import { success } from '../../electron/core/model/failure.ts';
import type { ChannelHealth } from '../../electron/core/model/reminder.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import type { Desk } from '../../electron/program/desk.ts';
import { readSettings, writeSettings } from '../../electron/edges/store/settings.ts';
import { systemTimeZone } from '../../electron/edges/system/time-zone.ts';

/** The desk of a program that shows its own engine, on a desktop whose channels are as the test says. */
export const aDesk = (engine: Engine, channels: readonly ChannelHealth[] = []): Desk => {
  const { database } = engine.parts.store;
  return {
    version: '0.0.0',
    engine: () => engine,
    ownEngine: () => engine,
    isDemo: () => false,
    enterDemo: () => Promise.resolve(success(null)),
    leaveDemo: () => Promise.resolve(success(null)),
    settings: () => readSettings(database, systemTimeZone),
    changeSettings: (changed) => {
      writeSettings(database, changed);
      return readSettings(database, systemTimeZone);
    },
    locale: () => 'en',
    isOnline: () => true,
    hasTray: () => true,
    channels: () => Promise.resolve(channels),
    tryChannels: () => Promise.resolve(),
    vaultFailure: () => null,
    openNotices: () => Promise.resolve(success(null)),
    takeView: () => ({ rentalId: null, view: null }),
  };
};
