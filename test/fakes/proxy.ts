import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** An HTTP proxy on loopback: forwards plain requests and opens tunnels. Every host is this computer to it, whatever its name. */
export interface FakeProxy {
  readonly address: `http://127.0.0.1:${number}`;
  /** What it was asked for: the request line of each plain request and each tunnel. */
  readonly seen: readonly string[];
  /** The `Proxy-Authorization` that came with each. */
  readonly authorizations: readonly (string | undefined)[];
  /** Answers everything with this status from now on, and lets nothing through; null lets through again. */
  refuseWith(status: number | null): void;
  stop(): Promise<void>;
}

const hereOnly = '127.0.0.1';

/** Starts a proxy. */
export const startProxy = async (): Promise<FakeProxy> => {
  const seen: string[] = [];
  const authorizations: (string | undefined)[] = [];
  let refusal: number | null = null;
  const note = (message: IncomingMessage): void => {
    seen.push(`${message.method} ${message.url}`);
    authorizations.push(message.headers['proxy-authorization']);
  };
  const server = createServer((message: IncomingMessage, response: ServerResponse) => {
    note(message);
    if (refusal !== null) return response.writeHead(refusal, wants(refusal)).end();
    const { port, pathname, search, host } = new URL(message.url ?? '');
    const { 'proxy-authorization': _, ...headers } = message.headers;
    const options = { host: hereOnly, port, path: `${pathname}${search}`, method: message.method };
    const passed = forward({ ...options, headers: { ...headers, host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.writeHead(502).end());
    return message.pipe(passed);
  });
  server.on('connect', (message, socket) => {
    note(message);
    socket.on('error', () => undefined);
    if (refusal !== null) {
      const lines = Object.entries(wants(refusal)).map((line) => line.join(': '));
      socket.end([`HTTP/1.1 ${refusal} No`, 'Content-Length: 0', ...lines, '', ''].join('\r\n'));
      return;
    }
    const through = connect(Number((message.url ?? '').split(':').at(-1)), hereOnly, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    through.on('error', () => socket.destroy());
    socket.on('close', () => through.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, hereOnly, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    seen,
    authorizations,
    refuseWith: (status) => (refusal = status),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const wants = (status: number): Record<string, string> =>
  status === 407 ? { 'Proxy-Authenticate': 'Basic realm="proxy"' } : {};
