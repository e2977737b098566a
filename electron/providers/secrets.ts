import { failed, success, type Failure, type Result } from '../contract/failure.ts';
import type { Secret } from '../secrets/secret.ts';
import { cut } from './fields.ts';
import type { ProviderSession } from './provider.ts';

const longestMessage = 200;
const longestCode = 100;
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

/** The same as safe facts of a failure: no key that the message may repeat, no signature, one line, at most 200 characters. */
export const factsSaid = (saying: Saying, secrets: Readonly<Record<string, Secret>>): Omit<Failure, 'code'> => {
  const safe = (text: string, longest: number): string => cut(withoutSecrets(text, secrets), longest);
  return {
    ...(saying.code === null ? {} : { providerCode: safe(saying.code, longestCode) }),
    ...(saying.message === null ? {} : { providerMessage: safe(saying.message, longestMessage) }),
    ...(saying.requestId === null ? {} : { requestId: safe(saying.requestId, longestCode) }),
  };
};

const withoutSecrets = (text: string, secrets: Readonly<Record<string, Secret>>): string => {
  let clean = text;
  for (const secret of Object.values(secrets)) {
    const key = secret.reveal().trim();
    for (const form of new Set([
      key,
      encodeURIComponent(key),
      encodeURIComponent(encodeURIComponent(key)),
      base64(key),
    ])) {
      if (form.length >= 4) clean = clean.replaceAll(form, hidden);
    }
  }
  // A refused signature is often repeated together with the text that was signed.
  clean = clean.replace(/(signature|sign)(\s*(?:=|:|%3D)\s*)[^\s&,;"']+/gi, `$1$2${hidden}`);
  // Control and direction characters could forge lines of a log or turn a sentence around.
  return clean.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
};

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
