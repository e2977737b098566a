import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ElectronApplication } from 'playwright-core';
import { slicesSchema, type Slices } from '../life/slices.ts';

/** Watches the main thread of an app's main process from within, until the function that it resolves with is called. */
export const watchMain = async (electron: ElectronApplication): Promise<() => Promise<Slices>> => {
  const address = pathToFileURL(join(process.cwd(), 'out/bench/main-slices.js')).href;
  await runInMain(
    electron,
    `import(${JSON.stringify(address)}).then(({ watchSlices }) => { globalThis.endSlices = watchSlices(); })`,
  );
  return async () => slicesSchema.parse(await runInMain(electron, 'globalThis.endSlices()'));
};

/** Runs a script in the main process: a function that is evaluated there has no `import` of its own. */
const runInMain = (electron: ElectronApplication, text: string): Promise<unknown> =>
  electron.evaluate((_electron, source) => {
    const vm = process.getBuiltinModule('node:vm');
    const loader = { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
    const value: unknown = new vm.Script(source, loader).runInThisContext();
    return value;
  }, text);
