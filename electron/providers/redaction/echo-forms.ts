import {
  base32Cores,
  base58Of,
  base64Cores,
  base85Cores,
  gluedNumbersOf,
  swappedHexOf,
  turnedTextsOf,
  wholeNumbersOf,
} from './echo-encodings.ts';
import { partsOf } from './echo-parts.ts';
import { viewOf } from './echo-rewrite.ts';
import { spellingsIn } from './echo-spellings.ts';
import { decodedOnce } from './echo-view.ts';
import { canBePartOfWords, canBeWords, wordsIn } from './echo-words.ts';
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
  /** Whether it counts only where neither a letter nor a digit stands beside it. */
  readonly isToken: boolean;
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

/**
 * A key as it is and as a provider, a proxy or a debugger of theirs repeats it: half of it, or more around a mask; backwards; its bytes as numbers; in hexadecimal,
 * Base64 and Base32, where it may lie anywhere inside what was encoded; the same of UTF-16, of how JSON, HTML and addresses write it, and of
 * what was encoded already; in Base58, Base85, ROT13 and ROT47. What can be undone in the text itself is for `decodedOnce` and `readingsOf`. A key is visible ASCII.
 *
 * The aim is that no usual echo reaches the store, not that a provider cannot hide a key there on purpose: it knows the key anyway. Not looked
 * for, since nobody writes them by accident or their price is a scan of everything: letters of other scripts (Cyrillic), doubled
 * characters, what was compressed, encrypted or hashed; uuencode, most of whose characters are signs, which are not looked at; parts of a key in
 * UTF-16, in what was encoded twice, or backwards; Base58 of more than the key; every second character; more layers of Base64 than three, or with breaks of lines in an inner one.
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
    ...partsOf(key).flatMap((part) => [partForm(part), ...encodedPartForms(part)]),
    ...turnedTextsOf(key).map(plentyForm),
    ...maskedForms(key),
    formOf(backwards, false, canBeWords(wordsIn(key))),
    ...bytesOf(key).flatMap(gluedNumbersOf).map(digitForm),
    ...[...wholeNumbersOf(asciiOf(key)), base58Of(asciiOf(key)), ...base85Cores(asciiOf(key))].map(plentyForm),
    ...swappedHexOf(asciiOf(key)).map(digitForm),
    ...[...once, ...spelled, ...turned, ...again].flatMap(({ hex, packed }) => [
      digitForm(hex),
      ...packed.map(packedForm),
    ]),
    ...once.flatMap(({ hex, packed }) => [digitForm(reverseText(hex)), ...packed.map(reverseText).map(packedForm)]),
    ...thrice.flatMap((core) => base64Cores(asciiOf(core))).map(packedForm),
  ].filter((form) => form !== null);
};

/** Fewer stand in too many texts, even as they are. */
const minTokenLength = 4;

/**
 * A key that is too short to be looked for as others are: as it is, where it stands alone, and in hexadecimal. One of letters or digits alone is not looked
 * for, since it is a word, a number or a year to every text.
 */
export const shortFormsOf = (key: string): readonly EchoForm[] => {
  if (key.length < minTokenLength || !/[a-z]/i.test(key) || !/\d/.test(key)) return [];
  const token = formOf(key, false, true);
  const hex = digitForm(asciiOf(key).toString('hex'));
  return [token === null ? null : { ...token, isToken: true }, hex].filter((form) => form !== null);
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

/** Of a key that was masked, so much must be there: as long as this, and three quarters of the whole. */
const minMaskedLength = 12;
const leastShare = 3 / 4;

/** Anchors of a key that may be masked. What may be a few words with a number is too much like a title of these words. */
const maskedForms = (key: string): readonly (EchoForm | null)[] => {
  const words = wordsIn(key.replace(/\d+/g, '-'));
  if (words.length > 0 && canBeWords(words)) return [];
  const whole = formOf(key, false, false);
  if (whole === null) return [];
  const least = Math.max(minMaskedLength, Math.ceil(whole.letters.length * leastShare));
  return anchorsOf(whole.letters, least).map((masked) => ({
    ...whole,
    letters: whole.letters.subarray(masked.at, masked.end),
    ...{ before: 0, after: 0, masked },
  }));
};

const digitForm = (text: string): EchoForm | null => formOf(text, false, false);
const packedForm = (text: string): EchoForm | null => formOf(text, true, false);
const plainForm = (text: string): EchoForm | null => formOf(text, false, canBeWords(wordsIn(text)));

/** Of what shows too little of a key where its letters are few, as an encoding whose characters are signs as well. */
const plentyForm = (text: string): EchoForm | null => {
  const form = plainForm(text);
  return form !== null && form.letters.length >= plentyOfLetters ? form : null;
};

const partForm = (part: string): EchoForm | null => formOf(part, false, canBePartOfWords(part));

/** A part of a key as it lies inside of what was encoded. */
const encodedPartForms = (part: string): readonly (EchoForm | null)[] => {
  const bytes = asciiOf(part);
  return [digitForm(bytes.toString('hex')), ...[...base64Cores(bytes), ...base32Cores(bytes)].map(packedForm)];
};

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
    isToken: false,
    isPacked,
    before,
    after,
    masked: null,
  };
};
