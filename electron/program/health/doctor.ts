import { existsSync } from 'node:fs';
import type { DamagedRow } from '../../core/model/damaged-row.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { ChannelHealth } from '../../core/model/reminder.ts';
import { markStart, startMarksOf, type Timeline } from '../../core/model/start-marks.ts';
import type { SessionBus } from '../../core/ports/session-bus.ts';
import { hasTrayHost } from '../../edges/dbus/tray-host.ts';
import { hasNetwork } from '../../edges/http/node.ts';
import { storeFailureOf } from '../../edges/store/failures.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import { numberOf, textOf } from '../../edges/store/database.ts';
import { sqliteVersion } from '../../edges/store/sqlite-version.ts';
import { derivingAtAnyTime } from '../../engine/polling/keep-rental.ts';
import { countDamagedRows } from '../../edges/store/count-damaged-rows.ts';
import { openOrWhyNot } from '../../edges/store/open-or-why-not.ts';
import { upgradePercent } from '../../edges/store/upgrade.ts';
import { outdatedParts, readVersions, type Versions } from '../../edges/system/versions.ts';
import { readStart, startOf, type Spawned, type Start } from '../../engine/health/start-file.ts';
import type { Sources } from '../../engine/host.ts';
import { networkReport, type NetworkParts, type NetworkReport } from '../network.ts';
import { healthReport, type HealthReport, type ReportParts } from './health-report.ts';

/** What `doctor` found; nothing secret, nothing of a provider's responses. */
export interface DoctorReport extends HealthReport, NetworkReport {
  readonly versions: Versions;
  /** Versions below what the program needs, one line each. */
  readonly outdated: readonly string[];
  readonly keychain: { readonly ok: boolean; readonly failure: Failure | null };
  readonly notifications: readonly ChannelHealth[];
  readonly tray: boolean;
  readonly network: 'up' | 'down';
  readonly starts: {
    /** This program's own. */
    readonly terminal: Start;
    /** The app's last one over this store; null where none was written down. */
    readonly app: Start | null;
  };
  readonly store: {
    readonly ok: boolean;
    readonly exists: boolean;
    readonly accounts: number;
    readonly orders: number;
    /** Rows that cannot be read, as far as they were looked at; each is named beside the result. */
    readonly damagedRows: number;
    /** How far a store of an earlier release is brought up to date, in percent; null where nothing is left of that. */
    readonly upgradePercent: number | null;
    readonly failure: Failure | null;
  };
}

/** What the doctor looks at. */
export interface DoctorParts extends ReportParts {
  readonly version: string;
  readonly network: NetworkParts;
  readonly channels: { health(): Promise<readonly ChannelHealth[]> };
  readonly bus: SessionBus;
  /** The performance timeline of this process, and what it knows of its start. */
  readonly timeline: Timeline;
  readonly spawned: Spawned;
}

/**
 * Returns the state of everything that the bell depends on, without ringing, asking a provider or reading a key. Calls `met` for each row
 * that cannot be read.
 */
export const doctorReport = async (parts: DoctorParts, met: (row: DamagedRow) => void): Promise<DoctorReport> => {
  const versions = readVersions(parts.version, sqliteVersion(), process);
  const keychain = await parts.network.trust.vault.check();
  const stored = storeReport(parts, met);
  return {
    versions,
    outdated: outdatedParts(versions),
    keychain: { ok: keychain.ok, failure: keychain.ok ? null : keychain.failure },
    notifications: await parts.channels.health(),
    tray: await hasTrayHost(process.platform, parts.bus),
    network: hasNetwork() ? 'up' : 'down',
    ...(await networkReport(parts.network)),
    starts: {
      terminal: startOf(parts.spawned, startMarksOf(parts.timeline)),
      app: readStart(parts.storePath),
    },
    ...stored,
  };
};

/** The store, and what only an open one can say about the bell. */
const storeReport = (
  parts: DoctorParts,
  met: (row: DamagedRow) => void,
): Pick<DoctorReport, 'store'> & HealthReport => {
  const opened = openOrWhyNot(parts.storePath);
  markStart(parts.timeline, 'store.open');
  if (!opened.ok) return unread(opened.failure, parts);
  const store = opened.value;
  if (store === null) {
    const none = {
      ok: true,
      exists: false,
      accounts: 0,
      orders: 0,
      damagedRows: 0,
      upgradePercent: null,
      failure: null,
    };
    return { store: none, ...healthReport(parts, null) };
  }
  const { database } = store;
  database.damaged.follow(met);
  try {
    return { store: contentReport(database, parts.clock.now()), ...healthReport(parts, database) };
  } catch (error) {
    return unread(storeFailureOf(error), parts);
  } finally {
    store.close();
  }
};

/** Without a store that can be read nobody knows what comes next. */
const unread = (failure: Failure, parts: DoctorParts): Pick<DoctorReport, 'store'> & HealthReport => {
  const { code, reason = null, detail = null } = failure;
  const store = { ...brokenStoreReport(failure), exists: existsSync(parts.storePath) };
  return { store, ...healthReport(parts, null), unplanned: { code, reason, detail } };
};

const brokenStoreReport = (failure: Failure): DoctorReport['store'] => ({
  ok: false,
  exists: true,
  accounts: 0,
  orders: 0,
  damagedRows: 0,
  upgradePercent: null,
  failure,
});

const contentReport = (database: Sources['database'], nowMs: number): DoctorReport['store'] => {
  if (textOf(database.one('PRAGMA quick_check(1)'), 'quick_check') !== 'ok')
    return brokenStoreReport({ code: 'store.damaged' });
  const orders = numberOf(database.one('SELECT count(*) AS count FROM orders'), 'count');
  const rows = countDamagedRows(database, derivingAtAnyTime(nowMs));
  const accounts = listAccounts(database).length;
  const percent = upgradePercent(database);
  return { ok: rows === 0, exists: true, accounts, orders, damagedRows: rows, upgradePercent: percent, failure: null };
};
