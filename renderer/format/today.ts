import type { Today } from '../../electron/contract/views.ts';
import type { Locale } from '../../electron/core/model/settings.ts';
import { moneyText } from '../../electron/core/words/money.ts';
import { t } from '../../electron/core/words/words.ts';

/** How many rentals need somebody within a day. */
export const needsToday = ({ rows }: Today): number =>
  rows.filter(({ group }) => group === 'now' || group === 'today').length;

/** The line over the first view: how many need somebody within a day, what they last cost, and how many have no end. */
export const todayLine = (today: Today, withoutEnd: number, locale: Locale): string => {
  const { atStake, withoutPrice } = today;
  const count = needsToday(today);
  const silent = withoutEnd > 0 ? [t.today_without_end({ count: withoutEnd })] : [];
  if (count === 0) return [t.today_nothing_today(), ...silent].join(' · ');
  const money = atStake.map((sum) => moneyText(sum, locale)).join(' + ');
  const stake =
    money === '' ? [] : [withoutPrice > 0 ? t.today_at_stake_least({ money }) : t.today_at_stake({ money })];
  return [t.today_needs({ count }), ...stake, ...silent].join(' · ');
};
