import type { Socket } from 'node:net';
import type { BusCall, BusFault } from '../../core/ports/bus-link.ts';

/** One connection to a bus. */
export interface BusClient {
  call(call: BusCall, limitMs: number): Promise<readonly unknown[] | BusFault>;
  /** Asks the bus for the signals that a match rule fits (D-Bus specification, "Match Rules"). */
  match(rule: string): void;
  end(): void;
}

/** What a connection tells. */
export interface BusNews {
  readonly onSignal: (contract: string, member: string, body: readonly unknown[]) => void;
  /** It is gone; told once. */
  readonly onLost: () => void;
}

/** The kind of a message that is a signal (D-Bus specification, "Message Types"). */
const signalKind = 4;

const textOf = (message: object, name: string): string => {
  const value: unknown = Reflect.get(message, name);
  return typeof value === 'string' ? value : '';
};

const bodyOf = (message: object): readonly unknown[] => {
  const body: unknown = Reflect.get(message, 'body');
  return Array.isArray(body) ? body : [];
};

/** Speaks D-Bus over a connected socket; null where the package is gone or refuses. */
export const openClient = async (stream: Socket, { onSignal, onLost }: BusNews): Promise<BusClient | null> => {
  const library = await import('@homebridge/dbus-native').catch(() => null);
  if (library === null || stream.destroyed) {
    stream.destroy();
    return null;
  }
  let isLost = false;
  const lost = (): void => {
    if (isLost) return;
    isLost = true;
    stream.destroy();
    onLost();
  };
  // A bus that ends says nothing more, and nobody else listens for the errors of its socket.
  stream.on('error', lost).on('close', lost);
  const bus = library.createClient({ stream, authMethods: ['EXTERNAL'] });
  bus.connection.on('error', lost).on('end', lost);
  bus.connection.on('message', (message: object) => {
    if (Reflect.get(message, 'type') !== signalKind) return;
    onSignal(textOf(message, 'interface'), textOf(message, 'member'), bodyOf(message));
  });
  return {
    call: ({ name, path, contract, method, signature, body }, limitMs) =>
      new Promise((resolve) => {
        if (isLost) return resolve('absent');
        const timer = setTimeout(() => resolve('silent'), limitMs);
        const call = { destination: name, path, interface: contract, member: method, signature, body };
        bus.invoke(call, (error: unknown, ...values: readonly unknown[]) => {
          clearTimeout(timer);
          resolve(error ? 'refused' : values);
        });
      }),
    match: (rule) => {
      const driver = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' };
      const call = { ...driver, interface: 'org.freedesktop.DBus', member: 'AddMatch', signature: 's', body: [rule] };
      bus.invoke(call, () => undefined);
    },
    end: () => {
      isLost = true;
      stream.destroy();
    },
  };
};
