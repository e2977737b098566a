import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { treeOf } from './process-tree.ts';

const lookEveryMs = 20;
const patienceMs = 120_000;

/** An app that was started, as the system sees it. */
export class DesktopApp {
  readonly #child: ChildProcess;
  /** Epoch milliseconds. */
  readonly spawnedAtMs: number;

  constructor(executable: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    // No graphics card here, and for root Chromium has no sandbox to offer.
    const switches = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
    this.spawnedAtMs = performance.timeOrigin + performance.now();
    this.#child = spawn(executable, [...switches, '--lang=en', ...args], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
  }

  /** All of its processes. */
  get tree(): readonly number[] {
    return this.#child.pid === undefined ? [] : treeOf(this.#child.pid);
  }

  /** Waits for something of the app, which is ended when that does not come. */
  async orEnd<Value>(awaited: Promise<Value>): Promise<Value> {
    try {
      return await awaited;
    } catch (error) {
      await this.end();
      throw error;
    }
  }

  /** Ends it in order, and in any case. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    this.#child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  }
}

/** Waits for a file that an app writes whole, and returns what it holds once `isDone` of it. Throws when it does not come. */
export const writtenBy = async <Value>(path: string, schema: z.ZodType<Value>): Promise<Value> => {
  for (const startedMs = performance.now(); performance.now() - startedMs < patienceMs;) {
    const read = existsSync(path) ? schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))) : null;
    if (read?.success === true) return read.data;
    await wait(lookEveryMs);
  }
  throw new Error(`${path} was not written in time`);
};
