import { decodedPairs, jsonResponse, textResponse, type DemoResponse, type DemoRequest } from './exchange.ts';
import type { Rows } from './fault-script.ts';
import type { JsonObject } from './world/json.ts';
import { cutVastaiPage } from './vastai-page.ts';

/** The key that a Vast.ai account pastes. */
export interface VastaiSecrets {
  readonly apiKey: string;
}

/** What a key may do; the console makes keys that may do everything, others may have either. */
export type VastaiRight = 'instance_read' | 'user_read';

/** What differs between keys and between days; left out: a full key, refused with 401 when it is wrong, and no limit. */
export interface VastaiHabits {
  readonly rights?: readonly VastaiRight[];
  /** The document says 401 and 403; 404 with the same body was seen. */
  readonly wrongKeyStatus?: 401 | 403 | 404;
  /** Milliseconds between two accepted list requests of a key; the document says 1000. */
  readonly listEveryMs?: number;
}

/** What the Vast.ai server responds from. */
export interface VastaiServerOptions {
  readonly secrets: VastaiSecrets;
  readonly habits: VastaiHabits;
  readonly instances: (request: DemoRequest) => Rows;
  readonly priceIncreases: (request: DemoRequest) => Rows;
  readonly user: (request: DemoRequest) => JsonObject;
  /** When each key's last list request was accepted; the server writes into it. */
  readonly listedAt: Map<string, number>;
}

const oldListPath = '/api/v0/instances/';

/** What each path needs the key to be allowed. */
const rightOf: Readonly<Record<string, VastaiRight>> = {
  '/api/v1/instances/': 'instance_read',
  '/api/v0/instances/pending-price-increases/': 'instance_read',
  '/api/v0/users/current/': 'user_read',
};

/** Answers `GET /api/v1/instances/`, `/api/v0/instances/pending-price-increases/` and `/api/v0/users/current/`. */
export function respondAsVastai(request: DemoRequest, options: VastaiServerOptions): DemoResponse {
  const { secrets, habits } = options;
  if (request.path === oldListPath) {
    return vastaiError(410, 'deprecated_endpoint', 'This endpoint is gone. Use /api/v1/instances/ instead.');
  }
  const right = rightOf[request.path];
  if (right === undefined) return textResponse('<!doctype html><title>404 Not Found</title>', 'text/html', 404);
  if (request.method !== 'GET') return vastaiError(405, 'method_not_allowed', `${request.method} is not allowed.`);
  if (request.headers.authorization !== `Bearer ${secrets.apiKey}`) return wrongKey(habits.wrongKeyStatus);
  if (!(habits.rights ?? ['instance_read', 'user_read']).includes(right)) return lackingRight(right);
  if (right === 'user_read') return jsonResponse(options.user(request));
  if (request.path !== '/api/v1/instances/') {
    return jsonResponse({ success: true, pending_price_increases: options.priceIncreases(request) });
  }
  return isTooSoon(request, options) ? tooManyRequests() : listInstances(request, options);
}

/** A refusal as Vast.ai words it: `{ success: false, error, msg }`. */
function vastaiError(status: number, error: string, message: string): DemoResponse {
  return jsonResponse({ success: false, error, msg: message }, status);
}

/** The key is unknown. */
export function wrongKey(status: 401 | 403 | 404 = 401): DemoResponse {
  return vastaiError(status, 'auth_error', 'Invalid user key.');
}

/** The key is known and may not do this: only the message tells it from a wrong key. */
export function lackingRight(right: VastaiRight): DemoResponse {
  return vastaiError(403, 'auth_error', `This key does not have the permission ${right}.`);
}

/** 429 as it often comes: plain text that does not say when to come back. */
function tooManyRequests(): DemoResponse {
  return textResponse('API requests too frequent: endpoint threshold=1.0', 'text/plain; charset=utf-8', 429);
}

function isTooSoon(request: DemoRequest, { secrets, habits, listedAt }: VastaiServerOptions): boolean {
  const now = request.at.getTime();
  const last = listedAt.get(secrets.apiKey) ?? Number.NEGATIVE_INFINITY;
  if (now - last < (habits.listEveryMs ?? 0)) return true;
  listedAt.set(secrets.apiKey, now);
  return false;
}

function listInstances(request: DemoRequest, options: VastaiServerOptions): DemoResponse {
  const pairs = decodedPairs(request.query);
  if (pairs === null) return vastaiError(400, 'invalid_args', 'The query cannot be decoded.');
  const rows = options.instances(request);
  const page = cutVastaiPage(rows, new Map(pairs));
  if (typeof page === 'string') return vastaiError(400, 'invalid_args', `The value of ${page} is not valid.`);
  return jsonResponse({
    success: true,
    // The document's sample shows both numbers alike; here the first counts the page and the second the account.
    instances_found: page.rows.length,
    total_instances: rows.length,
    next_token: page.nextToken,
    instances: page.rows,
  });
}
