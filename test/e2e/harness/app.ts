import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { dataFiles } from '../../../electron/edges/system/paths.ts';

/** How long a test waits for anything of the page, in milliseconds. */
const patienceMs = 15_000;

/** How the app is started. */
export interface LaunchOptions {
  /** The folder of the user's data; a fresh one when it is left out. */
  readonly dataDir?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The system's language, as the app sees it. */
  readonly language?: 'en' | 'zh-CN';
  /** Messages of errors that the test itself brings about. */
  readonly knownErrors?: readonly string[];
}

/** The running app and what a test sees of it. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly dataDir: string;
  /** The main window's page, once it is there. */
  page(): Promise<Page>;
  /** Everything the app wrote to stdout and stderr so far. */
  output(): string;
  /** Messages of the page's console that tell of a broken content security policy, and of uncaught errors. */
  readonly complaints: readonly string[];
  /** Closes the window as its user does; resolves when it is gone, which the app itself is not. */
  closeWindow(): Promise<void>;
  /** Quits it once, as the tray's menu does; rejects when it has logged an error, which it does for bugs alone. */
  close(): Promise<void>;
}

/** The executable of the unpacked app under test. */
export function appExecutable(): string {
  const path = process.env['LEASEBELL_APP'];
  if (path === undefined) throw new Error('LEASEBELL_APP names no app: run these tests with "npm run e2e".');
  return path;
}

/** A folder for one test's data, inside the session's own, which goes when the session ends. */
export const freshDataDir = (): string =>
  mkdtempSync(join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), 'leasebell-e2e-'));

/** The switches every start needs: no graphics card here, and for root Chromium has no sandbox to offer. */
export function switches(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
}

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
}

function surroundings({ env = {}, language = 'en' }: LaunchOptions): Record<string, string> {
  const all: Record<string, string | undefined> = process.env;
  const inherited = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const locale = language === 'en' ? 'en_US' : 'zh_CN';
  const languages = { LANGUAGE: locale, LANG: `${locale}.UTF-8`, LC_ALL: `${locale}.UTF-8` };
  return { ...Object.fromEntries(inherited), ...languages, ...env };
}

/** The debugger interrupts the app's code wherever it is, even within a function; what a user does comes between two turns of its loop, and so must this. */
async function closeWindow(electron: ElectronApplication): Promise<void> {
  const [page] = electron.windows();
  if (page === undefined) throw new Error('there is no window to close');
  const closed = page.waitForEvent('close');
  await electron.evaluate(({ BrowserWindow }) => {
    setImmediate(() => BrowserWindow.getAllWindows().forEach((window) => window.close()));
  });
  await closed;
}

function errorsIn(dataDir: string, known: readonly string[]): readonly string[] {
  const { log } = dataFiles(dataDir);
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  const errors = lines.filter((line) => line.includes('"level":"error"'));
  return errors.filter((line) => !known.some((message) => line.includes(`"msg":"${message}"`)));
}

/** See `closeWindow`. */
async function quit(electron: ElectronApplication): Promise<void> {
  const gone = electron.waitForEvent('close');
  await electron.evaluate(({ app }) => void setImmediate(() => app.quit()));
  await gone;
}

interface Closed {
  readonly electron: ElectronApplication;
  readonly child: ChildProcess;
  readonly dataDir: string;
  readonly knownErrors: readonly string[];
}

async function close({ electron, child, dataDir, knownErrors }: Closed): Promise<void> {
  // A test may have ended it already.
  if (child.exitCode === null && child.signalCode === null) await quit(electron);
  const errors = errorsIn(dataDir, knownErrors);
  if (errors.length > 0) throw new Error(`the app met bugs:\n${errors.join('\n')}`);
}

const collected = /garbage collected|Promise was collected/;

/**
 * The debugger holds weakly what it waits for: when memory is cleared up in between, a call that was carried out fails. It is made once more,
 * since nothing that tests do in main minds being done twice.
 */
const steady = (electron: ElectronApplication): ElectronApplication =>
  new Proxy(electron, {
    get: (target, name): unknown => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...words: readonly unknown[]): unknown => {
        const call = (): unknown => Reflect.apply(member, target, words);
        return name === 'evaluate' ? againIfCollected(call) : call();
      };
    },
  });

const againIfCollected = async (call: () => unknown): Promise<unknown> => {
  try {
    return await call();
  } catch (error) {
    if (!collected.test(String(error))) throw error;
    return call();
  }
};

/** Starts the unpacked app that `LEASEBELL_APP` names. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? freshDataDir();
  const language = `--lang=${options.language ?? 'en'}`;
  const args = [...switches(), language, `--data-dir=${dataDir}`, ...(options.args ?? [])];
  const electron = steady(
    await _electron.launch({ executablePath: appExecutable(), args, env: surroundings(options) }),
  );
  electron.context().setDefaultTimeout(patienceMs);
  const complaints: string[] = [];
  let closed: Promise<void> | null = null;
  let output = '';
  const child = electron.process();
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  electron.windows().forEach((page) => listen(page, complaints));
  electron.on('window', (page) => listen(page, complaints));
  return {
    electron,
    dataDir,
    page: () => electron.firstWindow(),
    output: () => output,
    complaints,
    closeWindow: () => closeWindow(electron),
    close: () => (closed ??= close({ electron, child, dataDir, knownErrors: options.knownErrors ?? [] })),
  };
}
