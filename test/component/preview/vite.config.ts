import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { sveltePlugin } from '../../../build/svelte.ts';

/** Builds the preview page with the same plugins as the product; the output lies outside of it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [sveltePlugin()],
  build: {
    target: 'chrome130',
    outDir: fileURLToPath(new URL('../../../out/preview', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
