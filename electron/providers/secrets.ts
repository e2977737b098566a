import { failed, success, type Failure, type Result } from '../contract/failure.ts';
import type { Secret } from '../secrets/secret.ts';
import { cut } from './fields.ts';
import type { ProviderSession } from './provider.ts';

const longestMessage = 200;
const longestCode = 100;
const longestSaying = 10_000;
const hidden = '[redacted]';

/**
 * A credential without the white space that comes along when it is pasted.
 * Fails with `input.invalid` when it is absent, empty (`required`) or holds what no key and no header can (`characters`).
 */
export const readSecret = (session: ProviderSession, name: string): Result<string> => {
  const text = session.secrets[name]?.reveal().trim() ?? '';
  if (text === '') return failed('input.invalid', { field: name, reason: 'required' });
  return /^[\x21-\x7e]+$/.test(text) ? success(text) : failed('input.invalid', { field: name, reason: 'characters' });
};

/** What a provider said about its own failure. */
export interface Saying {
  readonly code: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
}

/** The same as safe facts of a failure: no key that the message may repeat in any usual form, no signature, one line, at most 200 characters. */
export const factsSaid = (saying: Saying, secrets: Readonly<Record<string, Secret>>): Omit<Failure, 'code'> => {
  const safe = (text: string, longest: number): string => cut(withoutSecrets(beginningOf(text), secrets), longest);
  return {
    ...(saying.code === null ? {} : { providerCode: safe(saying.code, longestCode) }),
    ...(saying.message === null ? {} : { providerMessage: safe(saying.message, longestMessage) }),
    ...(saying.requestId === null ? {} : { requestId: safe(saying.requestId, longestCode) }),
  };
};

/** What is longer is no sentence: only its whole words at the beginning are looked through, so that no part of a key is left at the cut. */
const beginningOf = (text: string): string =>
  text.length <= longestSaying ? text : text.slice(0, Math.max(0, text.lastIndexOf(' ', longestSaying)));

/** A shorter text is no key, and would be found in every other word. */
const shortestKey = 4;

/** HMAC-SHA1 in either Base64, as it is or percent-encoded: whoever reads the signature of a request could send it again. */
const signature = /(?:[\w+/-]|%(?:25)*2[BF]){27}(?:=|%(?:25)*3D)/gi;

/** A text without any of the keys in a usual form, without signatures, on one line. */
export const withoutSecrets = (text: string, secrets: Readonly<Record<string, Secret>>): string => {
  let clean = text;
  for (const secret of Object.values(secrets)) {
    for (const form of formsOf(secret.reveal().trim()))
      clean = clean.replace(new RegExp(form.replace(/[^\w]/g, '\\$&'), 'gi'), hidden);
  }
  // A refused signature is often repeated together with the text that was signed.
  clean = clean.replace(/(signature|sign)(\s*(?:=|:|%3D)\s*)[^\s&,;"']+/gi, `$1$2${hidden}`).replace(signature, hidden);
  // Control and direction characters could forge lines of a log or turn a sentence around.
  return clean.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
};

/** A key as a service may repeat it, the longest form first. */
const formsOf = (key: string): readonly string[] => {
  const bytes = Buffer.from(key, 'utf8');
  const once = encodeURIComponent(key);
  return [
    encodeURIComponent(once),
    once,
    bytes.toString('hex'),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    key,
  ].filter((form) => form.length >= shortestKey);
};
