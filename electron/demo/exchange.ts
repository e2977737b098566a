import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from './world/json.ts';

/** The providers that the demo plays. */
export type DemoProvider = 'wolover' | 'unicloud' | 'qiniu' | 'alibaba' | 'vastai';

/** One request as a demo server sees it. */
export interface DemoRequest {
  /** The id of the provider that is played: one of the demo's, or a test's own. */
  readonly provider: string;
  /** Counts the requests of this provider from 1, also across faults; `reset()` starts again. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** Exactly as sent, without the question mark; both signature schemes depend on these bytes. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The demo's present. */
  readonly at: Date;
}

/** How the bytes of a response travel; empty means at once and whole. */
export interface Delivery {
  /** Wait before the headers. */
  readonly delayMs?: number;
  /** Bytes of the body after which something goes wrong; -1 is before the headers. */
  readonly stopAfter?: number;
  /** What goes wrong there: a TCP reset, an orderly close too early, or silence. */
  readonly ending?: 'reset' | 'close' | 'stall';
  /** Send pieces of so many bytes … */
  readonly pieceBytes?: number;
  /** … with so long a pause between them. */
  readonly everyMs?: number;
  /** Announce no length, so that the end of the body is known only by the last chunk. */
  readonly chunked?: boolean;
}

/** What a server says: JSON by structure (so that a fault can rewrite it) or bytes. */
type Content = { readonly json: Json } | { readonly bytes: Buffer };

/** One response on its way to the client. */
export interface DemoResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Content;
  readonly delivery: Delivery;
}

/** A response with a JSON body. */
export function jsonResponse(json: Json, status = 200, headers: Readonly<Record<string, string>> = {}): DemoResponse {
  const type = { 'Content-Type': 'application/json;charset=UTF-8' };
  return { status, headers: { ...type, ...headers }, content: { json }, delivery: {} };
}

/** A response with a text body of any type. */
export function textResponse(text: string, contentType: string, status = 200): DemoResponse {
  return {
    status,
    headers: { 'Content-Type': contentType },
    content: { bytes: Buffer.from(text, 'utf8') },
    delivery: {},
  };
}

/** The pairs of a query or form body, decoded as servers do: a plus sign is a space. Null when an escape is broken. */
export function decodedPairs(text: string): readonly (readonly [string, string])[] | null {
  const decode = (part: string): string => decodeURIComponent(part.replaceAll('+', ' '));
  try {
    return text
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return [decode(name), decode(value.join('='))] as const;
      });
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
