import { createHmac } from 'node:crypto';

/** Percent-encoding of Alibaba Cloud's signature schemes: everything but `A-Z a-z 0-9 - _ . ~`, as UTF-8. */
export function percentEncode(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const character = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9\-_.~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/**
 * The signature that a GET with these decoded parameters must carry: HMAC-SHA1 in Base64, over the sorted parameters
 * without `Signature` and without empty ones. The signed path is `/` whatever the URL says.
 */
export function unicloudSignature(parameters: ReadonlyMap<string, string>, accessKeySecret: string): string {
  const canonical = [...parameters]
    .filter(([name, value]) => name !== 'Signature' && value !== '')
    .map(([name, value]): readonly [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const toSign = `GET&%2F&${percentEncode(canonical)}`;
  return createHmac('sha1', `${accessKeySecret}&`).update(toSign, 'utf8').digest('base64');
}
