import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestNames } from '../../electron/contract/requests.ts';
import { textResponse } from '../../electron/demo/exchange.ts';
import type { Fault } from '../../electron/demo/fault-script.ts';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { demoWorld } from '../../electron/demo/world/world.ts';
import { eventNames } from '../../electron/core/model/events.ts';
import type { NewAccount } from '../../electron/core/model/account.ts';
import { report } from '../faults/report.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { heapOf, heardBy, listenIn } from './harness/page-traces.ts';
import { runCommand } from './harness/terminal.ts';
import { filesIn, processFaces, processTree, tracesOf, type Place } from './harness/traces.ts';
import { AccountForm } from './pages/account-form.ts';
import { RentalsPage } from './pages/rentals.ts';
import { answerOf, ask, syncAfresh } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const day = 24 * 60 * 60_000;
/** Signs that look different in a URL, in JSON and in base64, and enough chance that no file holds it by accident. */
const canary = (name: string): string => `${name}+/"${randomBytes(18).toString('base64')}%&\\`;
const qiniu = { accessKey: canary('access'), secretKey: canary('secret') };
/** A header must carry it as it is. */
const wolover = { apiKey: `wolover-${randomBytes(24).toString('base64url')}` };
const secrets = [qiniu.accessKey, qiniu.secretKey, wolover.apiKey];

/** Answers with everything that it was asked with, as a careless server's error page does. */
const echoing = (status: number): Fault => ({
  respond: (_answer, { headers, query, body }) =>
    textResponse(JSON.stringify({ error: { headers, query, body } }), 'application/json', status),
});

/** Where the key must never be, and how often each was looked at. */
const searched = new Map<string, number>();

const expectNowhere = (kind: string, places: readonly Place[]): void => {
  expect(places, `${kind}: nothing to look at`).not.toEqual([]);
  searched.set(kind, (searched.get(kind) ?? 0) + places.length);
  for (const secret of secrets) expect(tracesOf(secret, places), kind).toEqual([]);
};

const texts = (name: string, ...contents: readonly string[]): readonly Place[] =>
  contents.map((content) => ({ name, content: Buffer.from(content) }));

let desktop: Desktop;
let servers: DemoServers;
let app: RunningApp;
let window: AppWindow;
const dataDir = freshDataDir();
const temporary = mkdtempSync(join(tmpdir(), 'leasebell-canary-'));
const env = { TMPDIR: temporary };

const launch = async (): Promise<void> => {
  app = await launchApp({ dataDir, env, knownErrors: ['the page failed'] });
  window = new AppWindow(await app.page());
  await listenIn(window.page, eventNames);
};

/** Everything that is outside the keychain while the app runs. */
const lookAround = async (): Promise<void> => {
  expectNowhere('user data, store, WAL and log', filesIn(dataDir));
  expectNowhere(
    'argv and environment of all its processes',
    processFaces(processTree(app.electron.process().pid ?? 0)),
  );
  expectNowhere('what it wrote to its terminal', texts('output', `.${app.output()}`));
  const { answers, events, dom } = await heardBy(window.page, requestNames);
  expectNowhere('IPC answers', texts('answer', ...answers));
  expectNowhere('IPC events', texts('event', ...events));
  expectNowhere('DOM, storage and fields of the page', texts('page', dom));
  const heap = await heapOf(app.electron, window.page);
  // What the page shows is found there, so a key would be.
  expect(heap.includes('i-3-days')).toBe(true);
  expectNowhere('heap of the page', [{ name: 'heap', content: heap }]);
};

beforeAll(async () => {
  desktop = await startDesktop();
  const { wolover: woloverWorld } = demoWorld(new Date());
  servers = await startQiniu([{ name: 'i-3-days', endsAt: Date.now() + 3 * day }], {
    secrets: { qiniu, wolover },
    world: { wolover: woloverWorld },
  });
  await launch();
});

afterAll(async () => {
  await app.close();
  await servers.stop();
  desktop.close();
  report('R8', { hits: 0, places: Object.fromEntries(searched) });
});

