import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The unprivileged user and group that every Linux has. */
const nobody = { uid: 65_534, gid: 65_534 };

/** Root may join this bus as well: the stand-ins of the test are root's. */
const busConfig = (path: string): string => `<busconfig>
  <type>session</type>
  <listen>unix:path=${path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
  </policy>
</busconfig>
`;

/** Somebody who is not root, at a desktop of their own: a home, a session bus, an unlocked keyring. */
export interface Person {
  readonly home: string;
  readonly busAddress: string;
  readonly user: typeof nobody;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends what runs for them, and removes their home. */
  leave(): Promise<void>;
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, 'exit');
  child.kill();
  await end;
};

/** The test has to be root: it starts programs as another user. */
export const startPerson = async (): Promise<Person> => {
  const home = mkdtempSync(join(tmpdir(), 'leasebell-person-'));
  const runtime = join(home, 'runtime');
  mkdirSync(runtime);
  cpSync(process.env['XAUTHORITY'] ?? '', join(home, 'Xauthority'));
  for (const path of [home, runtime, join(home, 'Xauthority')]) chownSync(path, nobody.uid, nobody.gid);
  chmodSync(runtime, 0o700);
  const config = join(home, 'bus.conf');
  writeFileSync(config, busConfig(join(home, 'bus')));
  const busAddress = `unix:path=${join(home, 'bus')}`;
  const env = {
    ...process.env,
    ...{ HOME: home, XDG_RUNTIME_DIR: runtime, XAUTHORITY: join(home, 'Xauthority'), LANG: 'en_US.UTF-8' },
    ...{ DBUS_SESSION_BUS_ADDRESS: busAddress, LANGUAGE: 'en', LC_ALL: 'en_US.UTF-8' },
    ...{ XDG_CONFIG_HOME: undefined, XDG_DATA_HOME: undefined, XDG_CACHE_HOME: undefined },
  };
  const options = { ...nobody, cwd: home, env };
  const words = [`--config-file=${config}`, '--nofork', '--print-address'];
  const bus = spawn('dbus-daemon', words, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
  await once(bus.stdout, 'data');
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    ...options,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // The password is that of a keyring which lives for one run.
  keyring.stdin.end('e2e');
  return {
    ...{ home, busAddress, user: nobody, env },
    leave: async () => {
      await ended(keyring);
      await ended(bus);
      rmSync(home, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
    },
  };
};
