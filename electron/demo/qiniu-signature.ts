import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The parts of a request that Qiniu's management signature covers. */
export interface QiniuSignedParts {
  readonly method: string;
  readonly path: string;
  /** Exactly as sent, without the question mark. */
  readonly query: string;
  /** Names in lower case; `host` carries the port when it is not the default one. */
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** HMAC-SHA1 in URL-safe Base64 with padding, the encoding of all Qiniu signatures. */
export function qiniuDigest(text: string, secretKey: string): string {
  const digest = createHmac('sha1', secretKey).update(text, 'utf8').digest('base64');
  return digest.replaceAll('+', '-').replaceAll('/', '_');
}

/** `x-qiniu-regionid` → `X-Qiniu-Regionid`, the form in which Go's servers sign a header name. */
function canonicalName(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

/** The text that a request must have signed; a `Content-Type` line only when the header was sent. */
export function qiniuStringToSign(parts: QiniuSignedParts): string {
  const { headers } = parts;
  const contentType = headers['content-type'];
  const lines = [
    `${parts.method} ${parts.path}${parts.query === '' ? '' : `?${parts.query}`}`,
    `Host: ${headers.host ?? ''}`,
  ];
  if (contentType !== undefined) lines.push(`Content-Type: ${contentType}`);
  const special = Object.entries(headers)
    .filter(([name]) => name.startsWith('x-qiniu-') && name.length > 'x-qiniu-'.length)
    .map(([name, value]) => `${canonicalName(name)}: ${String(value)}`)
    .sort();
  const bodyCounts = contentType !== undefined && contentType !== 'application/octet-stream';
  return `${[...lines, ...special].join('\n')}\n\n${bodyCounts ? parts.body : ''}`;
}
