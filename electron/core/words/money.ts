import type { Money } from '../model/money.ts';
import type { Locale } from '../model/settings.ts';

/** Returns an amount with its currency sign and every digit that the provider wrote, always with cents; never rounded. */
export const moneyText = (money: Money, locale: Locale): string => {
  const [whole = '0', fraction = ''] = money.amount.split('.');
  const sign = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency })
    .formatToParts(0)
    .find((part) => part.type === 'currency');
  const digits = `${grouped(whole, ',')}.${fraction.padEnd(2, '0')}`;
  return digits.startsWith('-')
    ? `-${sign?.value ?? money.currency}${digits.slice(1)}`
    : `${sign?.value ?? money.currency}${digits}`;
};

/** What stands between groups of three digits. */
const separators: Readonly<Record<Locale, string>> = { en: ',', 'zh-CN': ',' };

/**
 * Returns a count, a whole number, with the language's digit grouping. Not by `Intl.NumberFormat`: the window's first rows stand beside a count, and
 * loading that takes longer than drawing them.
 */
export const countText = (count: number, locale: Locale): string => grouped(String(count), separators[locale]);

const grouped = (digits: string, separator: string): string => digits.replaceAll(/\B(?=(\d{3})+(?!\d))/g, separator);
