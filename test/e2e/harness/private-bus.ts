import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A message bus of one test alone, beside that of the session. */
export interface PrivateBus {
  readonly address: string;
  /** Ends the bus and so what is connected to it. */
  close(): void;
}

/** Starts a bus that knows no service but those that a test puts there. */
export async function startPrivateBus(): Promise<PrivateBus> {
  const args = ['--session', '--nofork', '--nopidfile', '--print-address=1'];
  const daemon = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: daemon.stdout });
  const [address]: unknown[] = await once(lines, 'line');
  lines.close();
  return { address: String(address), close: () => void daemon.kill() };
}
