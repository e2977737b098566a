import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { bundledPackages } from './bundled.ts';
import { sveltePlugin } from './svelte.ts';

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

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
  },
});
