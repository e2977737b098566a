import { instantOf } from '../../electron/core/model/instant.ts';
import type { Locale, QuietHours } from '../../electron/core/model/settings.ts';
import { zoneLabel } from '../../electron/core/words/instants.ts';
import { t } from '../../electron/core/words/words.ts';

/** When quiet hours are, in one sentence: it says when they reach into the next morning. */
export const quietText = ({ from, to, timeZone }: QuietHours, nowMs: number, locale: Locale): string => {
  const inputs = { from, to, zone: zoneLabel(instantOf(nowMs), { locale, timeZone }) };
  return from > to ? t.settings_quiet_night(inputs) : t.settings_quiet_day(inputs);
};

/** What quiet hours begin with where none are set: a night by the clock of a zone. */
export const usualQuietHours = (timeZone: string): QuietHours => ({
  from: '22:00',
  to: '08:00',
  timeZone,
  urgentPasses: true,
});
