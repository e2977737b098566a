import type { Money } from '../model/money.ts';
import type { Locale } from '../model/settings.ts';

/** Returns an amount with its currency sign and every digit that the provider wrote, always with cents; never rounded. */
export const moneyText = (money: Money, locale: Locale): string => {
  const [whole = '0', fraction = ''] = money.amount.split('.');
  const sign = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency })
    .formatToParts(0)
    .find((part) => part.type === 'currency');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  const digits = `${grouped}.${fraction.padEnd(2, '0')}`;
  return digits.startsWith('-')
    ? `-${sign?.value ?? money.currency}${digits.slice(1)}`
    : `${sign?.value ?? money.currency}${digits}`;
};

/** Returns a count with the language's digit grouping. */
export const countText = (count: number, locale: Locale): string => new Intl.NumberFormat(locale).format(count);
