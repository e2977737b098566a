import type { Locale } from '../model/settings.ts';
import { keyOf, sentenceOf } from './words.ts';

/** Returns a provider's name in a language, or in the window's; its id where there is no such message. */
export const providerName = (id: string, locale?: Locale): string =>
  sentenceOf(keyOf('provider', `${id}_name`), locale) ?? id;
