import { readFileSync } from 'node:fs';
import type { z } from 'zod';
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
