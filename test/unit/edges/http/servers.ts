import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { usualDeadlines } from '../../../../electron/edges/http/exchange.ts';
import type { HttpRequest } from '../../../../electron/core/ports/http.ts';
import type { Transport } from '../../../../electron/edges/http/transport.ts';
import { createHttpPort } from '../../../../electron/edges/http/send.ts';
import { realWait } from '../../../../electron/edges/http/wait.ts';

/** The path of a fixture among the certificates. */
export const tlsFile = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/tls/${name}`, import.meta.url));
const pem = (name: string): string => readFileSync(tlsFile(name), 'utf8');
/** The authority that signed the servers' certificates. */
export const ca = pem('ca.pem');

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Closes something when the test has ended. */
export const closeLater = (close: () => Promise<void>): void => void closing.push(close);

/** Starts a server on loopback and answers its port. */
export const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeLater(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return (server.address() as AddressInfo).port;
};

/** A server of plain HTTP; answers its base address. */
export const serve = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listening(createServer(listener))}`;

/** A server of HTTPS with a certificate from the fixtures; answers its base address. */
export const serveTls = async (certificate: string, listener: RequestListener): Promise<string> =>
  `https://127.0.0.1:${await listening(createTlsServer({ key: pem(`${certificate}.key`), cert: pem(`${certificate}.pem`) }, listener))}`;

/** Answers what it was asked, as JSON. */
export const echo: RequestListener = (message, response) => {
  const parts: Buffer[] = [];
  message.on('data', (part: Buffer) => parts.push(part));
  message.on('end', () => {
    const { method, url, headers } = message;
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(parts).toString() }));
  });
};

/** Sends through the whole port; the pauses between its attempts are shorter than in life, its deadlines are not. */
export const sendThrough = (
  transport: Transport,
  url: string,
  given: { readonly request?: Partial<HttpRequest>; readonly signal?: AbortSignal } = {},
) => {
  const port = createHttpPort({
    transport,
    now: () => Date.now(),
    wait: (durationMs, signal) =>
      realWait(durationMs < usualDeadlines.headersMs ? durationMs / 50 : durationMs, signal),
    random: () => 0,
    signal: given.signal ?? new AbortController().signal,
  });
  return port.send(() => ({ method: 'GET', url, headers: {}, body: null, ...given.request }));
};
