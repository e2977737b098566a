import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../build/lint/plugin.mjs';

const linter = new Linter({ configType: 'flat' });

function complaints(path: string, code: string): string {
  const filename = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const rules = { 'leasebell/borders': 'error', 'leasebell/given': 'error' } as const;
  const config: Linter.Config = {
    files: ['**/*.ts'],
    plugins: { leasebell: plugin },
    rules,
    languageOptions: { parser },
  };
  const found = linter.verify(code, [config], { filename });
  return found.map((each) => each.message).join('\n');
}

describe('our own lint rules', () => {
  it.each([
    ['electron/core/reminders/plan.ts', 'export const a = Date.now();', 'time and randomness are arguments'],
    ['electron/core/reminders/plan.ts', 'export const a = new Date();', 'time and randomness are arguments'],
    ['electron/core/reminders/plan.ts', 'export const a = Math.random();', 'time and randomness are arguments'],
    [
      'electron/core/reminders/plan.ts',
      'export const a = Temporal.Now.instant();',
      'time and randomness are arguments',
    ],
    [
      'electron/faces/ipc/handlers.ts',
      'export const a = new Intl.DateTimeFormat().resolvedOptions().timeZone;',
      'system/time-zone.ts',
    ],
    ['renderer/main.ts', 'export const { timeZone } = Intl.DateTimeFormat().resolvedOptions();', 'system/time-zone.ts'],
    [
      'electron/core/reminders/plan.ts',
      'export const a = (at: Date) => at.getTimezoneOffset();',
      'system/time-zone.ts',
    ],
    [
      'electron/core/reminders/plan.ts',
      'export const a = Temporal.Now.timeZoneId();',
      'time and randomness are arguments',
    ],
    ['electron/providers/qiniu/client.ts', "void fetch('https://example.com');", 'electron/core/ports/http.ts'],
    [
      'electron/faces/window/guards.ts',
      "import { net } from 'electron'; void net.fetch('app://x');",
      'electron/core/ports/http.ts',
    ],
    [
      'electron/demo/listen.ts',
      "import { request } from 'node:http'; request('http://x');",
      'electron/demo only serves',
    ],
    ['electron/faces/window/guards.ts', "import { ipcMain } from 'electron';", 'electron/faces/ipc/router.ts'],
    [
      'electron/faces/ipc/handlers.ts',
      "export type D = import('@photostructure/sqlite').DatabaseSync;",
      'store/connection.ts',
    ],
    ['renderer/rentals/list.ts', 'export const a = window.leasebell;', 'renderer/bridge.ts'],
  ])('in %s, %s is refused', (path, code, sentence) => {
    expect(complaints(path, code)).toContain(sentence);
  });

  it.each([
    ['electron/edges/system/clock.ts', 'export const a = () => Date.now();'],
    ['electron/edges/system/time-zone.ts', 'export const a = new Intl.DateTimeFormat().resolvedOptions().timeZone;'],
    ['electron/core/reminders/plan.ts', 'export const a = (ms: number) => new Date(ms);'],
    ['electron/edges/http/node.ts', "import { request } from 'undici'; void request('http://x');"],
    ['electron/demo/listen.ts', "import { createServer } from 'node:http'; createServer();"],
    ['renderer/bridge.ts', 'export const a = window.leasebell;'],
  ])('in %s, %s passes', (path, code) => {
    expect(complaints(path, code)).toBe('');
  });
});
