import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const inProject = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

// Windows shows notifications of an installed app only under the id of its shortcut, which the installer takes from appId.
it('the installer and the running app name themselves alike', () => {
  const installed = /^appId: *(\S+)$/m.exec(inProject('electron-builder.yml'))?.[1];
  const running = /const appUserModelId = '([^']+)'/.exec(inProject('electron/compose/start.ts'))?.[1];
  expect(running).toMatch(/^[a-z]+(\.[a-z]+)+$/);
  expect(installed).toBe(running);
});
