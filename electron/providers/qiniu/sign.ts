import { createHmac } from 'node:crypto';

/** What a signature covers: the request line as it is sent, the host, and headers named `X-Qiniu-…`. */
export interface SignedRequest {
  readonly method: 'GET';
  /** Path with its query, exactly as sent. */
  readonly path: string;
  /** With the port when it is not the scheme's own. */
  readonly host: string;
  readonly qiniuHeaders: Readonly<Record<string, string>>;
}

/** The `Authorization` header of a request without a body: `Qiniu <access key>:<signature>`. */
export const authorization = (request: SignedRequest, accessKey: string, secretKey: string): string =>
  `Qiniu ${accessKey}:${sign(textToSign(request), secretKey)}`;

/** HMAC-SHA1 in URL-safe Base64 with padding. */
export const sign = (text: string, secretKey: string): string =>
  createHmac('sha1', secretKey).update(text, 'utf8').digest('base64').replaceAll('+', '-').replaceAll('/', '_');

/** The text that is signed. There is no Content-Type line, since no such header is sent. */
export const textToSign = ({ method, path, host, qiniuHeaders }: SignedRequest): string => {
  const headers = Object.entries(qiniuHeaders)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `\n${name}: ${value}`);
  return `${method} ${path}\nHost: ${host}${headers.join('')}\n\n`;
};
