import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Makes one file that Node runs of a script of this folder, beside node_modules, where the driver lies. Returns its path. */
export const buildChild = async (name: 'ringer-child' | 'soak-child'): Promise<string> => {
  const output = inProject(`out/faults/${name}`);
  await build({
    configFile: false,
    root: inProject('.'),
    publicDir: false,
    logLevel: 'warn',
    resolve: { conditions: ['node'] },
    ssr: { noExternal: true, external: ['@photostructure/sqlite'], target: 'node' },
    build: {
      ssr: inProject(`test/faults/${name}.ts`),
      target: 'node20',
      outDir: output,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: '[name].js' } },
    },
  });
  return join(output, `${name}.js`);
};
