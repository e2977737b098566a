// What nobody uses. `npm run check` asks twice: with the tests, what is left over altogether; without them (`--production`, the files
// with a `!`), what the product does not need.
const asked = process.argv.includes('--production') ? 'product' : 'all';

/** Exports that the product runs in their own file and a test reaches from outside. Whoever adds one says why. */
const reachedByTests = {
  // Published vectors give the steps of a signature, not only its end.
  'electron/providers/{alibaba,qiniu,unicloud}/sign.ts': ['exports'],
  // The walk alone, without a provider's session, and the example provider of test/provider/minimal.
  'electron/providers/walking/paging.ts': ['exports'],
  // The fault scripts refuse in the very words of the servers.
  'electron/demo/*-server.ts': ['exports'],
  // A log in memory, and zones that this computer is not in.
  'electron/edges/system/{log,time-zone}.ts': ['exports'],
  // What the program takes for an address is held against what the builder takes.
  'electron/edges/updates/feed.ts': ['exports'],
  // A room that is full, without a gibibyte of orders; and as many messages as nobody reads.
  'electron/engine/polling/room.ts': ['exports'],
  'electron/faces/terminal/message-sink.ts': ['exports'],
  // Addresses that no `Request` can be made of.
  'electron/faces/window/app-protocol.ts': ['exports'],
};

export default {
  entry: [
    'electron/{main,cli,preload}.ts!',
    'build/*.mjs',
    'build/{icons,dependencies}/*.mjs',
    // Electron starts these two by folder.
    'build/{default-app,icons/blank-app}/main.js',
    // Started by name, in a child process or by the e2e runner.
    'build/readme-table.ts',
    'test/faults/{ringer-child,soak-child,kill}.ts',
    'test/bench/{run,programs/*}.ts',
    'test/bench/floors/*/main.mjs',
    'test/unit/faces/terminal/watch-child.ts',
    'test/e2e/harness/session.mjs',
    // Their errors are what `npm run check` looks for.
    'test/canary/*',
  ],
  project: ['electron/**/*.ts!', 'renderer/**/*.{ts,svelte}!', 'build/**/*.{ts,mjs,js}', 'test/**/*.{ts,svelte,mjs}'],
  vite: { config: ['build/vite.*.ts', 'test/component/preview/vite.config.ts'] },
  vitest: { config: ['build/vitest*.config.ts'] },
  ignoreIssues: asked === 'product' ? reachedByTests : {},
  ignoreDependencies: [
    // Started or loaded by path: build/check.mjs, build/package.mjs, build/project.inlang/settings.json.
    'svelte-check',
    'electron-builder',
    '@inlang/plugin-message-format',
    // Stryker loads it by name: build/mutate.mjs.
    '@stryker-mutator/vitest-runner',
    // Comes with electron, and `unzip` serves where it is missing (build/fallback-runtime.mjs).
    '@electron-internal/extract-zip',
  ],
  // The desktop of the e2e tests, a pipe, and a terminal.
  ignoreBinaries: ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'mkfifo', 'mount', 'script', 'umount'],
};
