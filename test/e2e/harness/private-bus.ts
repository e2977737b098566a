import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A message bus of one test alone, beside that of the session. */
export interface PrivateBus {
  readonly address: string;
  /** Ends the bus and so what is connected to it; resolves once it is gone. */
  close(): Promise<void>;
}

/** Starts a bus that knows no service but those that a test puts there; at `path`, or anywhere. */
export async function startPrivateBus(path?: string): Promise<PrivateBus> {
  const place = path === undefined ? [] : [`--address=unix:path=${path}`];
  const args = ['--session', '--nofork', '--nopidfile', '--print-address=1', ...place];
  const daemon = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: daemon.stdout });
  const [address]: unknown[] = await once(lines, 'line');
  lines.close();
  return {
    address: String(address),
    close: async () => {
      const gone = once(daemon, 'exit');
      daemon.kill();
      await gone;
    },
  };
}
