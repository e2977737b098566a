import type { Locale } from '../../electron/contract/settings.ts';
import { m } from '../../electron/contract/messages/generated/messages.js';
import { overwriteGetLocale } from '../../electron/contract/messages/generated/runtime.js';

/** Every visible sentence: `t.key(inputs)` speaks the language of the window and follows its switch. */
export const t = m;

/** Says where the language of `t` is read; a rune read inside makes every sentence on screen follow it. */
export const speakIn = (locale: () => Locale): void => overwriteGetLocale(locale);

/** A key as the message files write it: dots, dashes and colons become underscores, capitals get one in front. */
export const keyOf = (prefix: string, name: string): string =>
  `${prefix}_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll(/[^a-z0-9]+/g, '_')}`;

/** The sentence of a key that arrives as data (a provider's label, a note); null when there is none of that name. */
export const sentenceOf = (key: string, locale?: Locale): string | null => {
  const message: unknown = Object.hasOwn(m, key) ? Reflect.get(m, key) : undefined;
  if (typeof message !== 'function') return null;
  const text: unknown = message({}, locale === undefined ? {} : { locale });
  return typeof text === 'string' ? text : null;
};

/** The sentence of a key that arrives as data, or the key itself, so that a gap is seen rather than empty. */
export const textOf = (key: string): string => sentenceOf(key) ?? key;
