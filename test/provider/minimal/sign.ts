import { createHmac } from 'node:crypto';

/** The header that proves who asks: HMAC-SHA256 in hex over path and query as they are sent. */
export const authorization = (path: string, keyId: string, keySecret: string): string =>
  `Minimal ${keyId}:${createHmac('sha256', keySecret).update(`GET ${path}`).digest('hex')}`;
