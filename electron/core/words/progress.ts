import type { Locale } from '../model/settings.ts';
import type { RoundProgress } from '../model/sync.ts';
import { countText } from './money.ts';
import { t } from './words.ts';

/** Returns the progress of a round in words, with its numbers. */
export const progressText = ({ step, read, of }: RoundProgress, locale: Locale): string => {
  const words = { read: countText(read, locale), of: countText(of ?? 0, locale) };
  if (step === 'store') return t.store_upgrade({ percent: countText(read, locale) });
  if (step === 'details') return t.account_progress_details(words);
  return of === null ? t.account_progress_list_so_far(words) : t.account_progress_list(words);
};
