import { mkdtempSync } from 'node:fs';
import { createConnection, createServer, Socket, type NetConnectOpts, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sessionBusTargets } from '../../../../electron/edges/dbus/bus-address.ts';
import { sessionBus } from '../../../../electron/edges/dbus/session-bus.ts';

describe('the address of the session bus', () => {
  const targets = (address: string) => sessionBusTargets({ DBUS_SESSION_BUS_ADDRESS: address });

  it('is read as the specification writes it', () => {
    expect(targets('unix:path=/run/user/1000/bus')).toEqual([{ path: '/run/user/1000/bus' }]);
    expect(targets('unix:path=/tmp/dbus-%5fx,guid=12')).toEqual([{ path: '/tmp/dbus-_x' }]);
    expect(targets('unix:abstract=/tmp/dbus-abc,guid=12')).toEqual([{ path: '\0/tmp/dbus-abc' }]);
    expect(targets('tcp:host=127.0.0.1,port=5000')).toEqual([{ host: '127.0.0.1', port: 5000 }]);
    expect(targets('unix:path=/first;autolaunch:;unix:path=/second;')).toEqual([
      { path: '/first' },
      { path: '/second' },
    ]);
    expect(targets('autolaunch:')).toEqual([]);
    expect(targets('nonsense')).toEqual([]);
  });

  it('falls back to the user bus of systemd', () => {
    expect(sessionBusTargets({ XDG_RUNTIME_DIR: '/run/user/1000' })).toEqual([{ path: '/run/user/1000/bus' }]);
    expect(sessionBusTargets({})).toEqual([]);
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

/** Takes connections and says nothing. */
const silentBus = async () => {
  const came: Socket[] = [];
  const port = await listening((socket) => {
    socket.resume();
    came.push(socket);
  });
  return { address: `tcp:host=127.0.0.1,port=${port}`, came };
};

describe('several addresses of a session bus', () => {
  const nowhere = `unix:path=${join(tmpdir(), 'leasebell-no-such-bus')}`;
  const isSilent = (address: string) => sessionBus({ DBUS_SESSION_BUS_ADDRESS: address }).isSilent();

  it.each([nowhere, 'tcp:host=127.0.0.1,port=70000', 'unix:path=a%00b', 'autolaunch:', `${nowhere};${nowhere}`])(
    'are tried in turn: %s first',
    async (first) => {
      const { address, came } = await silentBus();
      // Silent is only a bus that took the connection.
      expect(await isSilent(`${first};${address}`)).toBe(true);
      expect(came).toHaveLength(1);
    },
  );

  it('are left alone after the first that takes the connection', async () => {
    const [first, second] = [await silentBus(), await silentBus()];
    expect(await isSilent(`${nowhere};${first.address};${second.address}`)).toBe(true);
    expect([first.came.length, second.came.length]).toEqual([1, 0]);
  });

  it('share the time of one question: one that swallows connections does not use it up', async () => {
    const second = await silentBus();
    const opened: Socket[] = [];
    // An address that neither takes nor refuses: a socket that was never connected.
    const connect = (target: NetConnectOpts): Socket => {
      const socket = 'path' in target ? new Socket() : createConnection(target);
      opened.push(socket);
      return socket;
    };
    const bus = sessionBus({ DBUS_SESSION_BUS_ADDRESS: `unix:path=/swallows;${second.address}` }, connect);
    expect(await bus.isSilent()).toBe(true);
    expect(second.came).toHaveLength(1);
    expect(opened.every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('that all refuse are the same as none', async () => {
    expect(await everyAnswer(`${nowhere};tcp:host=127.0.0.1,port=70000`)).toEqual(no);
    expect(await isSilent(`${nowhere};${nowhere}`)).toBe(false);
  });
});

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
