// npm start [-- --demo --hidden --data-dir FOLDER]: sets everything up and opens the app; without a display it shows the demo in the terminal instead.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureNpmPackages } from './npm-packages.mjs';
import { ask, run } from './process.mjs';
import { root } from './project.mjs';
import { assertNode, hasDisplay } from './setup.mjs';
import { countSteps, endWith, Problem } from './steps.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { readWords } from './words.mjs';

const appArguments = process.argv.slice(2);
const script = (name) => join(root, 'build', name);

async function build(...parts) {
  if ((await run(process.execPath, [script('compile.mjs'), ...parts], { stdio: ['ignore', 2, 2] })) !== 0) {
    throw new Problem('The program could not be built; the reason stands above.');
  }
}

async function terminalDemo(reason) {
  process.stderr.write(`\n${reason} Here is the demo in the terminal instead.\n\n`);
  return run(process.execPath, [script('cli.mjs'), 'demo']);
}

async function startInTerminal() {
  const { step } = countSteps(3);
  await step('Node version', assertNode);
  await step('npm packages', ensureNpmPackages);
  await step('building the terminal program', () => build('main'));
  return terminalDemo('There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).');
}

function missingLibraries(executable) {
  if (process.platform !== 'linux') return [];
  return [...(ask('ldd', [executable]) ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
}

/** Ubuntu 24.04 and later let only known programs make the sandbox's namespaces, unless the helper may do it. */
function warnAboutSandbox({ executable }) {
  const helper = join(dirname(executable), 'chrome-sandbox');
  try {
    const restricted = readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8').trim() === '1';
    const allowed = (statSync(helper).mode & 0o4000) !== 0;
    if (!restricted || allowed || process.getuid() === 0) return;
    process.stderr.write(`If the sandbox is refused: sudo chown root '${helper}' && sudo chmod 4755 '${helper}'\n`);
  } catch {
    // Another system without that setting or that helper: nothing to warn about.
  }
}

async function findRuntime() {
  const { resolveRuntime } = await import('./runtime.mjs');
  try {
    return await resolveRuntime();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return null;
  }
}

async function startWithWindow() {
  const { step } = countSteps(5);
  await step('Node version', assertNode);
  await step('system packages', () => ensureSystemPackages('start'));
  await step('npm packages', ensureNpmPackages);
  await step('building the app', () => build());
  const runtime = await step('Electron', findRuntime);
  if (!runtime) return terminalDemo('The app cannot be opened without Electron.');
  const missing = missingLibraries(runtime.executable);
  if (missing.length > 0)
    return terminalDemo(`The app cannot be opened, these libraries are missing: ${missing.join(', ')}.`);
  warnAboutSandbox(runtime);
  // Chromium refuses to run its sandbox for root; nobody else is started without one.
  const rootOnly = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  process.stderr.write(
    `\nLeasebell opens with Electron ${runtime.version}. Closing its window leaves it in the tray; Ctrl+C here ends it.\n`,
  );
  return run(runtime.executable, [...rootOnly, root, ...appArguments]);
}

readWords(import.meta.url, {
  options: { demo: { type: 'boolean' }, hidden: { type: 'boolean' }, 'data-dir': { type: 'string' } },
});
try {
  process.exitCode = await (hasDisplay() ? startWithWindow() : startInTerminal());
} catch (error) {
  endWith(error);
}
