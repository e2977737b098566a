import { success } from '../../electron/contract/failure.ts';
import type { ChannelHealth } from '../../electron/contract/reminder.ts';
import type { Engine } from '../../electron/engine.ts';
import type { Desk } from '../../electron/ipc/desk.ts';
import { readSettings, writeSettings } from '../../electron/store/settings.ts';

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
    settings: () => readSettings(database),
    changeSettings: (changed) => {
      writeSettings(database, changed);
      return readSettings(database);
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
