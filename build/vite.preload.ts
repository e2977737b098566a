import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { bundledPackages } from './bundled.ts';

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The preload: one CommonJS file that requires nothing but `electron`, as a sandboxed preload must. */
export default defineConfig({
  root: inProject('.'),
  publicDir: false,
  plugins: [bundledPackages()],
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  build: {
    ssr: true,
    target: 'node20',
    outDir: inProject('out/preload'),
    emptyOutDir: true,
    minify: true,
    rolldownOptions: {
      input: { preload: inProject('electron/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});
