import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { runCommand, startCommand } from './harness/terminal.ts';
import { addQiniu } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu } from './worlds/qiniu.ts';

const minute = 60_000;
/** As long as a notification shows of a label. */
const label = '<a href="//evil.test">R&D</a> \\74b\\76';
const escaped = '&lt;a href="//evil.test"&gt;R&amp;D&lt;/a&gt; \\74b\\76';
const secrets = { accessKey: 'AK-markup-0123456789', secretKey: 'SK-markup-9876543210' };

let desktop: Desktop;
let servers: DemoServers;
let app: RunningApp | undefined;

beforeAll(async () => {
  desktop = await startDesktop();
  desktop.notifications.capabilities.push('body-markup');
  const machine = { name: 'i-<b>&', startsAt: Date.now() - 60 * minute, endsAt: Date.now() + 14 * minute };
  servers = await startQiniu([machine], { secrets: { qiniu: secrets } });
});

afterAll(async () => {
  await app?.close();
  await servers.stop();
  desktop.close();
});

it('words of others are text, no markup, in a body of the app on a desktop that reads it; titles are text anyway', async () => {
  app = await launchApp();
  const window = new AppWindow(await app.page(), 'en');
  await window.welcome.waitFor();
  await addQiniu(window.page, servers, label);
  const first = await desktop.notifications.waitFor(({ title }) => title === 'Leasebell rings like this');
  expect(first.body).toBe(`Before a rental of ${escaped} ends, a notification like this one tells you.`);
  const told = await desktop.notifications.waitFor(({ title }) => title.includes('left'));
  expect(told.title).toContain('<b>&');
  expect(told.body).toContain('&lt;a href=');
  expect(told.body).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
});

it('and in one of the terminal program', async () => {
  await app?.close();
  app = undefined;
  desktop.notifications.forget();
  const env = { LEASEBELL_VAULT: 'memory', LEASEBELL_SECRETS: JSON.stringify({ [label]: secrets }) };
  const folder = freshDataDir();
  const words = ['accounts', 'add', '--provider', 'qiniu', '--label', label, '--base-url', servers.qiniu.baseUrl];
  expect((await runCommand([...words, '--data-dir', folder], { env })).exit).toBe(0);
  const watching = startCommand(['watch', '--data-dir', folder], { env });
  try {
    const told = await desktop.notifications.waitFor(({ title }) => title.includes('left'));
    expect(told.title).toContain('<b>&');
    expect(told.body).toContain(escaped);
    expect(told.body).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  } finally {
    watching.process.kill('SIGINT');
    await watching.finished;
  }
});
