import { fileURLToPath } from 'node:url';
import { defineConfig, type Rolldown } from 'vite';
import { bundledPackages } from './bundled.ts';
import { sveltePlugin } from './svelte.ts';

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

type ModulesOf = (id: string) => Rolldown.ModuleInfo | null;

/** Whether the first view needs a module: every way of imports from it back to the entry is looked at, without those that wait for a view. */
const isFirst = (id: string, infoOf: ModulesOf, seen = new Set<string>()): boolean => {
  if (seen.has(id)) return false;
  seen.add(id);
  const info = infoOf(id);
  return info !== null && (info.isEntry || info.importers.some((importer) => isFirst(importer, infoOf, seen)));
};

/** The page: files only, nothing inline, so that it lives under `script-src 'self'; style-src 'self'; font-src 'self'`. */
export default defineConfig({
  root: inProject('renderer'),
  base: './',
  plugins: [sveltePlugin(), bundledPackages()],
  build: {
    target: 'chrome130',
    outDir: inProject('out/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      output: {
        // One script and one style sheet until the first rows: each file is asked of main, which has other things to do then.
        codeSplitting: {
          groups: [
            {
              debugName: 'first',
              name: (id, context) => (isFirst(id, (module) => context.getModuleInfo(module)) ? 'first' : null),
            },
          ],
        },
      },
    },
  },
});
