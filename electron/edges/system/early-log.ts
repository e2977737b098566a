import type { Log, LogLevel } from './log.ts';

/** Keeps what is logged before the log is there, which a start has no time to load, and hands it on then. What is told once it is there goes straight on. */
export class EarlyLog implements Log {
  readonly #load: () => Promise<Log>;
  #held: ((log: Log) => void)[] = [];
  #log: Log | null = null;
  #opening: Promise<void> | null = null;

  constructor(load: () => Promise<Log>) {
    this.#load = load;
  }

  /** Brings the log up; once more does nothing more. */
  open(): Promise<void> {
    this.#opening ??= this.#load().then((log) => {
      this.#log = log;
      for (const tell of this.#held.splice(0)) tell(log);
    });
    return this.#opening;
  }

  debug(facts: object, message: string): void {
    this.#tell((log) => log.debug(facts, message));
  }

  info(facts: object, message: string): void {
    this.#tell((log) => log.info(facts, message));
  }

  warn(facts: object, message: string): void {
    this.#tell((log) => log.warn(facts, message));
  }

  error(facts: object, message: string): void {
    this.#tell((log) => log.error(facts, message));
  }

  setLevel(level: LogLevel): void {
    this.#tell((log) => log.setLevel(level));
  }

  #tell(tell: (log: Log) => void): void {
    if (this.#log === null) this.#held.push(tell);
    else tell(this.#log);
  }
}
