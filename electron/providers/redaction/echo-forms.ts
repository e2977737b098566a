import { base32Cores, base64Cores, numbersOf, swappedHexOf } from './echo-encodings.ts';
import { viewOf } from './echo-rewrite.ts';
import { spellingsIn } from './echo-spellings.ts';
import { decodedOnce } from './echo-view.ts';
import { anchorsOf, type MaskedKey } from './echo-masked.ts';
import { letterOf } from './letters.ts';

/** One way in which a key may be repeated. */
export interface EchoForm {
  /** Its letters and digits as `letterOf` numbers them: what lies between them is not looked at. */
  readonly letters: Uint8Array;
  /**
   * Where the letters say too little, the whole of it must be there. Few letters: visible ASCII in lower case, slashes not escaped, Base64 in its usual alphabet.
   * Words: as it is. Else null.
   */
  readonly exact: string | null;
  /** Whether it could be words of a usual text: only in this case, with nothing between that is seen. */
  readonly isWords: boolean;
  /** Whether it is Base64 or Base32, whose characters hold bits of more than one of what was encoded. */
  readonly isPacked: boolean;
  /** So many characters before and behind the letters belong to it too. */
  readonly before: number;
  readonly after: number;
  /** What it is only the beginning of a search for: the key that it is some letters of, with others masked. Else null. */
  readonly masked: MaskedKey | null;
}

/** Fewer letters than these could stand in any text by accident. */
const plentyOfLetters = 8;

/** Fewer letters are not looked for. */
const minLetters = 3;

/** A part of a key counts when it is as long as this, and three quarters of the whole. */
const minPartLength = 12;
const leastShare = 3 / 4;
/** So many parts are looked for at most: the cost of a key grows with its length, not with the square of it. */
const maxParts = 32;

/**
 * A key as it is and as a provider, a proxy or a debugger of theirs repeats it: most of it, also around a mask; backwards; its bytes as numbers; in hexadecimal,
 * Base64 and Base32, where it may lie anywhere inside what was encoded; the same of UTF-16, of how JSON, HTML and addresses write it, and of
 * what was encoded already. What can be undone in the text itself is for `decodedOnce` and `readingsOf`. A key is visible ASCII.
 *
 * The aim is that no usual echo reaches the store, not that a provider cannot hide a key there on purpose: it knows the key anyway. Not looked
 * for, since nobody writes them by accident or their price is a scan of everything: letters of other scripts (Cyrillic), rot13, doubled
 * characters, what was compressed, encrypted or hashed; uuencode and Ascii85, most of whose characters are signs, which are not looked at;
 * parts of a key that were encoded; more layers of Base64 than three, or with breaks of lines in an inner one.
 */
export const formsOf = (key: string): readonly EchoForm[] => {
  const encoded = encodeURIComponent(key);
  const bytes = [key, ...(encoded === key ? [] : [encoded])].flatMap(bytesOf);
  const spelled = spellingsIn(key)
    .filter((text) => text !== encoded)
    .flatMap(bytesOf)
    .map(encodingsOf);
  const backwards = reverseText(key);
  const turned = bytesOf(backwards).map(encodingsOf);
  const once = bytes.map(encodingsOf);
  const twice = once
    .flatMap(({ hex, packed }) => [hex, hex.toUpperCase(), ...packed.flatMap(spellingsOf)])
    .map(asciiOf);
  const again = twice.map(encodingsOf);
  const thrice = once.flatMap(({ base64 }) => base64).flatMap((core) => base64Cores(asciiOf(core)));
  return [
    ...[key, ...decodingsOf(key)].map(plainForm),
    ...partsOf(key).map(partForm),
    ...maskedForms(key),
    formOf(backwards, false, canBeWords(wordsIn(key))),
    ...bytesOf(key).flatMap(numbersOf).map(digitForm),
    ...swappedHexOf(asciiOf(key)).map(digitForm),
    ...[...once, ...spelled, ...turned, ...again].flatMap(({ hex, packed }) => [
      digitForm(hex),
      ...packed.map(packedForm),
    ]),
    ...once.flatMap(({ hex, packed }) => [digitForm(reverseText(hex)), ...packed.map(reverseText).map(packedForm)]),
    ...thrice.flatMap((core) => base64Cores(asciiOf(core))).map(packedForm),
  ].filter((form) => form !== null);
};

const reverseText = (text: string): string => [...text].reverse().join('');

const asciiOf = (text: string): Buffer => Buffer.from(text, 'latin1');

const bytesOf = (text: string): readonly Buffer[] => [
  Buffer.from(text),
  // Without its last zero, so that it is found in either byte order.
  Buffer.from(text, 'utf16le').subarray(0, -1),
];

