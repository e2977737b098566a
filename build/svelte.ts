import { svelte } from '@sveltejs/vite-plugin-svelte';

/** The one way Svelte is compiled, in the app and in the component tests: runes everywhere but in libraries, CSS in files. */
export const sveltePlugin = () =>
  svelte({
    configFile: false,
    compilerOptions: { css: 'external' },
    dynamicCompileOptions: ({ filename }) => (filename.includes('node_modules') ? undefined : { runes: true }),
  });
