import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { startMarksOf } from '../core/model/start-marks.ts';
import { sqliteVersion } from '../edges/store/sqlite-version.ts';
import type { Clock } from '../edges/system/clock.ts';
import { lastLinesOf } from '../edges/system/log-tail.ts';
import { dataFiles, homeFolder } from '../edges/system/paths.ts';
import { version } from '../edges/system/version.ts';
import { readVersions } from '../edges/system/versions.ts';
import { readStart } from '../engine/health/start-file.ts';
import type { Engine } from '../engine/engine.ts';
import { diagnosticsText } from '../program/health/diagnostics.ts';
import { healthReport } from '../program/health/health-report.ts';
import type { DesktopParts } from './parts.ts';
import type { Surroundings } from './surroundings.ts';
import type { Wires } from './wires.ts';

/** What the app knows of itself. */
export interface DiagnosedApp {
  readonly engine: Engine;
  readonly storePath: string;
  readonly clock: Clock;
  readonly parts: DesktopParts;
  readonly wires: Wires;
  readonly surroundings: Surroundings;
  readonly isOnline: () => boolean;
}

/** What to send with a report of a fault in the app. The store is not read through, which would take long. */
export const appDiagnostics = async (app: DiagnosedApp): Promise<string> => {
  const { engine, storePath, clock, parts, wires, surroundings } = app;
  const dataDir = dirname(storePath);
  const about = { clock, localeSetting: wires.localeSetting(), dataDir, storePath, providers: engine.providers };
  const facts = {
    versions: readVersions(version, sqliteVersion(), process),
    keychain: parts.vault.failure,
    notifications: await parts.channels.health(),
    tray: surroundings.trayIsThere,
    online: app.isOnline(),
    starts: { thisOne: startMarksOf(performance), lastNoted: readStart(storePath) },
    ...healthReport({ ...about, nonce: randomUUID }, engine.database),
  };
  return diagnosticsText({ facts, logLines: lastLinesOf(dataFiles(dataDir).log), home: homeFolder() });
};
