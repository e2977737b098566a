import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { bundledPackages } from './bundled.ts';

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Packages with binaries beside them, or provided by the runtime; everything else is bundled. */
const external = ['electron', 'keytar', '@photostructure/sqlite', 'node-notifier'];

/** The tray's pictures are read as files at run time, from beside the program. */
const trayIcons = (): Plugin => ({
  name: 'tray-icons',
  writeBundle({ dir }) {
    if (dir) cpSync(inProject('build/icons/tray'), join(dir, 'tray'), { recursive: true });
  },
});

/** The main process and the terminal program: two entries over shared chunks, ES modules for Node 20. Small, since each start compiles them. */
export default defineConfig({
  root: inProject('.'),
  publicDir: false,
  plugins: [trayIcons(), bundledPackages()],
  resolve: { conditions: ['node'] },
  ssr: { noExternal: true, external, target: 'node' },
  build: {
    ssr: true,
    target: 'node20',
    outDir: inProject('out/main'),
    emptyOutDir: true,
    minify: true,
    // Beside the program and not in the package: what a stack in somebody's log means is found by building the same commit.
    sourcemap: 'hidden',
    rolldownOptions: {
      input: { main: inProject('electron/main.ts'), cli: inProject('electron/cli.ts') },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
