// The borders of the tree, in one table: which folder may not import which, and which file is the only door to a power.
// build/border-faults.mjs judges by it, for lint (build/lint/plugin.mjs) and for test/architecture.

/** A power that one door guards: packages (or built-ins) that only the files under `doors` import. */
export const doors = [
  {
    packages: ['keytar'],
    doors: ['electron/secrets/vault.ts'],
    say: 'the keychain is reached through electron/secrets/vault.ts',
  },
  {
    packages: ['@photostructure/sqlite', 'node:sqlite', 'better-sqlite3'],
    doors: ['electron/store/database.ts'],
    say: 'the database driver is reached through electron/store/database.ts',
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
    doors: ['electron/http/', 'electron/demo/'],
    say: 'HTTP goes through electron/http/port.ts (only the servers in electron/demo use node:http themselves)',
  },
  {
    packages: ['node-notifier'],
    doors: ['electron/notify/node-notifier.ts'],
    say: 'use the channel in electron/notify/node-notifier.ts',
  },
  {
    packages: ['@homebridge/dbus-native'],
    doors: ['electron/notify/dbus.ts'],
    say: 'D-Bus is reached through electron/notify/dbus.ts',
  },
];

/** Names that one file alone may import from a package. */
export const namedDoors = [
  {
    package: 'electron',
    name: 'ipcMain',
    doors: ['electron/ipc/router.ts'],
    say: 'requests are answered through electron/ipc/router.ts',
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
    say: 'keys live in the keychain, through electron/secrets/vault.ts',
  },
  ...['request', 'get', 'Agent', 'ClientRequest'].map((name) => ({
    package: 'node:http',
    name,
    doors: ['electron/http/'],
    say: 'HTTP goes through electron/http/port.ts; electron/demo only serves',
  })),
];

const roots = ['electron/main.ts', 'electron/cli.ts', 'electron/preload.ts', 'renderer/main.ts'];
const folders = (...names) => names.map((name) => `electron/${name}/`);

/** Who may not import whom; `except` names what may be imported all the same, `by` who may import it all the same. */
export const directions = [
  { from: ['electron/', 'renderer/'], not: roots, say: 'nothing imports a composition root' },
  {
    from: ['electron/contract/'],
    not: ['electron/', 'renderer/'],
    except: ['electron/contract/'],
    say: 'the contract imports nothing outside itself',
  },
  { from: ['electron/'], not: ['renderer/'], say: 'the main process does not know the page' },
  {
    from: ['electron/'],
    not: ['electron/providers/registry.ts'],
    by: ['electron/cli.ts', 'electron/app/parts.ts'],
    say: 'the composition roots give the list of providers; take it as an argument',
  },
  {
    from: ['electron/demo/'],
    not: ['electron/providers/'],
    say: "the demo's servers judge requests by code of their own",
  },
  {
    from: ['renderer/'],
    not: ['electron/'],
    except: ['electron/contract/'],
    say: 'the page knows only electron/contract',
  },
  {
    from: folders('system'),
    not: ['electron/'],
    except: folders('system', 'contract'),
    say: 'system holds thin edges that know no part',
  },
  {
    from: ['renderer/ui/'],
    not: ['renderer/'],
    except: ['renderer/ui/', 'renderer/styles/', 'renderer/format/'],
    say: 'ui knows no noun',
  },
  { from: ['renderer/format/'], not: ['renderer/'], except: ['renderer/format/'], say: 'format is pure' },
  {
    from: ['renderer/state/'],
    not: ['renderer/'],
    except: ['renderer/state/', 'renderer/bridge.ts', 'renderer/format/'],
    say: 'state knows no component',
  },
  {
    from: ['renderer/'],
    not: ['renderer/views/', 'renderer/App.svelte'],
    by: ['renderer/views/', 'renderer/App.svelte', 'renderer/main.ts'],
    say: 'views compose nouns, never the other way round',
  },
  {
    from: ['renderer/'],
    not: ['renderer/bridge.ts'],
    by: ['renderer/state/', 'renderer/main.ts', 'renderer/App.svelte'],
    say: 'components reach main through renderer/state',
  },
];

/** The arrows of the pipeline among the edges. Pure files (below) may be imported from everywhere. */
export const arrows = [
  {
    from: folders('providers', 'http'),
    not: folders('store', 'sync', 'reminders', 'notify', 'ipc', 'window', 'demo'),
    say: 'providers and http come before everything that uses their answers',
  },
  { from: folders('http'), not: folders('providers'), say: 'http knows no provider' },
  {
    from: folders('store', 'secrets'),
    not: folders('providers', 'http', 'sync', 'reminders', 'notify', 'ipc', 'window', 'demo'),
    say: 'the store and the vault know nothing of who fills and reads them',
  },
  {
    from: folders('sync'),
    not: folders('reminders', 'notify', 'ipc', 'window', 'demo'),
    say: 'a round ends in the store',
  },
  {
    from: folders('reminders'),
    not: folders('providers', 'http', 'sync', 'ipc', 'window', 'demo'),
    say: 'reminders are planned from the store',
  },
  {
    from: folders('reminders'),
    not: folders('health'),
    say: 'the health of the bell is watched from outside',
  },
  {
    from: folders('notify', 'window'),
    not: folders('providers', 'http', 'store', 'sync', 'ipc', 'demo'),
    say: 'it shows what it is given',
  },
];

/** Folders whose files must not import the package `electron`: they also run in the terminal program. */
export const withoutElectron = folders(
  'sync',
  'reminders',
  'store',
  'providers',
  'secrets',
  'demo',
  'contract',
  'http',
);
export const electronInHttp = 'electron/http/electron.ts';

/** Files that decide and touch nothing: they import the contract, each other and packages without effects. */
export const pure = [
  'electron/contract/',
  'electron/secrets/secret.ts',
  /^electron\/providers\/(?!registry\.|provider\.|send\.)[\w-]+\.ts$/,
  /^electron\/providers\/\w+\/(?!client\.|index\.|discover)[\w-]+\.ts$/,
  /^electron\/sync\/(assemble|cadence|diff|entry|phase|renewal|rental-end|settle-end|state|wish)\.ts$/,
  /^electron\/reminders\/(cards|changes|deadlines|hold|later|plan|points|quiet|snooze-end|unconfirmed|urgency|watch)\.ts$/,
  /^electron\/notify\/(text|tray-state)\.ts$/,
];
/** Files of types that name edges: importing them touches nothing either. */
export const shapes = ['electron/providers/provider.ts'];

export const effects =
  /^(node:)?(fs|fs\/promises|net|tls|dns|child_process|worker_threads|timers|timers\/promises|os|process|http|https)$|^electron$/;

/** Folders of one provider each: `electron/providers/<id>/`. */
export const providerFolder = /^electron\/providers\/(\w+)\//;

/** Files besides a provider's own folder that may name it: the one list, and the servers that play it. */
export const namers = ['electron/providers/registry.ts', 'electron/demo/'];

/** Files that may ask what time it is, or roll dice; everywhere else both are arguments. */
export const timekeepers = [
  'electron/system/',
  'electron/demo/',
  'electron/main.ts',
  'electron/cli.ts',
  'renderer/main.ts',
  'renderer/state/now.svelte.ts',
];

/** The only files that ask the runtime where the computer is: the door to its time zone, and that to its language. */
export const whereabouts = ['electron/system/time-zone.ts', 'electron/system/locale.ts'];

/** The only file that reads what the preload put on the window. */
export const bridge = 'renderer/bridge.ts';
