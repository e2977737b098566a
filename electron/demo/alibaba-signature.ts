import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { percentEncode } from './unicloud-signature.ts';

/** The parts of a request that Alibaba Cloud's V3 signature covers. */
export interface AlibabaSignedParts {
  readonly method: string;
  readonly path: string;
  /** The parameters of the query, decoded; their order does not matter. */
  readonly parameters: readonly (readonly [string, string])[];
  /** Names in lower case; `host` carries the port when it is not the default one. */
  readonly headers: IncomingHttpHeaders;
  /** The names of the headers that are signed, in lower case. */
  readonly signedHeaders: readonly string[];
  readonly body: string;
}

/** The name of the scheme, as it stands before the credential and in the text that is signed. */
export const alibabaAlgorithm = 'ACS3-HMAC-SHA256';

/** SHA-256 of a text in UTF-8, as lower-case hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** The canonical request: method, path, sorted query, sorted headers, their names, and the hash of the body. */
export function alibabaCanonicalRequest(parts: AlibabaSignedParts): string {
  const query = parts.parameters
    .map(([name, value]): readonly [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([left], [right]) => byBytes(left, right))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const names = [...parts.signedHeaders].sort(byBytes);
  // Each line has its own end, so that an empty line follows the headers.
  const headers = names.map((name) => `${name}:${String(parts.headers[name] ?? '').trim()}\n`).join('');
  return [parts.method, parts.path, query, headers, names.join(';'), sha256(parts.body)].join('\n');
}

/** The signature of a canonical request: HMAC-SHA256 in hexadecimal digits, with the secret as it is for its key. */
export function alibabaSignature(canonicalRequest: string, accessKeySecret: string): string {
  const toSign = `${alibabaAlgorithm}\n${sha256(canonicalRequest)}`;
  return createHmac('sha256', accessKeySecret).update(toSign, 'utf8').digest('hex');
}
