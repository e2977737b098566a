import { readFileSync } from 'node:fs';
import { failed, success, type Result } from '../../../electron/core/model/failure.ts';
import type { RoundProgress } from '../../../electron/core/model/sync.ts';
import type { HttpResponse, HttpRequest } from '../../../electron/core/ports/http.ts';
import type { KnownOrder, ProviderSession } from '../../../electron/core/ports/provider.ts';
import type { SecretsRead } from '../../../electron/core/model/secrets-read.ts';
import { Secret } from '../../../electron/core/model/secret.ts';

/** A sample answer as its file has it; `name` is folder and file without `.json`. */
export const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8');

export const now = Date.parse('2026-11-23T08:00:00.000Z');

/** What a scripted service answers: a text (HTTP 200), an answer, or a failure of the network. */
export type Reply = string | Partial<HttpResponse> | Result<never>;

/** A session whose network is a function; `sent` keeps every request. */
export interface ScriptedSession extends ProviderSession {
  readonly sent: HttpRequest[];
  readonly progresses: RoundProgress[];
}

export const scripted = (
  answer: (request: HttpRequest, number: number) => Reply,
  given: {
    readonly settings?: Readonly<Record<string, string>>;
    readonly secrets?: Readonly<Record<string, string>>;
    readonly secretsRead?: SecretsRead;
    readonly baseUrl?: string;
    readonly known?: Readonly<Record<string, KnownOrder>>;
    readonly memory?: object;
    readonly shouldStop?: () => boolean;
    readonly isBudgetSpent?: () => boolean;
  } = {},
): ScriptedSession => {
  const sent: HttpRequest[] = [];
  const progresses: RoundProgress[] = [];
  return {
    baseUrl: given.baseUrl ?? 'https://api.example',
    settings: given.settings ?? {},
    secrets: Object.fromEntries(Object.entries(given.secrets ?? {}).map(([name, text]) => [name, new Secret(text)])),
    secretsRead: given.secretsRead,
    now: () => now,
    nonce: () => '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
    known: (id) => given.known?.[id] ?? null,
    memory: given.memory ?? {},
    shouldStop: given.shouldStop ?? (() => false),
    isBudgetSpent: given.isBudgetSpent ?? (() => false),
    onProgress: (progress) => progresses.push(progress),
    progresses,
    http: {
      send: (build) => {
        const request = build();
        sent.push(request);
        return Promise.resolve(asResult(answer(request, sent.length)));
      },
    },
    sent,
  };
};

const asResult = (reply: Reply): Result<HttpResponse> => {
  if (typeof reply === 'string') return success({ status: 200, headers: {}, text: reply });
  if ('ok' in reply) return reply;
  return success({ status: 200, headers: {}, text: '', ...reply });
};

export const unavailable = failed('provider.unavailable', { status: 503 });

/** A finished order that a round stored, whole, an hour before `now`. */
export const stored = (listFingerprint: string | null, changed: Partial<KnownOrder> = {}): KnownOrder => ({
  listFingerprint,
  detailReadAt: null,
  finished: true,
  incomplete: false,
  doubtful: false,
  ...changed,
});

/** The value of a result that must be one. */
export const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`unexpected failure ${result.failure.code}`);
  return result.value;
};

/** Facts as a record, for tests that look at a few. */
export const factMap = (
  facts: readonly { readonly path: string; readonly value: string | null }[],
): Readonly<Record<string, string | null>> => Object.fromEntries(facts.map(({ path, value }) => [path, value]));
