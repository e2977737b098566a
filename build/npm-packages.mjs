// node_modules, brought to what package-lock.json says, and only when it differs. Built-ins only.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';
import { root } from './project.mjs';
import { Problem } from './steps.mjs';

const packagesIn = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

/** npm notes in node_modules what it installed; packages for other systems are missing there by right. */
function isCurrent() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const installed = packagesIn('node_modules/.package-lock.json');
  const wanted = Object.entries(packagesIn('package-lock.json')).filter(([path]) => path !== '');
  return wanted.every(([path, entry]) => {
    if (!installed[path]) return entry.optional === true || entry.devOptional === true;
    return installed[path].version === entry.version && existsSync(join(root, path));
  });
}

/** Runs `npm ci` when needed. */
export async function ensureNpmPackages() {
  if (isCurrent()) return;
  process.stderr.write('installing the npm packages (half a minute) …\n');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 2, 2] });
  if (code !== 0)
    throw new Problem(
      'npm could not install the packages. Check the network or the registry setting of npm, then try again.',
    );
}
