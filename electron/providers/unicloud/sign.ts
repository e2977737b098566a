import { createHmac } from 'node:crypto';

/** Percent-encodes as the signature wants it: UTF-8, leaving only `A-Z a-z 0-9 - _ . ~` as it is. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The query of a signed GET, ready to be sent: parameters sorted by name in byte order, empty ones left out, `Signature` last.
 * HMAC-SHA1 of the Alibaba Cloud RPC scheme, which UniCloud shares; the signed path is `/` whatever the real one is.
 * The very pairs that were signed are returned, since another encoder would write them differently.
 */
export const signedQuery = (parameters: Readonly<Record<string, string>>, accessKeySecret: string): string => {
  const query = Object.entries(parameters)
    .filter(([name, value]) => value !== '' && name !== 'Signature')
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  return `${query}&Signature=${percentEncode(signatureOf(query, accessKeySecret))}`;
};

const signatureOf = (query: string, accessKeySecret: string): string =>
  createHmac('sha1', `${accessKeySecret}&`)
    .update(`GET&%2F&${percentEncode(query)}`, 'utf8')
    .digest('base64');
