import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { success, type FailureOf, type Result } from '../../core/model/failure.ts';
import type { CaReason } from '../../core/model/failure-words.ts';

/** All authorities that browsers trust are a fifth of this. */
const maxCaBytes = 1024 * 1024;
const certificates = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Why a file cannot be used: field `extraCa`, and the reason. */
export type CaRefusal = FailureOf<'input.invalid'> & { readonly reason: CaReason };

/** Reads a file of extra certificates in PEM and checks every one. */
export const readExtraCa = async (path: string): Promise<Result<string, CaRefusal>> => {
  if (!isAbsolute(path)) return caRefusal('ca-not-absolute');
  const text = await textOf(path);
  return text.ok ? checkExtraCa(text.value) : text;
};

/** The certificates of a text in PEM and nothing else of it; fails as `readExtraCa` does. */
const checkExtraCa = (text: string): Result<string, CaRefusal> => {
  if (text.trim() === '') return caRefusal('ca-empty');
  // Whoever chose it meant the other file; a key has no business here.
  if (text.includes('PRIVATE KEY-----')) return caRefusal('ca-private-key');
  const found = text.match(certificates) ?? [];
  if (found.length === 0) return caRefusal('ca-not-pem');
  return found.every(isCertificate) ? success(`${found.join('\n')}\n`) : caRefusal('ca-not-certificate');
};

const textOf = async (path: string): Promise<Result<string, CaRefusal>> => {
  try {
    // Pipes and devices could be read for ever.
    const found = await stat(path);
    if (!found.isFile()) return caRefusal('ca-unreadable');
    return found.size > maxCaBytes ? caRefusal('ca-too-large') : success(await readFile(path, 'utf8'));
  } catch (error) {
    const isMissing =
      error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    return caRefusal(isMissing ? 'ca-missing' : 'ca-unreadable');
  }
};

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
};

const caRefusal = (reason: CaReason): Result<string, CaRefusal> => ({
  ok: false,
  failure: { code: 'input.invalid', field: 'extraCa', reason },
});
