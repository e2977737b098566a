import type { AccountView } from '../../electron/contract/views.ts';
import type { ProviderDescription } from '../../electron/core/model/account.ts';
import type { Locale } from '../../electron/core/model/settings.ts';
import { countText } from '../../electron/core/words/money.ts';
import { t } from '../../electron/core/words/words.ts';

const readsOrders = (provider: ProviderDescription | undefined): boolean => provider?.reads.includes('orders') ?? true;

/** How much of an account is stored: orders, or resources where its provider tells of no orders, and rentals. */
export const contentsText = (
  account: AccountView,
  provider: ProviderDescription | undefined,
  locale: Locale,
): string => {
  const rentals = countText(account.rentals, locale);
  return readsOrders(provider)
    ? t.account_contents({ orders: countText(account.orders, locale), rentals })
    : t.account_contents_resources({ resources: countText(account.resources, locale), rentals });
};

/** What was added, and how many orders or resources its provider reports; null where its response does not say. */
export const foundText = (label: string, count: number | null, provider: ProviderDescription | undefined): string => {
  if (count === null) return t.account_added_uncounted({ label });
  return readsOrders(provider) ? t.account_added({ label, count }) : t.account_added_resources({ label, count });
};
