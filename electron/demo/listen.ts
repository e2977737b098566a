import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import type { DemoResponse, Delivery } from './exchange.ts';
import { jsonText } from './world/json.ts';

/** What arrives over the network, before a provider looks at it. */
export interface Arrival {
  readonly message: IncomingMessage;
  readonly path: string;
  readonly query: string;
  readonly body: string;
}

/** A server that listens. */
export interface Listening {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** Where and how to listen: port 0 takes a free one; with a certificate (PEM) the server speaks HTTPS. */
export interface ListenOptions {
  readonly port: number;
  readonly latencyMs: number;
  readonly tls?: { readonly key: string; readonly cert: string };
}

const maximalRequestBytes = 1_000_000;

/** Starts a server on 127.0.0.1. Fails (rejects) when the port is taken. */
export async function listen(respond: (arrival: Arrival) => DemoResponse, options: ListenOptions): Promise<Listening> {
  const stopping = new AbortController();
  const listener: RequestListener = (message, response) => {
    void exchange(message, response, respond, options.latencyMs, stopping.signal);
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    baseUrl: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`,
    stop: () => {
      stopping.abort();
      return close(server);
    },
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Closing a server twice reports an error that is no news.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function exchange(
  message: IncomingMessage,
  response: ServerResponse,
  respond: (arrival: Arrival) => DemoResponse,
  latencyMs: number,
  stopping: AbortSignal,
): Promise<void> {
  const body = await readBody(message);
  if (body === null) {
    message.socket.destroy();
    return;
  }
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  const result = respond({ message, path, query: query.join('?'), body });
  const delayMs = latencyMs + (result.delivery.delayMs ?? 0);
  if (!(await pause(delayMs, stopping)) || response.destroyed) return;
  await deliver(response, result, stopping);
}

async function readBody(message: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    const arriving: AsyncIterable<Buffer> = message;
    for await (const piece of arriving) {
      size += piece.length;
      if (size > maximalRequestBytes) return null;
      pieces.push(piece);
    }
  } catch {
    // The client went away in the middle of its request; there is nobody to respond to.
    return null;
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** False when the server is stopping and the wait was cut short. */
async function pause(forMs: number, stopping: AbortSignal): Promise<boolean> {
  if (forMs <= 0) return !stopping.aborted;
  try {
    await wait(forMs, undefined, { signal: stopping });
    return true;
  } catch {
    return false;
  }
}

async function deliver(response: ServerResponse, planned: DemoResponse, stopping: AbortSignal): Promise<void> {
  const { content, delivery } = planned;
  const bytes = 'bytes' in content ? content.bytes : Buffer.from(jsonText(content.json), 'utf8');
  if (delivery.stopAfter === -1) return fail(response, delivery.ending);
  // The date is the demo's present, which an argument decides, not the machine's.
  response.sendDate = false;
  if (delivery.chunked !== true) response.setHeader('Content-Length', bytes.length);
  response.writeHead(planned.status, planned.headers);
  const end = delivery.stopAfter === undefined ? bytes.length : Math.min(delivery.stopAfter, bytes.length);
  const whole = await sendPieces(response, bytes.subarray(0, end), delivery, stopping);
  if (!whole) return;
  if (delivery.stopAfter === undefined) response.end();
  else fail(response, delivery.ending);
}

async function sendPieces(
  response: ServerResponse,
  bytes: Buffer,
  delivery: Delivery,
  stopping: AbortSignal,
): Promise<boolean> {
  const size = delivery.pieceBytes ?? Math.max(bytes.length, 1);
  for (let from = 0; from < bytes.length; from += size) {
    if (from > 0 && !(await pause(delivery.everyMs ?? 0, stopping))) return false;
    if (response.destroyed) return false;
    await whenWritten(response, bytes.subarray(from, from + size));
  }
  if (bytes.length === 0) response.flushHeaders();
  return true;
}

/** Waits until the bytes left this process, so that a following reset cuts the body and not the whole response. */
function whenWritten(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.write(bytes, () => {
      response.removeListener('close', resolve);
      resolve();
    });
  });
}

function fail(response: ServerResponse, ending: Delivery['ending']): void {
  if (ending === 'reset') response.socket?.resetAndDestroy();
  else if (ending === 'close') response.socket?.end();
}
