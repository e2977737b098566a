import { printableText } from '../model/plain-text.ts';
import type { Locale } from '../model/settings.ts';
import { m } from '../messages/generated/messages.js';
import { getLocale, overwriteGetLocale } from '../messages/generated/runtime.js';

/** Sets where `t` reads its language; when that is a rune, every sentence on screen follows it. */
export const speakIn = (locale: () => Locale): void => overwriteGetLocale(locale);

/** Returns the language that `t` speaks now. */
export const spokenLanguage = (): Locale => getLocale();

/** Returns a key as the message files write it: dots, dashes and colons become underscores, capitals get one in front. */
export const keyOf = (prefix: string, name: string): string =>
  `${prefix}_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll(/[^a-z0-9]+/g, '_')}`;

type Sentence = (inputs?: object, options?: { readonly locale?: Locale }) => string;

const isSentence = (value: unknown): value is Sentence => typeof value === 'function';

/**
 * Returns inputs as plain text, since labels and titles are written by others and must not turn or break a sentence. Spaces stay, since
 * sentences are put together from parts too.
 */
const plainInputs = (inputs: object): object =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? printableText(value).replaceAll('\n', ' ') : value,
    ]),
  );

const spoken = new Map<unknown, Sentence>();

const withPlainInputs = (sentence: Sentence): Sentence => {
  const known = spoken.get(sentence);
  if (known !== undefined) return known;
  const made: Sentence = (inputs = {}, options = {}) => sentence(plainInputs(inputs), options);
  spoken.set(sentence, made);
  return made;
};

/** Every visible sentence: `t.key(inputs)` speaks the language of the window and follows its switch. */
export const t = new Proxy(m, {
  get: (sentences, key): unknown => {
    const sentence: unknown = Reflect.get(sentences, key);
    return isSentence(sentence) ? withPlainInputs(sentence) : sentence;
  },
});

/** Returns the sentence of a key that arrives as data (a provider's label, a note); null for an unknown key. */
export const sentenceOf = (key: string, locale?: Locale): string | null => {
  const message: unknown = Object.hasOwn(m, key) ? Reflect.get(m, key) : undefined;
  return isSentence(message) ? message({}, locale === undefined ? {} : { locale }) : null;
};

/** Returns the sentence of a key that arrives as data, or the key itself, so that a missing message shows. */
export const textOf = (key: string): string => sentenceOf(key) ?? key;
