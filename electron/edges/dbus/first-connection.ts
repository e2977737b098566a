import type { NetConnectOpts, Socket } from 'node:net';

/** Starts a connection; Node's `createConnection`. */
export type Connect = (target: NetConnectOpts) => Socket;

/**
 * Returns a connection to the first address that takes one: the D-Bus specification ("Server Addresses") has them tried in order. They share
 * `limitMs`, so that one that swallows connections leaves time for the next. `silent`: none took one, and one did not even refuse it.
 */
export const firstConnection = async (
  targets: readonly NetConnectOpts[],
  limitMs: number,
  connect: Connect,
): Promise<Socket | 'silent' | 'absent'> => {
  let outcome: 'silent' | 'absent' = 'absent';
  for (const target of targets) {
    const met = await connection(target, limitMs / targets.length, connect);
    if (typeof met !== 'string') return met;
    if (met === 'silent') outcome = met;
  }
  return outcome;
};

const connection = (target: NetConnectOpts, limitMs: number, connect: Connect): Promise<Socket | 'silent' | 'absent'> =>
  new Promise<Socket | 'silent' | 'absent'>((resolve) => {
    // A port beyond 65535 or a NUL in a path is thrown: such an address is as good as one where nobody listens.
    const stream = connect(target);
    const giveUp = (outcome: 'silent' | 'absent'): void => {
      clearTimeout(timer);
      stream.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => giveUp('silent'), limitMs);
    const refused = (): void => giveUp('absent');
    stream.once('error', refused);
    stream.once('connect', () => {
      clearTimeout(timer);
      stream.off('error', refused);
      resolve(stream);
    });
  }).catch(() => 'absent');
