import { success } from '../../electron/core/model/failure.ts';
import type { ChannelHealth } from '../../electron/core/model/reminder.ts';
import { systemTimeZone } from '../../electron/edges/system/time-zone.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { Desktop, type DesktopParts } from '../../electron/program/desktop/desktop.ts';
import { noLoginItems } from '../../electron/edges/system/system-login.ts';
import { LoginDesk } from '../../electron/program/desktop/login-desk.ts';
import { anUpdateDesk } from './updates.ts';
import { runningOver } from '../../electron/program/running/running.ts';

/** The desktop program over an engine, on a desktop that is as the test says. */
export const aDesktop = (
  engine: Engine,
  channels: readonly ChannelHealth[] = [],
  parts: Partial<DesktopParts> = {},
): Desktop =>
  new Desktop({
    version: '0.0.0',
    own: runningOver(engine),
    startDemo: () => Promise.reject(new Error('no demo here')),
    providers: engine.providers.map(({ description }) => description),
    now: engine.now,
    timeZone: systemTimeZone,
    systemLocale: 'en',
    isOnline: () => true,
    hasTray: () => true,
    login: new LoginDesk({
      items: noLoginItems,
      wasAsked: () => false,
      noteAsked: () => undefined,
      onChanged: () => undefined,
    }),
    updates: anUpdateDesk(),
    channels: () => Promise.resolve(channels),
    showFirst: () => Promise.resolve(),
    vaultFailure: () => null,
    openNotices: () => Promise.resolve(''),
    files: {
      exportRentals: () => Promise.resolve(success(null)),
      backups: { write: () => Promise.resolve(success(null)), restore: () => Promise.resolve(success(null)) },
      folder: { path: '/data', open: () => Promise.resolve(success(null)) },
      copyDiagnostics: () => Promise.resolve(success(null)),
    },
    news: () => undefined,
    openWindow: () => undefined,
    onDrawn: () => undefined,
    ...parts,
  });