interface Encodings {
  readonly hex: string;
  readonly base64: readonly string[];
  /** Base64 and Base32. */
  readonly packed: readonly string[];
}

const encodingsOf = (bytes: Buffer): Encodings => {
  const base64 = base64Cores(bytes);
  return { hex: bytes.toString('hex'), base64, packed: [...base64, ...base32Cores(bytes)] };
};

/** Base64 in the usual alphabet and, where that differs, in the one for addresses. */
const spellingsOf = (core: string): readonly string[] => {
  const forAddresses = core.replaceAll('+', '-').replaceAll('/', '_');
  return core === forAddresses ? [core] : [core, forAddresses];
};

/** A key may look escaped itself: what it becomes where the escapes around it are undone. */
const decodingsOf = (key: string): readonly string[] => {
  const view = decodedOnce(viewOf(key, false));
  if (view === null) return [];
  const text = String.fromCharCode(...view.codes);
  return [text, ...decodingsOf(text)];
};

/**
 * Every part that says nearly all: whatever longer part stands in a text is covered by some of them. Those of a long key begin some
 * characters apart, and are so much shorter that none is missed; of a longer part the ends may stay, by fewer characters than that.
 */
const partsOf = (key: string): readonly string[] => {
  const least = Math.max(minPartLength, Math.ceil(key.length * leastShare));
  const step = Math.max(1, Math.ceil((key.length - least) / maxParts));
  const length = least - step + 1;
  const count = Math.max(0, Math.floor((key.length - length) / step) + 1);
  return Array.from({ length: count }, (_, index) => key.slice(index * step, index * step + length));
};

/** Anchors of a key that may be masked. What may be a few words with a number is too much like a title of these words. */
const maskedForms = (key: string): readonly (EchoForm | null)[] => {
  const words = wordsIn(key.replace(/\d+/g, '-'));
  if (words.length > 0 && canBeWords(words)) return [];
  const whole = formOf(key, false, false);
  if (whole === null) return [];
  const least = Math.max(minPartLength, Math.ceil(whole.letters.length * leastShare));
  return anchorsOf(whole.letters, least).map((masked) => ({
    ...whole,
    letters: whole.letters.subarray(masked.at, masked.end),
    ...{ before: 0, after: 0, masked },
  }));
};

const digitForm = (text: string): EchoForm | null => formOf(text, false, false);
const packedForm = (text: string): EchoForm | null => formOf(text, true, false);
/** The title of a machine is shorter; so many letters in one order stand in no text by accident. */
const maxLettersOfWords = 24;
const word = /^[A-Z]?[a-z]{2,}$/;
const vowel = /[aeiouy]/i;

const wordsIn = (text: string): readonly string[] =>
  text.split(/[._-]+|(?<=[a-z])(?=[A-Z])/).filter((each) => each !== '');

/**
 * Whether a key may be what somebody names a machine: a few words, small or with a capital in front, joined by signs or nothing, each with a
 * vowel. Keys of letters that a provider makes have capitals anywhere, or are longer; what a user makes up may be words, and taking these
 * out of every title would cost more than an echo in groups.
 */
const canBeWords = (words: readonly string[]): boolean =>
  words.join('').length <= maxLettersOfWords && words.every((each) => word.test(each) && vowel.test(each));

const plainForm = (text: string): EchoForm | null => formOf(text, false, canBeWords(wordsIn(text)));

/** Where a part of a key is words, the first and the last may have been cut. */
const partForm = (part: string): EchoForm | null => {
  const words = wordsIn(part);
  const isLetters = /^[a-z._-]+$/i.test(part) && words.length > 0;
  return formOf(
    part,
    false,
    isLetters && canBeWords(words.slice(1, -1)) && canBeCut(words.at(0)) && canBeCut(words.at(-1)),
  );
};

const canBeCut = (text = ''): boolean => /^[A-Z]?[a-z]*$/.test(text);

const formOf = (text: string, isPacked: boolean, isWords: boolean): EchoForm | null => {
  const all = new Uint8Array(text.length);
  let [count, first, last] = [0, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const letter = letterOf[text.charCodeAt(index)] ?? 0;
    if (letter === 0) continue;
    if (count === 0) first = index;
    last = index;
    all[count] = letter;
    count += 1;
  }
  if (count < minLetters) return null;
  const inner = text.slice(first, last + 1);
  // A character beside the core of Base64 holds bits of the key too, and its padding says nothing of its own.
  const beside = isPacked ? 1 : 0;
  const [before, after] = [first + beside, text.length - last - 1 + beside];
  const few = count < plentyOfLetters ? inner.toLowerCase().replaceAll('\\/', '/') : null;
  return {
    letters: all.subarray(0, count),
    exact: isWords ? inner : few,
    isWords,
    isPacked,
    before,
    after,
    masked: null,
  };
};
