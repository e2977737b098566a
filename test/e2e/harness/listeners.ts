import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Listens on this computer for whatever a page might send past its policy. */
export interface Listeners {
  readonly udpPort: number;
  readonly tcpPort: number;
  /** What arrived so far: datagrams and connections. */
  arrived(): { readonly datagrams: number; readonly connections: number };
  close(): void;
}

/** Starts listening on every address of this computer: WebRTC leaves loopback out where it can. */
export const startListeners = async (): Promise<Listeners> => {
  let datagrams = 0;
  let connections = 0;
  const open = new Set<Socket>();
  const udp = createSocket('udp4').on('message', () => (datagrams += 1));
  udp.bind(0, '0.0.0.0');
  const tcp = createServer((socket) => {
    connections += 1;
    open.add(socket.on('error', () => undefined));
  });
  tcp.listen(0, '0.0.0.0');
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
  const address = tcp.address();
  return {
    udpPort: udp.address().port,
    tcpPort: typeof address === 'object' ? (address?.port ?? 0) : 0,
    arrived: () => ({ datagrams, connections }),
    close: () => {
      udp.close();
      tcp.close();
      for (const socket of open) socket.destroy();
    },
  };
};
