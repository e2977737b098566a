import { isSilencing } from '../../../core/model/health.ts';
import { failureText } from '../../../core/words/failure.ts';
import { sentenceOf, t } from '../../../core/words/words.ts';
import type { DoctorReport } from '../../../program/health/doctor.ts';
import { damagedLine } from '../damaged-lines.ts';
import { healthLines } from '../health-lines.ts';
import { networkLines } from '../network-lines.ts';
import { startLines } from '../start-lines.ts';
import type { CommandResult } from '../output.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `doctor`: looks at everything that the bell depends on. */
export const doctor = async (terminal: Terminal): Promise<CommandResult> => {
  const report = await terminal.doctor((row) => terminal.streams.err(damagedLine(row)));
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

const storeText = ({ store, room }: DoctorReport): string => {
  if (store.failure !== null) return failureText(store.failure);
  if (!store.exists) return t.cli_doctor_none_yet();
  if (store.damagedRows > 0) return t.cli_doctor_store_rows({ count: store.damagedRows });
  if (room.failure === null && store.upgradePercent !== null)
    return t.cli_doctor_store_upgrade({ percent: String(store.upgradePercent) });
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
      ...startLines(report.starts, terminal),
      ...healthLines(report, terminal),
    ],
  );
};
