import { dateTime } from '../../core/words/instants.ts';
import { t } from '../../core/words/words.ts';
import type { DoctorReport } from '../../program/health/doctor.ts';
import type { Terminal } from './terminal.ts';

type Starts = DoctorReport['starts'];

/** The lines of `doctor` about how long starts took: the app's last one, and this program's own. */
export const startLines = (
  { app, terminal }: Starts,
  { clock, localeSetting }: Pick<Terminal, 'clock' | 'localeSetting'>,
): readonly (readonly [string, string])[] => [
  [
    t.cli_doctor_start_app(),
    app === null
      ? t.cli_doctor_none_yet()
      : t.cli_doctor_start_at({ time: dateTime(app.at, clock.now(), localeSetting), marks: marksText(app) }),
  ],
  [t.cli_doctor_start_terminal(), marksText(terminal)],
];

const marksText = ({ marks }: Starts['terminal']): string =>
  marks.map(({ name, ms }) => t.cli_doctor_start_mark({ name, ms: Math.round(ms) })).join(' · ');
