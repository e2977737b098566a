/** The title of a machine is shorter; so many letters in one order stand in no text by accident. */
const maxLettersOfWords = 24;
const word = /^[A-Z]?[a-z]{2,}$/;
const vowel = /[aeiouy]/i;

/** What a text consists of between signs and in front of capitals. */
export const wordsIn = (text: string): readonly string[] =>
  text.split(/[._-]+|(?<=[a-z])(?=[A-Z])/).filter((each) => each !== '');

/**
 * Whether a key may be what somebody names a machine: a few words, small or with a capital in front, joined by signs or nothing, each with a
 * vowel. Keys of letters that a provider makes have capitals anywhere, or are longer; what a user makes up may be words, and taking these
 * out of every title would cost more than an echo in groups.
 */
export const canBeWords = (words: readonly string[]): boolean =>
  words.join('').length <= maxLettersOfWords && words.every((each) => word.test(each) && vowel.test(each));

/** The same of a part of a key, of which the first word and the last may have been cut. */
export const canBePartOfWords = (part: string): boolean => {
  const words = wordsIn(part);
  const isLetters = /^[a-z._-]+$/i.test(part) && words.length > 0;
  return isLetters && canBeWords(words.slice(1, -1)) && canBeCut(words.at(0)) && canBeCut(words.at(-1));
};

const canBeCut = (text = ''): boolean => /^[A-Z]?[a-z]*$/.test(text);

/** Of a text, so many letters are vowels at least. */
const leastVowels = 1 / 5;

/** Whether a part of a key may be words with a number behind or between them, as titles have them: most of it is letters that can be read. */
export const mayBeTitle = (part: string): boolean => {
  const letters = part.replace(/[^a-z]/gi, '');
  if (letters.length * 3 < part.length * 2 || !canBePartOfWords(part.replace(/\d+/g, '-'))) return false;
  return letters.replace(/[^aeiouy]/gi, '').length >= letters.length * leastVowels;
};
