// Runs a command in a desktop session of its own: `node test/e2e/harness/session.mjs <command> [argument…]`.
// A throwaway home and runtime folder, a virtual screen, a session bus, and a real keyring that is unlocked.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const inside = '--inside-session';
const script = fileURLToPath(import.meta.url);

function end(child) {
  return new Promise((resolve) => {
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The folders of somebody who has just got this computer. */
function freshPerson(base) {
  const folder = (name) => {
    mkdirSync(join(base, name), { recursive: true });
    return join(base, name);
  };
  const runtime = folder('runtime');
  chmodSync(runtime, 0o700);
  return {
    HOME: folder('home'),
    XDG_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: folder('home/.config'),
    XDG_DATA_HOME: folder('home/.local/share'),
    XDG_CACHE_HOME: folder('home/.cache'),
    // Accessibility would be started over the bus, needs one more service and is not what these tests look at.
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
  };
}

async function outside(command) {
  const base = mkdtempSync(join(tmpdir(), 'leasebell-session-'));
  try {
    const env = { ...process.env, ...freshPerson(base) };
    for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'GNOME_KEYRING_CONTROL'])
      delete env[name];
    const screen = ['-a', '-s', '-screen 0 1600x1000x24 -nolisten tcp'];
    const args = [...screen, 'dbus-run-session', '--', process.execPath, script, inside, ...command];
    return await end(spawn('xvfb-run', args, { env, stdio: 'inherit' }));
  } finally {
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  }
}

const keyringName = 'string:org.freedesktop.secrets';
const isOnBus = () => {
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    keyringName,
  ];
  return spawnSync('dbus-send', question, { encoding: 'utf8' }).stdout?.includes('boolean true');
};

/** The password is that of a keyring which lives for one run. */
async function startKeyring() {
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.once('error', (error) => process.stderr.write(`${error.message}\n`));
  daemon.stdin.end('e2e');
  for (let tries = 0; !isOnBus(); tries += 1) {
    if (tries > 100) throw new Error('gnome-keyring-daemon did not come up within ten seconds.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return daemon;
}

async function within([program, ...args]) {
  const keyring = await startKeyring();
  const code = await end(spawn(program, args, { stdio: 'inherit' }));
  keyring.kill();
  return code;
}

const args = process.argv.slice(2);
process.exitCode = args[0] === inside ? await within(args.slice(1)) : await outside(args);
