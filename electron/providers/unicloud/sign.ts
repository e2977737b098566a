import { createHmac } from 'node:crypto';
import { canonicalQuery, percentEncode } from '../reading/percent-encode.ts';

/**
 * The query of a signed GET, ready to be sent: parameters sorted by name in byte order, empty ones left out, `Signature` last.
 * HMAC-SHA1 of the Alibaba Cloud RPC scheme, which UniCloud shares; the signed path is `/` whatever the real one is.
 * The very pairs that were signed are returned, since another encoder would write them differently.
 */
export const signedQuery = (parameters: Readonly<Record<string, string>>, accessKeySecret: string): string => {
  const said = Object.entries(parameters).filter(([name, value]) => value !== '' && name !== 'Signature');
  const query = canonicalQuery(Object.fromEntries(said));
  return `${query}&Signature=${percentEncode(signatureOf(query, accessKeySecret))}`;
};

const signatureOf = (query: string, accessKeySecret: string): string =>
  createHmac('sha1', `${accessKeySecret}&`)
    .update(`GET&%2F&${percentEncode(query)}`, 'utf8')
    .digest('base64');
