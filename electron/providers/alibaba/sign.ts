import { createHash, createHmac } from 'node:crypto';
import { canonicalQuery } from '../reading/percent-encode.ts';

/** The signature's name, at the beginning of what is signed and of the header (V3 request structure and signature, Alibaba Cloud SDK reference). */
const algorithm = 'ACS3-HMAC-SHA256';

/** What a signature of version 3 covers. */
export interface SignedCall {
  readonly method: 'GET' | 'POST';
  /** As it is really sent: with the port when it is not the scheme's own. */
  readonly host: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly action: string;
  readonly version: string;
  /** UTC epoch milliseconds. */
  readonly atMs: number;
  /** Unique to each attempt. */
  readonly nonce: string;
}

/** One pair of keys. */
export interface KeyPair {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** A signed call, ready to be sent without a body. */
export interface ReadyCall {
  readonly query: string;
  /** Without `host`, which the transport writes. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs a call: its query as it was signed, and the headers that go with it, `authorization` last. */
export const signedCall = (call: SignedCall, { accessKeyId, accessKeySecret }: KeyPair): ReadyCall => {
  const toSign = `${algorithm}\n${sha256(canonicalRequest(call))}`;
  const signature = createHmac('sha256', accessKeySecret).update(toSign, 'utf8').digest('hex');
  const names = Object.keys(signedHeaders(call)).sort().join(';');
  const { host: _host, ...headers } = signedHeaders(call);
  return {
    query: canonicalQuery(call.parameters),
    headers: {
      ...headers,
      authorization: `${algorithm} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`,
    },
  };
};

/** The text whose hash is signed; a blank line follows the headers. */
export const canonicalRequest = (call: SignedCall): string => {
  const headers = Object.entries(signedHeaders(call)).sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    call.method,
    call.path,
    canonicalQuery(call.parameters),
    ...headers.map(([name, value]) => `${name}:${value.trim()}`),
    '',
    headers.map(([name]) => name).join(';'),
    emptyHash,
  ].join('\n');
};

const signedHeaders = ({ host, action, version, atMs, nonce }: SignedCall): Readonly<Record<string, string>> => ({
  host,
  'x-acs-action': action,
  'x-acs-content-sha256': emptyHash,
  'x-acs-date': `${new Date(atMs).toISOString().slice(0, 19)}Z`,
  'x-acs-signature-nonce': nonce,
  'x-acs-version': version,
});

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** No call has a body. */
const emptyHash = sha256('');