it('typed into the form, tested and added: a key is nowhere once the dialog is closed and a window is new', async () => {
  const form = new AccountForm(window);
  await form.open();
  await form.fillQiniu({ baseUrl: servers.qiniu.baseUrl, ...qiniu, label: 'Research' });
  await form.submit();
  await form.showRentals();
  await window.visit('rentals');
  await new RentalsPage(window).rows(titleOf('i-3-days')).waitFor();
  // The old page's memory may keep what was typed until it is collected; a new window must not have it at all.
  await app.closeWindow();
  await app.electron.evaluate(({ app: program }) => program.emit('activate'));
  window = new AppWindow(await app.page());
  await listenIn(window.page, eventNames);
  await lookAround();
});

it('added, and refused, through the requests themselves: no answer has it', async () => {
  const lab: NewAccount = {
    provider: 'wolover',
    label: 'Lab',
    baseUrl: servers.wolover.baseUrl,
    settings: { durationUnit: 'month' },
    secrets: wolover,
    allowHttp: false,
  };
  const removeFault = servers.faults.add({ provider: 'wolover', fault: echoing(401) });
  const answers = [await ask(window.page, 'account.test', lab), await ask(window.page, 'account.add', lab)];
  removeFault();
  answers.push(await ask(window.page, 'account.add', lab));
  const accounts = await answerOf(window.page, 'account.list', null);
  expect(accounts.map(({ label }) => label)).toContain('Lab');
  expectNowhere('IPC answers', texts('answer', ...answers.map((answer) => JSON.stringify(answer))));
});

it.each([200, 401, 500])('rounds against a server that answers %i with all that it was sent', async (status) => {
  const removeFault = servers.faults.add({ fault: echoing(status) });
  await syncAfresh(window.page);
  removeFault();
  await lookAround();
});

it('what the terminal program writes, in each format', async () => {
  const commands = [
    ['accounts', 'list'],
    ['rentals', '--json'],
    ['orders', '--json'],
    ['doctor'],
    ['doctor', '--json'],
    ...['json', 'csv', 'ics'].map((format) => ['export', 'rentals', '--format', format]),
    ...['json', 'csv'].map((format) => ['export', 'orders', '--format', format]),
  ];
  for (const words of commands) {
    const { out, err } = await runCommand([...words, '--data-dir', dataDir], { env });
    expect(out, words.join(' ')).not.toBe('');
    expectNowhere('output of terminal commands and exports', texts(words.join(' '), out, `.${err}`));
  }
});

it('a page that crashes, and a program that is killed', async () => {
  await app.electron.evaluate(({ BrowserWindow }) => {
    for (const each of BrowserWindow.getAllWindows()) each.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => filesIn(dataDir).some(({ content }) => content.includes('the page failed'))).toBe(true);
  const dumps = await app.electron.evaluate(({ app: program }) => program.getPath('crashDumps'));
  const gone = app.electron.waitForEvent('close');
  app.electron.process().kill('SIGABRT');
  await gone;
  expectNowhere('user data, store, WAL and log', filesIn(dataDir));
  expect(
    existsSync(dumps) ? readdirSync(dumps, { recursive: true }).filter((name) => String(name).endsWith('.dmp')) : [],
  ).toEqual([]);
  searched.set('crash dumps (none are written)', 1);
  await launch();
  await window.visit('rentals');
  await new RentalsPage(window).rows(titleOf('i-3-days')).waitFor();
  await lookAround();
});

it('quits and leaves it nowhere', async () => {
  await app.close();
  expectNowhere('user data, store, WAL and log', filesIn(dataDir));
  expectNowhere('temporary files', [...filesIn(temporary), ...texts('names', ...readdirSync(temporary), '.')]);
});

describe('the search for keys', () => {
  it.each([
    ['plain', (secret: string) => Buffer.from(`{"key":"${secret}"}`)],
    ['base64', (secret: string) => Buffer.from(Buffer.from(`ab${secret}cd`).toString('base64'))],
    ['hex', (secret: string) => Buffer.from(Buffer.from(secret).toString('hex'))],
    ['URL-encoded', (secret: string) => Buffer.from(`?key=${encodeURIComponent(secret)}`)],
    ['UTF-16LE', (secret: string) => Buffer.from(secret, 'utf16le')],
  ])('finds one that is written %s', (form, written) => {
    const found = tracesOf(qiniu.secretKey, [{ name: 'file', content: written(qiniu.secretKey) }]);
    expect(found.join()).toContain(form);
  });
});
