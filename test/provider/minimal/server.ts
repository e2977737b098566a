import { createHmac } from 'node:crypto';
import { decodedPairs, jsonResponse, type DemoResponse, type DemoRequest } from '../../../electron/demo/exchange.ts';
import { FaultScript, type Rows } from '../../../electron/demo/fault-script.ts';
import { FrontDesk } from '../../../electron/demo/front-desk.ts';
import { listen } from '../../../electron/demo/listen.ts';

/** What one needs to start the server. */
export interface MinimalWorld {
  readonly now: () => Date;
  readonly leases: () => Rows;
}

/** The pair that the server accepts. */
export const minimalSecrets = { keyId: 'mk-0123456789-abcd', keySecret: 'ms-9876543210' } as const;

/** An error in this provider's own words. */
export const minimalError = (status: number, code: string, message: string): DemoResponse =>
  jsonResponse({ error: { code, message } }, status);

/** A real server on loopback that plays the made-up provider. */
export const startMinimal = async ({ now, leases }: MinimalWorld) => {
  const faults = new FaultScript();
  const desk = new FrontDesk(now, faults);
  const listening = await listen(
    (arrival) => desk.respond('minimal', arrival, (request, alter) => answerOf(request, alter(leases()))),
    { port: 0, latencyMs: 0 },
  );
  return {
    baseUrl: listening.baseUrl,
    faults,
    requests: () => desk.requests(),
    reset: () => desk.reset(),
    stop: () => listening.stop(),
  };
};

const answerOf = (request: DemoRequest, rows: Rows): DemoResponse => {
  if (request.path !== '/v1/leases') return minimalError(404, 'NotFound', 'no such path');
  const signed = createHmac('sha256', minimalSecrets.keySecret);
  signed.update(`${request.method} ${request.path}?${request.query}`);
  if (request.headers.authorization !== `Minimal ${minimalSecrets.keyId}:${signed.digest('hex')}`)
    return minimalError(401, 'BadSignature', 'the signature does not fit');
  const query = new Map(decodedPairs(request.query) ?? []);
  const zone = query.get('zone') ?? '';
  const shown = rows.filter((row) => zone === '' || row['zone'] === zone);
  const [page = 1, size = 50] = ['page', 'size'].map((name) => Number(query.get(name)));
  return jsonResponse({ total: shown.length, leases: shown.slice((page - 1) * size, page * size) });
};
