import type { Price } from '../model/resource.ts';
import type { Locale } from '../model/settings.ts';
import { moneyText } from './money.ts';
import { t } from './words.ts';

/** Returns a price with the period that it is for, every digit as the provider wrote it. */
export const priceText = ({ per, ...money }: Price, locale: Locale): string =>
  texts[per]({ amount: moneyText(money, locale) });

const texts = {
  hour: t.price_per_hour,
  day: t.price_per_day,
  month: t.price_per_month,
  year: t.price_per_year,
} as const;
