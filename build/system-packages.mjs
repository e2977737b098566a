// The Debian packages that the app and its tests need on a bare Linux machine. Built-ins only.
import { ask, has, run } from './process.mjs';
import { Problem } from './steps.mjs';

const toRun = ['libsecret-1-0', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];
const toTest = ['xvfb', 'xauth', 'dbus', 'dbus-x11', 'gnome-keyring', 'libnotify-bin', 'fonts-wqy-microhei'];

/** What each purpose needs. */
export const packagesFor = { start: toRun, test: [...toRun, ...toTest] };

/** Newer releases carry some libraries under a second name, after their 64-bit clock. */
const namesOf = (name) => [name, `${name}t64`];

const isInstalled = (name) =>
  namesOf(name).some((each) => ask('dpkg-query', ['-W', '-f=${Status}', each])?.includes('ok installed') ?? false);

const canInstall = (name) => /Candidate: (?!\(none\))/.test(ask('apt-cache', ['policy', name]) ?? '');

const installableName = (name) => namesOf(name).find(canInstall) ?? name;

async function install(missing) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = ['ignore', 'ignore', 2];
  process.stderr.write(`installing ${missing.join(' ')}\n`);
  await run('apt-get', ['update', '-qq'], { env, stdio });
  const names = missing.map(installableName);
  const code = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env, stdio });
  if (code !== 0)
    throw new Problem(
      `apt-get could not install ${names.join(' ')}. Check the network and the package sources, then try again.`,
    );
}

/** Installs what is missing when that is allowed, else prints the command. Returns whether everything is there. */
export async function ensureSystemPackages(purpose) {
  if (process.platform !== 'linux') return true;
  const wanted = packagesFor[purpose];
  if (!has('dpkg-query')) {
    process.stderr.write(
      `This is not Debian or Ubuntu: make sure that the counterparts of these are installed: ${wanted.join(' ')}\n`,
    );
    return true;
  }
  const missing = wanted.filter((name) => !isInstalled(name));
  if (missing.length === 0) return true;
  if (process.getuid() === 0) {
    await install(missing);
    return true;
  }
  const names = missing.map(installableName).join(' ');
  process.stderr.write(
    `Some system packages are missing. Install them with:\n  sudo apt-get update && sudo apt-get install -y ${names}\n`,
  );
  return false;
}
