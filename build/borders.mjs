// The house in one table: what each storey may import, and which file is the only door to a power.
// build/border-faults.mjs judges by it, for lint (build/lint/plugin.mjs), for test/architecture and for `npm run check -- --borders`.

const electron = (...names) => names.map((name) => `electron/${name}/`);
const [core, contract, page] = ['electron/core/', 'electron/contract/', 'renderer/'];
// prettier-ignore
const below = electron('compose', 'faces', 'program', 'engine', 'edges', 'providers', 'channels', 'core', 'contract', 'demo');
const rooms = (...names) => names.map((name) => `${core}${name}/`);

/**
 * What the files of a folder may import besides each other; the longest entry that holds a file is its row (`*` is one name, a
 * room for itself). What is not named is refused, so every arrow points down.
 */
export const storeys = {
  'electron/main.ts': [...below, 'electron/cli.ts'],
  'electron/cli.ts': below,
  'electron/preload.ts': [core, contract],
  'electron/compose/': below,
  'electron/faces/': electron('core', 'contract', 'program'),
  'electron/program/': [
    ...electron('core', 'contract', 'demo', 'edges', 'engine'),
    'electron/providers/reading/',
    'electron/providers/redaction/',
  ],
  'electron/engine/': electron('core', 'edges'),
  'electron/edges/*/': rooms('model', 'ports'),
  'electron/providers/': [core],
  'electron/channels/': [core],
  'electron/demo/': [core],
  'electron/contract/': [core],
  'electron/core/words/': rooms('model', 'ports', 'deadlines', 'rentals', 'reminders', 'messages'),
  'electron/core/reminders/': rooms('model', 'ports', 'deadlines', 'rentals'),
  'electron/core/rentals/': rooms('model', 'ports', 'deadlines'),
  'electron/core/deadlines/': rooms('model'),
  'electron/core/polling/': rooms('model'),
  'electron/core/updates/': rooms('model'),
  'electron/core/ports/': rooms('model'),
  'electron/core/model/': [],
  'renderer/views/': [page, core, contract],
  'renderer/ui/': [core, contract, 'renderer/styles/', 'renderer/format/'],
  'renderer/format/': [core, contract],
  'renderer/state/': [core, contract, 'renderer/format/', 'renderer/bridge.ts'],
  'renderer/': [page, core, contract],
};

/** What the table cannot say: who alone may import a file. */
export const reserved = [
  {
    files: ['electron/main.ts', 'electron/preload.ts', 'renderer/main.ts'],
    by: [],
    say: 'nothing imports a composition root',
  },
  {
    files: ['electron/cli.ts'],
    by: ['electron/main.ts'],
    say: 'the terminal program is started by itself, or by main.ts before anything else',
  },
  {
    files: ['electron/providers/registry.ts'],
    by: ['electron/cli.ts', 'electron/compose/'],
    say: 'the composition roots give the list of providers; take it as an argument',
  },
  {
    files: ['renderer/views/', 'renderer/App.svelte'],
    by: ['renderer/views/', 'renderer/App.svelte', 'renderer/main.ts'],
    say: 'views compose nouns, never the other way round',
  },
  {
    files: ['renderer/bridge.ts'],
    by: ['renderer/state/', 'renderer/main.ts', 'renderer/App.svelte'],
    say: 'components reach main through renderer/state',
  },
];

/** Names that a storey must not know: what program offers has to fit through a wall between threads. */
export const unknownNames = [
  {
    from: 'electron/program/',
    names: ['Database', 'Engine', 'Poller'],
    say: 'program takes its sources and its host (electron/engine/host.ts)',
  },
];

/** Storeys that touch nothing: no file, no socket, no process, no clock. */
export const pure = [core, contract, 'electron/providers/'];

/** Storeys that may import the package `electron`; all others run in the terminal program too. */
export const withElectron = [
  'electron/main.ts',
  'electron/preload.ts',
  ...electron('compose', 'faces/window', 'faces/tray', 'faces/ipc'),
  'electron/channels/desktop/native.ts',
  'electron/edges/http/electron.ts',
  'electron/edges/updates/mac.ts',
];

/** A power that one door guards: packages (or built-ins) that only the files under `doors` import. */
export const doors = [
  {
    packages: ['keytar'],
    doors: ['electron/edges/secrets/vault.ts'],
    say: 'the keychain is reached through electron/edges/secrets/vault.ts',
  },
  {
    packages: ['@photostructure/sqlite', 'node:sqlite', 'better-sqlite3'],
    doors: ['electron/edges/store/connection.ts'],
    say: 'the database driver is reached through electron/edges/store/connection.ts',
  },
  {
    packages: [
      'undici',
      'node:http',
      'node:https',
      'node:http2',
      'http',
      'https',
      'http2',
      'axios',
      'got',
      'ky',
      'node-fetch',
    ],
    doors: ['electron/edges/http/', 'electron/demo/'],
    say: 'HTTP goes through electron/core/ports/http.ts (only the servers in electron/demo use node:http themselves)',
  },
  {
    packages: ['node-notifier'],
    doors: ['electron/channels/desktop/node-notifier.ts'],
    say: 'use the channel in electron/channels/desktop/node-notifier.ts',
  },
  {
    packages: ['electron-updater'],
    doors: ['electron/edges/updates/'],
    say: 'updates come through electron/core/ports/updater.ts',
  },
  {
    packages: ['@homebridge/dbus-native'],
    doors: ['electron/edges/dbus/'],
    say: 'D-Bus is reached through electron/edges/dbus/',
  },
];

/** Names that one file alone may import from a package. */
export const namedDoors = [
  {
    package: 'electron',
    name: 'ipcMain',
    doors: ['electron/faces/ipc/router.ts'],
    say: 'requests are answered through electron/faces/ipc/router.ts',
  },
  {
    package: 'electron',
    name: 'ipcRenderer',
    doors: ['electron/preload.ts'],
    say: 'the preload is the only end of IPC in the page',
  },
  {
    package: 'electron',
    name: 'contextBridge',
    doors: ['electron/preload.ts'],
    say: 'the preload is the only bridge to the page',
  },
  {
    package: 'electron',
    name: 'safeStorage',
    doors: [],
    say: 'keys live in the keychain, through electron/edges/secrets/vault.ts',
  },
  ...['request', 'get', 'Agent', 'ClientRequest'].map((name) => ({
    package: 'node:http',
    name,
    doors: ['electron/edges/http/'],
    say: 'HTTP goes through electron/core/ports/http.ts; electron/demo only serves',
  })),
];

export const effects =
  /^(node:)?(fs|fs\/promises|net|tls|dns|child_process|worker_threads|timers|timers\/promises|os|process|http|https)$|^electron$/;

/** Folders of one provider each: `electron/providers/<id>/`. The others there are shared. */
export const providerFolder = /^electron\/providers\/(?!(?:reading|walking|redaction)\/)(\w+)\//;

/** Files besides a provider's own folder that may name it: the one list, and the servers that play it. */
export const namers = ['electron/providers/registry.ts', 'electron/demo/'];

/** Files that may ask what time it is, or roll dice; everywhere else both are arguments. */
export const timekeepers = [
  'electron/edges/system/',
  'electron/demo/',
  'electron/main.ts',
  'electron/cli.ts',
  'renderer/main.ts',
  'renderer/state/now.svelte.ts',
];

/** The only files that ask the runtime where the computer is: the door to its time zone, and that to its language. */
export const whereabouts = ['electron/edges/system/time-zone.ts', 'electron/edges/system/locale.ts'];

/** The only file that reads what the preload put on the window. */
export const bridge = 'renderer/bridge.ts';
