import { pino, type DestinationStream } from 'pino';
import { redact, redactText } from './redact.ts';
import { RotatedFile } from './rotated-file.ts';

/** The least important kind of line that is written. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Where the program writes what happened to it. Every line passes one redactor: facts and texts alike. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
  setLevel(level: LogLevel): void;
}

/** What a log writes to, and how. */
export interface LogParts {
  readonly destination: DestinationStream;
  readonly level: LogLevel;
  readonly now: () => number;
}

/** A log whose lines go to `destination`, one JSON text each. */
export const logTo = ({ destination, level, now }: LogParts): Log => {
  const inner = pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => error },
    },
    destination,
  );
  const write =
    (kind: LogLevel) =>
    (facts: object, message: string): void => {
      if (!inner.isLevelEnabled(kind)) return;
      const safe = redact(facts);
      inner[kind](typeof safe === 'object' && safe !== null ? safe : {}, redactText(message));
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    setLevel: (next) => {
      inner.level = next;
    },
  };
};

/** What a log file needs. `now` is the program's clock. */
export interface LogFileParts {
  readonly file: string;
  readonly level: LogLevel;
  /** Makes its folder. Throws where there can be none, or where something that is no file lies in the file's place: opening a pipe waits for ever. */
  readonly prepare: (file: string) => void;
  readonly now: () => number;
  /** Size past which the file is put aside as `<file>.1`; 5 MB by default. */
  readonly maxBytes?: number;
}

/**
 * Hands each line to `take` at once, and loses what it does not take: pino's own destination keeps it in memory without bound, sleeps on
 * the main thread while the file is busy, and on a full disk never returns from the flush at the end.
 */
export const linesTo = (take: (bytes: Uint8Array) => number): DestinationStream => {
  let isCut = false;
  return {
    write: (line) => {
      const bytes = Buffer.from(isCut ? `\n${line}` : line, 'utf8');
      try {
        isCut = take(bytes) < bytes.length;
      } catch {
        // A full disk must not stop the bell.
      }
    },
  };
};

/** The log in the data folder, readable by its user only. Where it cannot be written, nothing is: a full disk must not stop the bell. */
export const openLogFile = ({ file, level, prepare, now, maxBytes = 5_000_000 }: LogFileParts): Log => {
  try {
    prepare(file);
    const kept = new RotatedFile(file, maxBytes);
    return logTo({ destination: linesTo((bytes) => kept.write(bytes)), level, now });
  } catch {
    return silentLog();
  }
};

/** A log that writes nothing. */
export const silentLog = (): Log => logTo({ destination: { write: () => undefined }, level: 'error', now: () => 0 });
