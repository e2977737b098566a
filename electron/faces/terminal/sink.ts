import { writeSync } from 'node:fs';

/** Writes bytes from an offset on to a file descriptor; returns how many it took. Throws an error with a `code`. */
export type WriteSome = (descriptor: number, bytes: Uint8Array, offset: number) => number;

/** One of the program's outputs. What is written is written whole, in order, before `write` returns. */
export interface Sink {
  readonly write: (text: string) => void;
  /** The code of the error that kept something from being written, such as ENOSPC; null while nothing was lost that anybody reads. */
  readonly fault: () => string | null;
}

const pauseMs = 5;

/** Waits without giving anything else a turn: the program has nothing else to do than to be read. */
const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);

/** The code of the error of a write; EIO where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EIO';

/** A reader that has seen enough, such as `head`, closes its end: that is no failure. Windows calls it EOF. */
const closing: readonly string[] = ['EPIPE', 'EOF'];
/** A pipe whose reader is slow, where another program made it so that it does not wait by itself. */
const waiting: readonly string[] = ['EAGAIN', 'EWOULDBLOCK', 'EINTR'];

/** An output for a result, which ends for good with the first write that fails. */
export interface ResultSink extends Sink {
  /** Whether nothing more is taken: the reader went away, or an error keeps the rest from being written. */
  readonly isEnded: () => boolean;
}

/** Whether a write that failed with this code is to be tried again. */
export const isWaiting = (code: string): boolean => waiting.includes(code);

/** What an output that took no more reports, by the code that ended it: a reader that went away is no fault. */
export const faultOf = (ended: string | null): string | null =>
  ended === null || closing.includes(ended) ? null : ended;

/**
 * The door to standard output or error. Node's own streams end a write to a file that is cut short, on a full disk for one, as if it were done;
 * here what was taken is counted until all is.
 */
export const sinkOver = (
  descriptor: number,
  writeSome: WriteSome = writeSync,
  wait: () => void = pause,
): ResultSink => {
  let ended: string | null = null;
  const writeOn = (bytes: Uint8Array): void => {
    for (let taken = 0; taken < bytes.length;) {
      try {
        const count = writeSome(descriptor, bytes, taken);
        // What takes nothing and does not say why would be asked for ever.
        if (count === 0) throw new Error('nothing was taken');
        taken += count;
      } catch (error) {
        if (!isWaiting(codeOf(error))) throw error;
        wait();
      }
    }
  };
  return {
    write: (text) => {
      if (ended !== null) return;
      try {
        writeOn(Buffer.from(text, 'utf8'));
      } catch (error) {
        ended = codeOf(error);
      }
    },
    fault: () => faultOf(ended),
    isEnded: () => ended !== null,
  };
};
