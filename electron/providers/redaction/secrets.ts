import { failed, success, type Result, type SaidFacts } from '../../core/model/failure.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { keyPartFault, type Secret } from '../../core/model/secret.ts';
import { redacted } from '../../core/model/redacted.ts';
import { beginningOfResponse, maxLookedLength } from '../reading/response-beginning.ts';
import { cut } from '../../core/model/cut.ts';
import { maxTextLength } from '../reading/json-scan.ts';
import { withoutHolders } from '../reading/json-holders.ts';
import { changedTexts } from '../reading/json-texts.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { isSpread, withoutPiece } from './key-pieces.ts';
import { Redactor } from './redactor.ts';

const maxMessageLength = 200;
const maxCodeLength = 100;
const maxSayingLength = 10_000;

/**
 * A credential without the white space that comes along when it is pasted.
 * Fails with `input.invalid` when it is absent, empty (`required`), longer than any key (`too-large`) or holds what no key and no header
 * can (`characters`).
 */
export const readSecret = (session: ProviderSession, name: string): Result<string> => {
  const text = session.secrets[name]?.reveal().trim() ?? '';
  if (text === '') return failed('input.invalid', { field: name, reason: 'required' });
  const fault = keyPartFault(text);
  return fault === null ? success(text) : failed('input.invalid', { field: name, reason: fault });
};

/** What a provider said about its own failure. */
export interface Saying {
  readonly code: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
}

/** The same as safe facts of a failure: no key that the message may repeat in any usual form, no signature, one line, at most 200 characters. */
export const factsSaid = (saying: Saying, secrets: Readonly<Record<string, Secret>>): SaidFacts => {
  const safe = (text: string, longest: number): string => cut(withoutSecrets(beginningOf(text), secrets), longest);
  return {
    ...(saying.code === null ? {} : { providerCode: safe(saying.code, maxCodeLength) }),
    ...(saying.message === null ? {} : { providerMessage: safe(saying.message, maxMessageLength) }),
    ...(saying.requestId === null ? {} : { requestId: safe(saying.requestId, maxCodeLength) }),
  };
};

/** What is longer is no sentence: only its whole words at the beginning are looked through, so that no part of a key is left at the cut. */
const beginningOf = (text: string): string =>
  text.length <= maxSayingLength ? text : text.slice(0, Math.max(0, text.lastIndexOf(' ', maxSayingLength)));

/**
 * Characters: what is stored lies in front of the user for years, and a word as short as a key that nobody issues may stand in any of it. A shorter key is
 * looked for only as it is, where it stands alone, and only if it has a letter and a digit.
 */
export const minStoredLength = 8;

/** In a sentence about a failure less is lost. */
const minSaidLength = 4;

interface Redactors {
  /** Those that are looked for in responses however they are repeated. */
  readonly keys: readonly string[];
  readonly ofResponses: Redactor;
  readonly ofBoxes: Redactor;
  readonly ofSayings: Redactor;
}

/** The keys of a round, or all that were read, are one object, so that their forms are made once. */
const known = new WeakMap<object, Redactors>();

const redactorsOf = (secrets: Readonly<Record<string, Secret>>): Redactors => {
  const made = known.get(secrets);
  if (made !== undefined) return made;
  const keys = Object.values(secrets).map((secret) => secret.reveal().trim());
  const longerThan = (shortest: number): readonly string[] => keys.filter(({ length }) => length >= shortest);
  const long = longerThan(minStoredLength);
  const short = keys.filter((key) => !long.includes(key));
  const ofResponses = new Redactor(long, short);
  const redactors = {
    keys: long,
    ofResponses,
    ofBoxes: short.length === 0 ? ofResponses : new Redactor(long),
    ofSayings: new Redactor(longerThan(minSaidLength)),
  };
  known.set(secrets, redactors);
  return redactors;
};

/** Whether a text that the user wrote repeats any of the keys, however; those under 8 characters are not looked for: a label may be one. */
export const repeatsKey = (text: string, secrets: Readonly<Record<string, Secret>>): boolean =>
  redactorsOf(secrets).ofBoxes.finds(text);

/** What of a response can repeat a key. */
interface ResponseTexts {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * A response without the given keys in any value or name of its JSON, however they are repeated there, and in no header: what is read
 * of a response is stored, searched and exported. A key that is spread over several values goes with the list or object that holds it. An id keeps whatever else it consists of, and one that is a piece of a key stays apart from others, see `withoutPiece`. Keys under 8 characters are found only as they are, see `minStoredLength`.
 * What nobody will read of it is left out, see `beginningOfAnswer`.
 */
export const withoutEchoes = <Response extends ResponseTexts>(
  response: Response,
  secrets: Readonly<Record<string, Secret>>,
): Response => {
  const { ofResponses, keys } = redactorsOf(secrets);
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, text]) => [name, ofResponses.clean(text)]),
  );
  const isJson = /^\s*[[{]/.test(response.text);
  const text = isJson ? beginningOfResponse(response.text) : response.text.slice(0, maxLookedLength);
  if (!ofResponses.finds(text)) return { ...response, headers, text };
  let precise = maxPrecise;
  const clean = (one: string, written: number): string => {
    if (!ofResponses.finds(one)) return one;
    if ((precise -= one.length) < 0) return redacted;
    if (written < maxLookedLength - maxEscapeLength) return withoutPiece(one, ofResponses.clean(one), keys);
    // Of a text that was cut the second half is only looked at: a key that the cut went through begins there. It stays a text to be cut.
    return ofResponses.clean(one, Math.floor(one.length / 2)).padEnd(maxTextLength + 1);
  };
  const cleaned = isJson ? withoutSpread(changedTexts(text, clean), ofResponses) : clean(text, text.length);
  return { ...response, headers, text: cleaned };
};

/** What is left where the rest was taken out may read as another key, but not for ever. */
const maxSpread = 3;

/** JSON without the lists and objects that a key is spread over, of which each text by itself holds too little. */
const withoutSpread = (json: string, redactor: Redactor): string => {
  let text = json;
  for (let left = maxSpread; left > 0 && redactor.finds(text); left -= 1) {
    const spread = redactor.spansIn(text).filter(({ from, to }) => isSpread(text.slice(from, to)));
    if (spread.length === 0) break;
    text = withoutHolders(text, spread);
  }
  return text;
};

/**
 * Characters: of so much of a response echoes are taken out and the rest is kept. A provider that echoes a key in each order of a full page
 * stays far below; behind it a text with an echo goes as a whole, since each exact cut takes a hundred times as long as finding that there is one.
 */
const maxPrecise = 100_000;

/** A text is cut by so much too early, rather than inside an escape. */
const maxEscapeLength = 6;

/**
 * HMAC-SHA1 in either Base64, as it is or percent-encoded, and HMAC-SHA256 in hex: whoever reads the signature of a request could send it
 * again.
 */
const signature = /(?:[\w+/-]|%(?:25)*2[BF]){27}(?:=|%(?:25)*3D)|(?<![\da-z])[\da-f]{64}(?![\da-z])/gi;

/** A text without any of the keys, however they are repeated in it, without signatures, on one line. */
export const withoutSecrets = (text: string, secrets: Readonly<Record<string, Secret>>): string => {
  // A refused signature is often repeated together with the text that was signed.
  const clean = redactorsOf(secrets)
    .ofSayings.clean(text)
    .replace(/(signature|sign)(\s*(?:=|:|%3D)\s*)[^\s&,;"']+/gi, `$1$2${redacted}`)
    .replace(signature, redacted);
  // Control and direction characters could forge lines of a log or turn a sentence around.
  return plainLine(clean);
};
