import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { alibabaCanonicalRequest, alibabaSignature, sha256 } from '../../../electron/demo/alibaba-signature.ts';
import { qiniuDigest, qiniuStringToSign } from '../../../electron/demo/qiniu-signature.ts';
import type { DemoServers } from '../../../electron/demo/servers.ts';
import { unicloudSignature } from '../../../electron/demo/unicloud-signature.ts';

/** The instant around which the demo's world is built in these tests: 12:00 in Beijing. */
export const anchor = new Date('2025-09-16T04:00:00Z');

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A clock that stands still until it is moved. */
export class StoppedClock {
  #now = anchor.getTime();
  readonly now = (): Date => new Date(this.#now);

  /** Sets the clock to so long after the anchor. */
  set(afterAnchorMs: number): void {
    this.#now = anchor.getTime() + afterAnchorMs;
  }
}

/** A provider's sample answer. */
export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'));
}

/** The JSON body of an answer, checked for what the test reads from it; all else stays too. */
export async function read<S extends z.ZodType>(answer: Response, schema: S): Promise<z.output<S>> {
  return schema.parse(await answer.json());
}

/** Every field of an answer as a path, list members under `[]`; what tells two shapes apart. */
export function fieldSet(value: unknown, path = ''): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return new Set([path]);
  const list = Array.isArray(value);
  const members = Object.entries(value).flatMap(([name, member]) => [
    ...fieldSet(member, list ? `${path}[]` : `${path}.${name}`),
  ]);
  return new Set(members);
}

export function postWolover(
  servers: DemoServers,
  form: Record<string, string>,
  change: { key?: string; headers?: Record<string, string>; method?: string; body?: string } = {},
): Promise<Response> {
  const method = change.method ?? 'POST';
  return fetch(`${servers.wolover.baseUrl}/order/openapi/getOrderList`, {
    method,
    headers: {
      Authorization: `Bearer ${change.key ?? servers.wolover.secrets.apiKey}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      ...change.headers,
    },
    ...(method === 'POST' ? { body: change.body ?? new URLSearchParams(form).toString() } : {}),
  });
}

let nonces = 0;

/** A UniCloud URL signed over `parameters` and the common ones; `change` replaces or (with '') removes them. */
export function unicloudUrl(
  servers: DemoServers,
  parameters: Record<string, string>,
  at: Date,
  change: Record<string, string> = {},
  secret = servers.unicloud.secrets.accessKeySecret,
): string {
  nonces += 1;
  const all = {
    Format: 'json',
    Version: '2020-07-30',
    AccessKeyId: servers.unicloud.secrets.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: `nonce-${nonces}`,
    Timestamp: `${at.toISOString().slice(0, 19)}Z`,
    ...parameters,
    ...change,
  };
  const kept = Object.entries(all).filter(([, value]) => value !== '');
  const signature = unicloudSignature(new Map(kept), secret);
  const query = [...kept, ['Signature', signature] as const].map((pair) => pair.map(encodeURIComponent).join('='));
  return `${servers.unicloud.baseUrl}/transaction?${query.join('&')}`;
}

/** How a request to Alibaba Cloud differs from an honest one. */
export interface AlibabaChange {
  readonly method?: string;
  readonly body?: string;
  /** Replace or (with '') remove headers before they are signed. */
  readonly headers?: Record<string, string>;
  /** Headers that are sent otherwise than they were signed. */
  readonly onTheWay?: Record<string, string>;
  readonly queryOnTheWay?: string;
  /** Names that stand in SignedHeaders; left out: all that are sent, in order. */
  readonly signedHeaders?: readonly string[];
  readonly secret?: string;
  readonly accessKeyId?: string;
}

/** A request for the available instances, signed at `at`. */
export function askAlibaba(
  servers: DemoServers,
  parameters: Record<string, string>,
  at: Date,
  change: AlibabaChange = {},
): Promise<Response> {
  nonces += 1;
  const { method = 'GET', body = '' } = change;
  const all = {
    host: new URL(servers.alibaba.baseUrl).host,
    'x-acs-action': 'QueryAvailableInstances',
    'x-acs-content-sha256': sha256(body),
    'x-acs-date': `${at.toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': `nonce-${nonces}`,
    'x-acs-version': '2017-12-14',
    ...change.headers,
  };
  const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const pairs = Object.entries(parameters);
  const signedHeaders = change.signedHeaders ?? Object.keys(headers).sort();
  const canonical = alibabaCanonicalRequest({ method, path: '/', parameters: pairs, headers, signedHeaders, body });
  const { accessKeyId, accessKeySecret } = servers.alibaba.secrets;
  const signature = alibabaSignature(canonical, change.secret ?? accessKeySecret);
  const credential = `Credential=${change.accessKeyId ?? accessKeyId},SignedHeaders=${signedHeaders.join(';')}`;
  const query = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  // Who fetches writes the host itself.
  const { host: _host, ...sent } = headers;
  return fetch(`${servers.alibaba.baseUrl}/?${change.queryOnTheWay ?? query}`, {
    method,
    headers: {
      Authorization: `ACS3-HMAC-SHA256 ${credential},Signature=${signature}`,
      ...sent,
      ...change.onTheWay,
    },
    ...(body === '' ? {} : { body }),
  });
}

export function getQiniu(
  servers: DemoServers,
  pathAndQuery: string,
  change: { headers?: Record<string, string>; secretKey?: string; unsigned?: Record<string, string> } = {},
): Promise<Response> {
  const { accessKey, secretKey } = servers.qiniu.secrets;
  const host = new URL(servers.qiniu.baseUrl).host;
  const [path = '', query = ''] = pathAndQuery.split('?');
  const lowered = Object.fromEntries(Object.entries(change.headers ?? {}).map(([k, v]) => [k.toLowerCase(), v]));
  const text = qiniuStringToSign({ method: 'GET', path, query, headers: { ...lowered, host }, body: '' });
  const sign = qiniuDigest(text, change.secretKey ?? secretKey);
  return fetch(`${servers.qiniu.baseUrl}${pathAndQuery}`, {
    headers: { Authorization: `Qiniu ${accessKey}:${sign}`, ...change.headers, ...change.unsigned },
  });
}

/** Asks Vast.ai; `query` is encoded, whatever is in it. */
export function getVastai(
  servers: DemoServers,
  path: string,
  query: Readonly<Record<string, string>> = {},
  change: { key?: string; method?: string } = {},
): Promise<Response> {
  return fetch(`${servers.vastai.baseUrl}${path}?${new URLSearchParams(query).toString()}`, {
    method: change.method ?? 'GET',
    headers: { Authorization: `Bearer ${change.key ?? servers.vastai.secrets.apiKey}` },
  });
}
