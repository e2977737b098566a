import { cut } from '../../core/model/cut.ts';
import { dateTimeZone, zoneLabel } from '../../core/words/instants.ts';
import { failureText, retryTexts } from '../../core/words/failure.ts';
import { instantOf } from '../../core/model/instant.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { causeTexts, troubleFacts, troubleText } from '../../core/words/trouble.ts';
import { t } from '../../core/words/words.ts';
import type { Instant } from '../../core/model/ids.ts';
import type { Trouble } from '../../core/model/health.ts';
import type { HealthReport } from '../../program/health/health-report.ts';
import type { Terminal } from './terminal.ts';

type Here = Pick<Terminal, 'clock' | 'localeSetting'>;

/** A trouble of the bell in the user's language, and its facts. */
const troubleLines = (trouble: Trouble, { clock, localeSetting }: Here): readonly string[] => [
  troubleText(trouble, clock.now(), localeSetting),
  ...troubleFacts(trouble, clock.now(), localeSetting),
];

/** A trouble of the bell for the terminal, its facts below it. */
export const troubleSentence = (trouble: Trouble, here: Here): string => troubleLines(trouble, here).join('\n  ');

/** The lines of `doctor` about the bell itself. */
export const healthLines = (report: HealthReport, here: Here): readonly (readonly [string, string])[] => {
  const nowMs = here.clock.now();
  const { lastLookAt, troubles } = report.health;
  return [
    [t.cli_doctor_time(), timeText(report, here)],
    [t.cli_doctor_folder(), folderText(report.folder)],
    ...(report.folder.exists || report.room.failure !== null
      ? [[t.cli_doctor_room(), roomText(report.room)] as const]
      : []),
    [t.cli_doctor_bell(), bellText(report.bell)],
    [t.cli_doctor_running(), report.isRunning ? t.cli_doctor_running_yes() : t.cli_doctor_running_no()],
    [
      t.cli_doctor_alive(),
      lastLookAt === null ? t.cli_doctor_alive_never() : dateTimeZone(lastLookAt, nowMs, here.localeSetting),
    ],
    ...(report.standsStillSince === null
      ? []
      : [[t.cli_doctor_trouble(), standingText(report.standsStillSince, here)] as const]),
    ...troubles.map((trouble): readonly [string, string] => [
      t.cli_doctor_trouble(),
      troubleLines(trouble, here).join(' '),
    ]),
    ...report.rounds.map((round): readonly [string, string] => [t.cli_doctor_accounts(), roundText(round, here)]),
    ...(report.overdue === null ? [] : [[t.cli_doctor_overdue(), overdueText(report.overdue, here)] as const]),
    [t.cli_doctor_next_ring(), nextText(report, here)],
  ];
};

const bellText = (bell: HealthReport['bell']): string =>
  bell.ok
    ? t.cli_doctor_good()
    : t.cli_doctor_bell_failed({ detail: bell.code === null ? (bell.detail ?? '') : causeTexts(bell).join(' ') });

const timeText = ({ time }: HealthReport, { clock, localeSetting }: Here): string => {
  const { quietHoursRefused } = time;
  const zone = zoneLabel(instantOf(clock.now()), { ...localeSetting, timeZone: time.zone });
  const text = `${time.local.slice(0, 19).replace('T', ' ')} ${time.offset} · ${zone}`;
  return [
    zoneText(time, text),
    ...(quietHoursRefused === null ? [] : [t.trouble_quiet_zone({ subject: zoneName(quietHoursRefused), zone })]),
  ].join(' ');
};

/** What is said to be a zone can be any text. */
const zoneName = (text: string): string => cut(plainLine(text), 60);

/** The time with what keeps the zone from being used as it is called. */
const zoneText = ({ refused, why }: HealthReport['time'], time: string): string => {
  const name = zoneName(refused ?? '');
  switch (why) {
    case null:
      return time;
    case 'name':
      return name === '' ? t.cli_doctor_time_nameless({ time }) : t.cli_doctor_time_refused({ time, name });
    case 'changes':
      return name === '' ? t.cli_doctor_time_changes_own({ time }) : t.cli_doctor_time_changes({ time, name });
    case 'offset':
      return name === '' ? t.cli_doctor_time_offset_own({ time }) : t.cli_doctor_time_offset({ time, name });
    case 'unknown':
      return name === '' ? t.cli_doctor_time_unset({ time }) : t.cli_doctor_time_unknown({ time, name });
  }
};

const folderText = ({ path, exists, mode, own, readable, writable }: HealthReport['folder']): string => {
  const shown = plainLine(path);
  if (!exists) return t.cli_doctor_folder_missing({ path: shown });
  const faults = [
    ...(own === false ? [t.cli_doctor_folder_other()] : []),
    ...(readable ? [] : [t.cli_doctor_folder_unreadable()]),
    ...(writable ? [] : [t.cli_doctor_folder_read_only()]),
  ];
  return [shown, ...(mode === null ? [] : [mode]), ...faults].join(' · ');
};

const roundText = (
  { label, lastSyncedAt, failure }: HealthReport['rounds'][number],
  { clock, localeSetting }: Here,
): string => {
  const time = lastSyncedAt === null ? t.cli_doctor_never() : dateTimeZone(lastSyncedAt, clock.now(), localeSetting);
  const said = failure === null ? [] : [failureText(failure), ...retryTexts(failure, clock.now(), localeSetting)];
  return `${plainLine(label)}: ${[time, ...said].join(' · ')}`;
};

const megabyte = 1_000_000;

const roomText = ({ freeBytes, failure }: HealthReport['room']): string =>
  [
    failure === null ? t.cli_doctor_good() : failureText(failure),
    ...(freeBytes === null ? [] : [t.cli_doctor_room_free({ size: `${String(Math.floor(freeBytes / megabyte))} MB` })]),
  ].join(' · ');

const standingText = (since: Instant, { clock, localeSetting }: Here): string =>
  t.cli_doctor_stands_still({ since: dateTimeZone(since, clock.now(), localeSetting) });

const overdueText = (
  { at, title, account }: NonNullable<HealthReport['overdue']>,
  { clock, localeSetting }: Here,
): string =>
  t.cli_doctor_overdue_since({
    time: dateTimeZone(at, clock.now(), localeSetting),
    title: plainLine(title),
    account: plainLine(account),
  });

const nextText = ({ nextRing: next, unplanned }: HealthReport, { clock, localeSetting }: Here): string =>
  next === null
    ? unplanned === null
      ? t.cli_doctor_next_ring_none()
      : t.cli_doctor_next_ring_unknown()
    : t.cli_doctor_next_ring_at({
        time: dateTimeZone(next.at, clock.now(), localeSetting),
        title: plainLine(next.title),
        account: plainLine(next.account),
      });
