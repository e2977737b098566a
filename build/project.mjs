// Where the project lies, and what every build script needs to know about itself.
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Whether the module at `moduleUrl` is the script that node was started with. */
export function isMain(moduleUrl) {
  const script = process.argv[1];
  return script !== undefined && realpathSync(resolve(script)) === realpathSync(fileURLToPath(moduleUrl));
}
