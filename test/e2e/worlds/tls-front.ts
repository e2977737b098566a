import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { fileURLToPath } from 'node:url';

/** The path of a file of the fixtures about certificates. */
export const tlsFile = (name: string): string => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));

/** Takes TLS off in front of a server; answers its own port once it listens. */
export const startTlsFront = async (server: { readonly baseUrl: string }): Promise<Server> => {
  const port = Number(new URL(server.baseUrl).port);
  const pair = { key: readFileSync(tlsFile('loopback.key')), cert: readFileSync(tlsFile('loopback.pem')) };
  const front = createServer(pair, (socket) => {
    const behind = connect(port, '127.0.0.1');
    behind.on('error', () => socket.destroy());
    socket.on('error', () => behind.destroy());
    socket.pipe(behind).pipe(socket);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return front;
};
