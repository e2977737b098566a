import { mkdtempSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sessionBusTarget } from '../../../../electron/edges/dbus/bus-address.ts';
import { sessionBus } from '../../../../electron/edges/dbus/session-bus.ts';

describe('the address of the session bus', () => {
  const target = (address: string) => sessionBusTarget({ DBUS_SESSION_BUS_ADDRESS: address });

  it('is read as the specification writes it', () => {
    expect(target('unix:path=/run/user/1000/bus')).toEqual({ path: '/run/user/1000/bus' });
    expect(target('unix:path=/tmp/dbus-%5fx,guid=12')).toEqual({ path: '/tmp/dbus-_x' });
    expect(target('unix:abstract=/tmp/dbus-abc,guid=12')).toEqual({ path: '\0/tmp/dbus-abc' });
    expect(target('tcp:host=127.0.0.1,port=5000')).toEqual({ host: '127.0.0.1', port: 5000 });
    expect(target('autolaunch:;unix:path=/second')).toEqual({ path: '/second' });
    expect(target('autolaunch:')).toBeNull();
    expect(target('nonsense')).toBeNull();
  });

  it('falls back to the user bus of systemd', () => {
    expect(sessionBusTarget({ XDG_RUNTIME_DIR: '/run/user/1000' })).toEqual({ path: '/run/user/1000/bus' });
    expect(sessionBusTarget({})).toBeNull();
  });
});

const open: { server: Server; sockets: Set<Socket> }[] = [];

const listening = (onConnection: (socket: Socket) => void): Promise<number> =>
  new Promise((resolve) => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      onConnection(socket);
    });
    open.push({ server, sockets });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

const everyAnswer = async (address: string) => {
  const bus = sessionBus({ DBUS_SESSION_BUS_ADDRESS: address });
  return Promise.all([
    bus.hasOwner('a.b'),
    bus.canStart('a.b'),
    bus.texts('a.b', '/', 'a.b', 'Ping'),
    bus.property('a.b', '/', 'a.b', 'P'),
    bus.replies('a.b', '/', 'a.b', 'Search', { signature: 's', value: 'x' }),
  ]);
};

const no = [false, false, null, null, false];

describe('a session bus that is no use', () => {
  it('is the same as none: not there', async () => {
    expect(await everyAnswer('')).toEqual(no);
    expect(await everyAnswer(`unix:path=${join(mkdtempSync(join(tmpdir(), 'leasebell-bus-')), 'none')}`)).toEqual(no);
  });

  it.each(['tcp:host=127.0.0.1,port=70000', 'tcp:host=127.0.0.1,port=1.5', 'tcp:host=a%00b,port=1', 'unix:path=a%00b'])(
    'is the same as none: %s is no address',
    async (address) => {
      expect(await everyAnswer(address)).toEqual(no);
      expect(await sessionBus({ DBUS_SESSION_BUS_ADDRESS: address }).start('a.b')).toBe(false);
    },
  );

  it('is silent only where it takes the connection and says nothing', async () => {
    const silent = async (address: string) => sessionBus({ DBUS_SESSION_BUS_ADDRESS: address }).isSilent();
    expect(await silent(`tcp:host=127.0.0.1,port=${await listening(() => undefined)}`)).toBe(true);
    expect(await silent(`tcp:host=127.0.0.1,port=${await listening((socket) => socket.end())}`)).toBe(false);
    expect(await silent('')).toBe(false);
  });

  it('is not asked when its package is loaded ahead of time', async () => {
    let connections = 0;
    const port = await listening(() => (connections += 1));
    await sessionBus({ DBUS_SESSION_BUS_ADDRESS: `tcp:host=127.0.0.1,port=${port}` }).warmUp();
    expect(connections).toBe(0);
  });

  it('is the same as none: hangs up, or talks nonsense', async () => {
    const hangsUp = await listening((socket) => socket.end());
    expect(await everyAnswer(`tcp:host=127.0.0.1,port=${hangsUp}`)).toEqual(no);
    const nonsense = await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await everyAnswer(`tcp:host=127.0.0.1,port=${nonsense}`)).toEqual(no);
  });

  it('is the same as none: never answers; the connection is given up', async () => {
    const closed: Promise<void>[] = [];
    const silent = await listening((socket) => {
      socket.resume();
      closed.push(new Promise((resolve) => socket.on('close', () => resolve())));
    });
    expect(await everyAnswer(`tcp:host=127.0.0.1,port=${silent}`)).toEqual(no);
    await Promise.all(closed);
    expect(closed).toHaveLength(5);
  });
});
