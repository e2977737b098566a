import { createConnection, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { sessionBusTargets } from './bus-address.ts';
import { firstConnection, type Connect } from './first-connection.ts';
import type { SessionBus } from '../../core/ports/session-bus.ts';

declare module '@homebridge/dbus-native' {
  /** Missing in the package's own types. */
  export function createClient(options: { stream: Duplex; authMethods: readonly string[] }): MessageBus;
}

interface Call {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

const questionLimitMs = 1_000;
const callLimitMs = 3_000;
const startLimitMs = 5_000;

interface AskOptions {
  /** Whether an error is a reply too. */
  readonly errorsToo?: boolean;
  /** What counts as the reply where none comes in time. */
  readonly inSilence?: { readonly value: unknown } | null;
}

/** Where the bus is looked for, and how it is connected to. */
interface Way {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly connect: Connect;
}

/** Loaded on first use: most commands never ask the bus. */
const loadClient = () => import('@homebridge/dbus-native');

/** One connection per question: it is closed whatever comes, so nothing of the bus stays open or can keep the program alive. */
const ask = async (
  { environment, connect }: Way,
  call: Call,
  limitMs: number,
  { errorsToo = false, inSilence = null }: AskOptions = {},
): Promise<{ readonly value: unknown } | null> => {
  const targets = sessionBusTargets(environment);
  if (targets.length === 0) return null;
  // The package may no longer be there.
  const client = await loadClient().catch(() => null);
  if (client === null) return null;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), limitMs);
  try {
    const met = await firstConnection(targets, limitMs, connect);
    if (met === 'absent') return null;
    if (met === 'silent') return inSilence;
    return await exchange(met, client.createClient, call, patience.signal, { errorsToo, inSilence });
  } finally {
    clearTimeout(timer);
  }
};

const exchange = (
  stream: Socket,
  createClient: Awaited<ReturnType<typeof loadClient>>['createClient'],
  call: Call,
  patience: AbortSignal,
  { errorsToo, inSilence }: Required<AskOptions>,
): Promise<{ readonly value: unknown } | null> =>
  new Promise((resolve) => {
    const finish = (reply: { readonly value: unknown } | null): void => {
      stream.destroy();
      resolve(reply);
    };
    stream.on('error', () => finish(null));
    patience.addEventListener('abort', () => finish(inSilence));
    if (patience.aborted) return finish(inSilence);
    try {
      const bus = createClient({ stream, authMethods: ['EXTERNAL'] });
      bus.connection.on('error', () => finish(null));
      bus.connection.on('end', () => finish(null));
      bus.invoke(call, (error: unknown, value: unknown) => finish(error && !errorsToo ? null : { value }));
    } catch {
      finish(null);
    }
  });

const toBus = (member: string, ...texts: readonly string[]): Call => ({
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member,
  ...(texts.length === 0 ? {} : { signature: 's', body: texts }),
});

/** A variant arrives as its type beside a list of its values. */
const insideVariant = (variant: unknown): unknown => {
  const values: unknown = Array.isArray(variant) ? variant[1] : null;
  const first: unknown = Array.isArray(values) ? values[0] : null;
  return first ?? null;
};

/** The session bus that the environment names. */
export const sessionBus = (
  environment: Way['environment'],
  connect: Connect = (target) => createConnection(target),
): SessionBus => busOver({ environment, connect });

const busOver = (way: Way): SessionBus => ({
  async hasOwner(name) {
    return (await ask(way, toBus('NameHasOwner', name), questionLimitMs))?.value === true;
  },
  async canStart(name) {
    const names = (await ask(way, toBus('ListActivatableNames'), questionLimitMs))?.value;
    return Array.isArray(names) && names.includes(name);
  },
  async start(name) {
    const call = { ...toBus('StartServiceByName'), signature: 'su', body: [name, 0] };
    return (await ask(way, call, startLimitMs)) !== null;
  },
  async texts(name, path, contract, method) {
    const call = { destination: name, path, interface: contract, member: method };
    const reply = await ask(way, call, questionLimitMs);
    if (reply === null) return null;
    return Array.isArray(reply.value) ? reply.value.filter((text: unknown) => typeof text === 'string') : [];
  },
  async replies(name, path, contract, method, { signature, value }) {
    const call = { destination: name, path, interface: contract, member: method, signature, body: [value] };
    return (await ask(way, call, callLimitMs, { errorsToo: true })) !== null;
  },
  async property(name, path, contract, property) {
    const properties = 'org.freedesktop.DBus.Properties';
    const call = {
      destination: name,
      path,
      interface: properties,
      member: 'Get',
      signature: 'ss',
      body: [contract, property],
    };
    const reply = await ask(way, call, questionLimitMs);
    return reply === null ? null : insideVariant(reply.value);
  },
  async isSilent() {
    const silence = { value: null };
    return (await ask(way, toBus('GetId'), questionLimitMs, { errorsToo: true, inSilence: silence })) === silence;
  },
  warmUp: () =>
    loadClient().then(
      () => undefined,
      () => undefined,
    ),
});
