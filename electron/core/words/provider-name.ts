import type { Locale } from '../model/settings.ts';
import { keyOf, sentenceOf } from './words.ts';

/** A provider's name in a language, or in that of the window; its id where there is no such message. */
export const providerName = (id: string, locale?: Locale): string =>
  sentenceOf(keyOf('provider', `${id}_name`), locale) ?? id;
