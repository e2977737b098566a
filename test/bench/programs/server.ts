import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { WorldPages } from '../world/pages.ts';
import { Traffic } from '../world/traffic.ts';
import { worldEnds } from '../world/ends.ts';
import { worldOrders } from '../world/orders.ts';

/**
 * Serves a world: `node server.js orders|ends COUNT`. Prints its port. Pages are made before they are asked for, so that the server takes little of the
 * processor from what is measured. Under /bench/ it takes orders itself, which count as no traffic.
 */
const [kind = '', count = '0'] = process.argv.slice(2);
const pages = new WorldPages((kind === 'ends' ? worldEnds : worldOrders)(Number(count)));
const traffic = new Traffic();
let latencyMs = 0;

const sendJson = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

const wishes: Readonly<Record<string, (query: URLSearchParams) => unknown>> = {
  '/bench/reset': (query) => {
    latencyMs = Number(query.get('latencyMs') ?? '0');
    traffic.reset();
    return null;
  },
  '/bench/traffic': () => traffic.seen(),
  '/bench/prepare': (query) => pages.prepare(Number(query.get('size'))),
  '/bench/change': () => pages.changeOne(),
};

const formSchema = z.object({ pageNum: z.coerce.number().int(), pageSize: z.coerce.number().int().positive() });

const textOf = async (message: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  const arriving: AsyncIterable<Buffer> = message;
  for await (const piece of arriving) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

const respond = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(message.url ?? '/', 'http://loopback');
  const wish = wishes[url.pathname];
  if (wish !== undefined) return sendJson(response, wish(url.searchParams));
  const form = formSchema.parse(Object.fromEntries(new URLSearchParams(await textOf(message))));
  const page = pages.page(form.pageNum, form.pageSize);
  const end = traffic.begin({ page: form.pageNum, size: form.pageSize, bytes: page.length });
  setTimeout(() => {
    // The clock of the measured program stands elsewhere, which it would warn of.
    response.sendDate = false;
    response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8', 'content-length': page.length });
    response.end(page);
    end();
  }, latencyMs);
};

const server = createServer((message, response) => {
  respond(message, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    response.destroy();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  process.stdout.write(`${String(address.port)}\n`);
});
// The runner ends it; should that be killed, its end of the pipe closes.
process.stdin.resume();
process.stdin.on('end', () => process.exit());
