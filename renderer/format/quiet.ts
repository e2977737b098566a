import { instantOf } from '../../electron/contract/instant.ts';
import type { Locale, QuietHours } from '../../electron/contract/settings.ts';
import { zoneName } from '../../electron/contract/words/instants.ts';
import { t } from '../../electron/contract/words/words.ts';

/** A zone as people know it: "Beijing time"; elsewhere its city with its short name, "Europe/Berlin (GMT+1)". */
const zoneLabel = (timeZone: string, nowMs: number, locale: Locale): string => {
  if (timeZone === 'Asia/Shanghai') return t.common_zone_beijing();
  const short = zoneName(instantOf(nowMs), { locale, timeZone });
  const city = timeZone.replaceAll('_', ' ');
  return short === timeZone ? city : t.common_time_zone({ time: city, zone: short });
};

/** When quiet hours are, in one sentence: it says when they reach into the next morning. */
export const quietText = ({ from, to, timeZone }: QuietHours, nowMs: number, locale: Locale): string => {
  const inputs = { from, to, zone: zoneLabel(timeZone, nowMs, locale) };
  return from > to ? t.settings_quiet_night(inputs) : t.settings_quiet_day(inputs);
};
