import { existsSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

const everyMs = 1_000;
/** Whoever put something into the file waits so long at most for what comes of it. */
const livelyMs = 120_000;

/**
 * Calls `look` whenever a file at `path`, or one whose name begins with that, comes, changes or goes; then once a second for two minutes, since what lies
 * there may be held by somebody at first. While nothing happens there it costs nothing. Where the system watches no folder it looks once a
 * second for ever. Returns what ends it.
 */
export const followFile = (path: string, look: () => void): (() => void) => {
  const looks = new Looks(look);
  try {
    const name = basename(path);
    const watcher = watch(dirname(path), { persistent: false }, (_event, changed) => {
      if (changed === null || changed.startsWith(name)) looks.beLively(livelyMs);
    });
    watcher.on('error', () => {
      watcher.close();
      looks.beLively(Infinity);
    });
    // What lies there already came before anybody watched.
    if (existsSync(path)) looks.beLively(livelyMs);
    return () => {
      watcher.close();
      looks.end();
    };
  } catch {
    looks.beLively(Infinity);
    return () => looks.end();
  }
};

class Looks {
  readonly #look: () => void;
  #timer: NodeJS.Timeout | null = null;
  #leftMs = 0;

  constructor(look: () => void) {
    this.#look = look;
  }

  /** Looks now, and once a second for so long. */
  beLively(forMs: number): void {
    this.#leftMs = Math.max(this.#leftMs, forMs);
    this.#timer ??= setInterval(() => this.#next(), everyMs);
    this.#look();
  }

  end(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #next(): void {
    this.#leftMs -= everyMs;
    if (this.#leftMs <= 0) this.end();
    this.#look();
  }
}
