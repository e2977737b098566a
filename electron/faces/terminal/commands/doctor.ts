import type { Failure } from '../../../core/model/failure.ts';
import { isSilencing } from '../../../core/model/health.ts';
import { failureText } from '../../../core/words/failure.ts';
import { sentenceOf, t } from '../../../core/words/words.ts';
import { hasNetwork } from '../../../edges/http/node.ts';
import type { ChannelChain } from '../../../channels/chain.ts';
import { hasTrayHost } from '../../../edges/dbus/tray-host.ts';
import type { SessionBus } from '../../../core/ports/session-bus.ts';
import { storeFailureOf } from '../../../edges/store/failures.ts';
import { listAccounts } from '../../../edges/store/accounts.ts';
import { numberOf, sqliteVersion, textOf, type Database } from '../../../edges/store/database.ts';
import { lookThrough } from '../../../edges/store/look-through.ts';
import { hasEveryTable } from '../../../edges/store/migrations.ts';
import { outdated, readVersions } from '../../../edges/system/versions.ts';
import type { DoctorReport } from '../doctor-report.ts';
import { healthLines } from '../health-lines.ts';
import { healthReport, type HealthReport } from '../../../program/health-report.ts';
import type { Answer } from '../output.ts';
import { networkLines, networkReport } from '../network-report.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `doctor`: looks at everything the bell depends on, without ringing, asking a provider or touching a key. */
export const doctor = async (terminal: Terminal, channels: ChannelChain, bus: SessionBus): Promise<Answer> => {
  const versions = readVersions(terminal.version, sqliteVersion(), process);
  const keychain = await terminal.vault.check();
  const report: DoctorReport = {
    versions,
    outdated: outdated(versions),
    keychain: { ok: keychain.ok, failure: keychain.ok ? null : keychain.failure },
    notifications: await channels.health(),
    tray: await hasTrayHost(process.platform, bus),
    network: hasNetwork() ? 'up' : 'down',
    ...(await networkReport(terminal)),
    ...storeReport(terminal),
  };
  const sound =
    report.outdated.length === 0 &&
    report.keychain.ok &&
    report.store.ok &&
    report.room.failure === null &&
    report.standsStillSince === null &&
    report.unplanned === null &&
    report.bell.ok &&
    !report.health.troubles.some(isSilencing) &&
    report.proxy.failure === null &&
    (report.extraCa === null || report.extraCa.failure === null);
  return { exit: sound ? 0 : 1, json: report, text: reportText(report, terminal) };
};

/** The store, and what only an open one can say about the bell. */
const storeReport = (terminal: Terminal): Pick<DoctorReport, 'store'> & HealthReport => {
  const opened = terminal.openStore();
  if (!opened.ok) return unread(opened.failure, terminal);
  const store = opened.value;
  if (store === null) {
    const none = { ok: true, exists: false, accounts: 0, orders: 0, damagedRows: 0, failure: null };
    return { store: none, ...healthReport(terminal, null) };
  }
  const { database } = store;
  try {
    return { store: contentReport(database), ...healthReport(terminal, database) };
  } catch (error) {
    return unread(storeFailureOf(error), terminal);
  } finally {
    store.close();
  }
};

/** Without a store that can be read nobody knows what comes next. */
const unread = (failure: Failure, terminal: Terminal): Pick<DoctorReport, 'store'> & HealthReport => {
  const { code, reason = null, detail = null } = failure;
  return { store: broken(failure), ...healthReport(terminal, null), unplanned: { code, reason, detail } };
};

const broken = (failure: Failure): DoctorReport['store'] => ({
  ok: false,
  exists: true,
  accounts: 0,
  orders: 0,
  damagedRows: 0,
  failure,
});

const contentReport = (database: Database): DoctorReport['store'] => {
  const sound = textOf(database.one('PRAGMA quick_check(1)'), 'quick_check') === 'ok' && hasEveryTable(database);
  if (!sound) return broken({ code: 'store.damaged' });
  const orders = numberOf(database.one('SELECT count(*) AS count FROM orders'), 'count');
  const { rows } = lookThrough(database);
  const accounts = listAccounts(database).length;
  return { ok: rows === 0, exists: true, accounts, orders, damagedRows: rows, failure: null };
};

const storeText = ({ store, room }: DoctorReport): string => {
  if (store.failure !== null) return failureText(store.failure);
  if (!store.exists) return t.cli_doctor_none_yet();
  if (store.damagedRows > 0) return t.cli_doctor_store_rows({ count: store.damagedRows });
  return room.failure === null ? t.cli_doctor_good() : t.cli_doctor_store_readable();
};

const goodKeychain = ({ vaultIsMemory }: Terminal): string =>
  vaultIsMemory ? t.cli_doctor_keychain_memory() : t.cli_doctor_good();

const reportText = (report: DoctorReport, terminal: Terminal): string => {
  const { versions, keychain, notifications } = report;
  const versionText = Object.entries(versions).flatMap(([name, version]) =>
    version === null ? [] : [`${name} ${String(version)}`],
  );
  const channelText = notifications.map(
    ({ channel, state, why }) => `${channel}: ${why === null ? t.cli_doctor_good() : (sentenceOf(why) ?? state)}`,
  );
  return table(
    [t.cli_doctor_versions(), [...versionText, ...report.outdated].join(', ')],
    [
      [t.cli_doctor_keychain(), keychain.failure === null ? goodKeychain(terminal) : failureText(keychain.failure)],
      [t.cli_doctor_notifications(), channelText.join(' · ')],
      [t.cli_doctor_tray(), report.tray ? t.cli_doctor_good() : t.cli_doctor_absent()],
      [t.cli_doctor_network(), report.network === 'up' ? t.cli_doctor_good() : t.cli_doctor_absent()],
      ...networkLines(report),
      [t.cli_doctor_store(), storeText(report)],
      ...healthLines(report, terminal),
    ],
  );
};
