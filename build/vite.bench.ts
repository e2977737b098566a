import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Each program of test/bench/programs becomes a file of its own, and so does the runner. */
const programs = Object.fromEntries(
  readdirSync(inProject('test/bench/programs'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name.replace('.ts', ''), inProject(`test/bench/programs/${name}`)]),
);

/** What `npm run bench` runs, bundled like the program itself: a floor must not be slower for loading hundreds of files. */
export default defineConfig({
  root: inProject('.'),
  publicDir: false,
  resolve: { conditions: ['node'] },
  ssr: {
    noExternal: true,
    external: [
      ...['electron', '@electron/asar', 'keytar', '@photostructure/sqlite', 'node-notifier'],
      ...['playwright-core', '@homebridge/dbus-native'],
    ],
    target: 'node',
  },
  build: {
    ssr: true,
    target: 'node20',
    outDir: inProject('out/bench'),
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: { run: inProject('test/bench/run.ts'), ...programs },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
