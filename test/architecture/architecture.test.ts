import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultsOf } from './faults.ts';
import { importsOf, readSources } from '../../build/import-graph.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const product = readSources(root, ['electron', 'renderer']);

describe('the tree', () => {
  it('keeps its borders, its doors and its sizes', () => {
    expect(faultsOf(product)).toEqual([]);
  });

  it('is really read: both composition roots, the page and its components import something', () => {
    for (const path of ['electron/main.ts', 'electron/cli.ts', 'renderer/main.ts', 'renderer/App.svelte']) {
      const { files } = importsOf(path, product.get(path) ?? '');
      expect(files, path).not.toEqual([]);
    }
  });

  it('asks providers in one file, which takes echoed keys out of their answers', () => {
    const senders = [...product].filter(
      ([path, text]) => path.startsWith('electron/providers/') && /\.http\b/.test(text),
    );
    expect(senders.map(([path]) => path)).toEqual(['electron/providers/redaction/send.ts']);
  });

  it.each(['keytar', '@photostructure/sqlite', 'node-notifier'])('names %s in one file', (name) => {
    const importers = [...product].filter(([path, text]) => importsOf(path, text).packages.includes(name));
    expect(importers).toHaveLength(1);
  });
});

describe('a bad tree is seen', () => {
  const faults = (files: Record<string, string>) => faultsOf(new Map(Object.entries(files))).join('\n');

  it.each([
    [
      'a page that reaches into main',
      { 'renderer/rentals/List.svelte': '<script lang="ts">import \'../../electron/edges/store/open.ts\';</script>' },
      'renderer/ imports only',
    ],
    [
      'a component that opens the bridge',
      { 'renderer/rentals/List.svelte': "<script>import { b } from '../bridge.ts';</script>" },
      'renderer/state',
    ],
    [
      'ui that knows a noun',
      { 'renderer/ui/Row.svelte': "<script>import R from '../rentals/R.svelte';</script>" },
      'renderer/ui/ imports only',
    ],
    [
      'a noun that knows a view',
      { 'renderer/rentals/R.svelte': "<script>import V from '../views/V.svelte';</script>" },
      'views compose',
    ],
    [
      'a contract with a way out',
      { 'electron/contract/order.ts': "import type { S } from '../edges/store/open.ts';" },
      'electron/contract/ imports only electron/core/',
    ],
    [
      'a provider that borrows from another',
      { 'electron/providers/qiniu/client.ts': "import { x } from '../wolover/client.ts';" },
      'no provider imports another',
    ],
    [
      'an arrow that turns back',
      { 'electron/edges/store/orders.ts': "import { x } from '../../engine/polling/poller.ts';" },
      'electron/edges/store/ imports only electron/core/model/',
    ],
    [
      'a store that knows what its rows mean',
      { 'electron/edges/store/rentals.ts': "import { standingOf } from '../../core/rentals/state.ts';" },
      'electron/edges/store/ imports only electron/core/model/',
    ],
    [
      'a store that plans reminders',
      { 'electron/edges/store/reminder-log.ts': "import type { Plan } from '../../core/reminders/plan.ts';" },
      'electron/edges/store/ imports only electron/core/model/',
    ],
    [
      'an edge that speaks',
      { 'electron/edges/system/log.ts': "import { t } from '../../core/words/words.ts';" },
      'electron/edges/system/ imports only electron/core/model/',
    ],
    [
      'a rule that speaks',
      { 'electron/core/reminders/plan.ts': "import { x } from '../words/words.ts';" },
      'electron/core/reminders/ imports only',
    ],
    [
      'a pure file with hands',
      { 'electron/core/rentals/assemble.ts': "import { readFileSync } from 'node:fs';" },
      'touches nothing',
    ],
    [
      'a pure file that imports an edge',
      { 'electron/core/rentals/diff.ts': "import { x } from '../../edges/store/open.ts';" },
      'electron/core/rentals/ imports only',
    ],
    [
      'electron below the edges',
      { 'electron/engine/bell/scheduler.ts': "import { app } from 'electron';" },
      'no Electron',
    ],
    [
      'a second door to the keychain',
      { 'electron/faces/ipc/handlers.ts': "const k = await import('keytar');" },
      'secrets/vault.ts',
    ],
    [
      'a second door to the store',
      { 'electron/edges/store/orders.ts': "import type { D } from '@photostructure/sqlite';" },
      'store/connection.ts',
    ],
    [
      'a second HTTP client',
      { 'electron/providers/qiniu/client.ts': "import { fetch } from 'undici';" },
      'core/ports/http.ts',
    ],
    [
      'a composition root that is imported',
      { 'electron/faces/ipc/handlers.ts': "export * from '../../main.ts';" },
      'composition root',
    ],
    ['a file that is not there', { 'electron/faces/ipc/handlers.ts': "import './gone.ts';" }, 'no such source file'],
    [
      'a part that lists the providers itself',
      { 'electron/engine/polling/round.ts': "import { providers } from '../../providers/registry.ts';" },
      'the composition roots give the list',
    ],
    [
      'a demo server that judges by the code it plays against',
      { 'electron/demo/qiniu-server.ts': "import { sign } from '../providers/qiniu/sign.ts';" },
      'electron/demo/ imports only electron/core/',
    ],
    ['a long file', { 'electron/faces/ipc/long.ts': '\n'.repeat(250) + 'x' }, 'the limit is 250'],
    ['a long component', { 'renderer/ui/Long.svelte': '\n'.repeat(150) + 'x' }, 'the limit is 150'],
    [
      'an edge that leans on another',
      { 'electron/edges/http/node.ts': "import { x } from '../store/open.ts';" },
      'electron/edges/http/ imports only electron/core/model/',
    ],
    [
      'a folder that no storey holds',
      { 'electron/helpers/text.ts': "import { x } from '../core/model/order.ts';" },
      'no storey in build/borders.mjs',
    ],
    [
      'a circle of folders',
      {
        'electron/core/words/a.ts': "import './parts/b.ts';",
        'electron/core/words/parts/b.ts': "import '../c.ts';",
        'electron/core/words/c.ts': '',
      },
      'circle of folders: electron/core/words → electron/core/words/parts → electron/core/words',
    ],
    [
      'a circle',
      { 'electron/core/model/a.ts': "import './b.ts';", 'electron/core/model/b.ts': "import './a.ts';" },
      'circle of files: electron/core/model/a.ts → electron/core/model/b.ts → electron/core/model/a.ts',
    ],
  ])('%s', (_name, files, sentence) => {
    expect(faults(files)).toContain(sentence);
  });

  it.each([
    ['electron/core/rentals/assemble.ts', "const own = account.provider === 'acme';"],
    ['electron/core/rentals/assemble.ts', 'const text = `Acme ${key}`;'],
    ['electron/edges/system/redact.ts', 'const scheme = /(Bearer|Acme) /;'],
    ['electron/core/words/text.ts', 'const acmeNote = 1;'],
    ['electron/providers/other/index.ts', "const like = 'acme';"],
    ['renderer/rentals/Row.svelte', "<p>{#if row.provider === 'acme'}x{/if}</p>"],
    ['renderer/rentals/Row.svelte', "<script>const isAcme = provider.id === 'acme';</script>"],
  ])("a provider's name in %s: %s", (path, text) => {
    expect(faults({ [path]: text, 'electron/providers/acme/index.ts': "const id = 'acme';" })).toContain(
      'acme: a provider is a folder and a line',
    );
  });

  it("a provider's name is fine in its folder, the one list, the demo and comments", () => {
    expect(
      faults({
        'electron/providers/acme/index.ts': "export const acme = { id: 'acme' };",
        'electron/providers/registry.ts': "import { acme } from './acme/index.ts';\nexport const providers = [acme];",
        'electron/demo/servers.ts': "export type DemoProvider = 'acme';",
        'electron/core/rentals/assemble.ts': '// Acme repeats its last page.\nexport const pages = 1; /* acme */',
        'renderer/rentals/Row.svelte': '<!-- Acme --><script lang="ts">/** As Acme says. */</script><p>x</p>',
      }),
    ).toBe('');
  });

  it('and a good one is not', () => {
    expect(
      faults({
        'electron/core/model/order.ts': 'export interface Order { readonly id: string }',
        'electron/core/rentals/assemble.ts':
          "import type { Order } from '../model/order.ts';\nimport { z } from 'zod';",
        'electron/edges/store/orders.ts': "import type { Order } from '../../core/model/order.ts';",
        'electron/program/rentals.ts': "import { orders } from '../edges/store/orders.ts';",
        'renderer/bridge.ts': "import type { Order } from '../electron/core/model/order.ts';",
        'renderer/state/orders.svelte.ts': "import { bridge } from '../bridge.ts';",
      }),
    ).toBe('');
  });
});
