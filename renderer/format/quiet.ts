import { instantOf } from '../../electron/contract/instant.ts';
import type { Locale, QuietHours } from '../../electron/contract/settings.ts';
import { zoneLabel } from '../../electron/contract/words/instants.ts';
import { t } from '../../electron/contract/words/words.ts';

/** When quiet hours are, in one sentence: it says when they reach into the next morning. */
export const quietText = ({ from, to, timeZone }: QuietHours, nowMs: number, locale: Locale): string => {
  const inputs = { from, to, zone: zoneLabel(instantOf(nowMs), { locale, timeZone }) };
  return from > to ? t.settings_quiet_night(inputs) : t.settings_quiet_day(inputs);
};
