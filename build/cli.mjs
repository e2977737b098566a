// The terminal program from a checkout: builds it when its sources changed (heard on stderr only), then becomes it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isCurrent } from './parts.mjs';
import { root } from './project.mjs';

const program = join(root, 'out/main/cli.js');

/** The compiler and all that it starts need none of our variables, and `LEASEBELL_SECRETS` must reach no other program. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LEASEBELL_')));

function build() {
  if (!existsSync(join(root, 'node_modules/vite'))) {
    process.stderr.write('The packages are not installed yet. Run "npm ci" in this folder first.\n');
    process.exit(1);
  }
  const { status } = spawnSync(process.execPath, [join(root, 'build/compile.mjs'), 'main'], {
    stdio: ['ignore', 2, 2],
    env: environment,
  });
  if (status !== 0) process.exit(1);
}

if (!isCurrent('main')) build();
process.argv = [process.execPath, program, ...process.argv.slice(2)];
await import(pathToFileURL(program).href);
