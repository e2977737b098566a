import { m } from '../messages/generated/messages.js';
import type { NamedKind } from '../model/named-kind.ts';
import { locales, type Locale } from '../model/settings.ts';
import { keyOf, sentenceOf } from './words.ts';

/**
 * Returns what a provider's own word for a kind of thing (`DATA_HARD_DISK`) means, in a language or in the window's; null where this program
 * does not know the word. Each provider has a list of them: `provider_<id>_kind_<word in lower case>`.
 */
export const kindWord = (provider: string, word: string | null, locale?: Locale): string | null =>
  word === null ? null : sentenceOf(keyOf('provider', `${provider}_kind_${word.toLowerCase()}`), locale);

interface KnownKind extends NamedKind {
  /** What the word means, in every language and in lower case. */
  readonly meanings: readonly string[];
}

const readKinds = (): readonly KnownKind[] =>
  Object.keys(m).flatMap((key) => {
    const [, provider, word] = /^provider_([a-z\d]+)_kind_(.+)$/.exec(key) ?? [];
    if (provider === undefined || word === undefined) return [];
    const meanings = locales.map((locale) => (kindWord(provider, word, locale) ?? '').toLowerCase());
    // A key has an underscore for every other sign.
    return [{ provider, writings: [...new Set([word, word.replaceAll('_', '-')])], meanings }];
  });

let known: readonly KnownKind[] | undefined;

/** So few letters are part of too many words to mean one of them; a Chinese word has two characters. */
const isWord = (text: string): boolean => text.length >= (/[^\u0000-\u007f]/.test(text) ? 2 : 3);

/** Returns the kinds whose meaning holds a text in lower case, in whatever language: what is stored of a thing has the provider's word only. */
export const kindsCalled = (text: string): readonly NamedKind[] => {
  if (!isWord(text)) return [];
  known ??= readKinds();
  return known.filter(({ meanings }) => meanings.some((meaning) => meaning.includes(text)));
};
