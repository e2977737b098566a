import { write } from 'node:fs';
import { codeOf, faultOf, isWaiting, type Sink } from './sink.ts';

/** Starts to write bytes from an offset on; tells later how many were taken, or why none were. */
export type StartWrite = (
  descriptor: number,
  bytes: Uint8Array,
  offset: number,
  tell: (error: unknown, taken: number) => void,
) => void;

/** An output whose reader holds nobody up. */
export interface MessageSink extends Sink {
  /** Resolves once all is taken, or lost: true; false when that was not so within `limitMs`, and what is left is given up. */
  readonly settled: (limitMs: number) => Promise<boolean>;
  /** Whether a thread of the runtime is held by a write that its device does not take. */
  readonly isHeld: () => boolean;
}

/** What a message sink is made from. */
export interface MessageSinkParts {
  readonly descriptor: number;
  /** What is written in the place of so many messages that were not taken in time. */
  readonly missedText: (count: number) => string;
  readonly startWrite?: StartWrite;
  /** When a reader that does not take anything is tried again. */
  readonly later?: (again: () => void) => void;
}

/** So many messages wait for the reader; of more the oldest are left out, since the latest say how things stand. */
export const maxWaiting = 100;

const retryMs = 200;
/** A write that need not wait for its reader is back by then, even on a busy machine. */
const returnMs = 500;
/** A disk that has no room now may have some later; what goes on, goes on saying. */
const full: readonly string[] = ['ENOSPC', 'EDQUOT'];

/**
 * The way of a program that goes on to say something, such as `watch`: a terminal that was stopped (Ctrl+S, a selection in a Windows
 * console) or a pipe that nobody reads takes nothing, perhaps for days, and the bell must ring meanwhile. So the main thread never writes.
 */
export const messageSinkOver = (parts: MessageSinkParts): MessageSink => {
  const queue = new MessageQueue({
    startWrite: write,
    later: (again) => void setTimeout(again, retryMs),
    ...parts,
  });
  return {
    write: (text) => queue.write(text),
    fault: () => faultOf(queue.ended),
    isHeld: () => queue.state === 'writing',
    settled: (limitMs) => queue.settled(limitMs),
  };
};

class MessageQueue {
  readonly #parts: Required<MessageSinkParts>;
  readonly #waiting: string[] = [];
  #missed = 0;
  #onSettled: () => void = () => undefined;
  ended: string | null = null;
  state: 'idle' | 'writing' | 'paused' = 'idle';

  constructor(parts: Required<MessageSinkParts>) {
    this.#parts = parts;
  }

  write(text: string): void {
    if (this.ended !== null) return;
    this.#waiting.push(text);
    if (this.#waiting.length > maxWaiting) {
      this.#waiting.shift();
      this.#missed += 1;
    }
    if (this.state === 'idle') this.#writeNext();
  }

  settled(limitMs: number): Promise<boolean> {
    if (this.state === 'idle' || this.ended !== null) return Promise.resolve(this.state === 'idle');
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.ended = 'EAGAIN';
        setTimeout(() => resolve(false), returnMs);
      }, limitMs);
      this.#onSettled = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  #writeNext(): void {
    const text = this.#missed > 0 ? this.#parts.missedText(this.#missed) : this.#waiting.shift();
    this.#missed = 0;
    this.state = 'idle';
    if (text === undefined) this.#onSettled();
    else this.#writeOn(Buffer.from(text, 'utf8'), 0);
  }

  #writeOn(bytes: Uint8Array, offset: number): void {
    // What is left may have been given up meanwhile.
    if (this.ended !== null) return;
    this.state = 'writing';
    this.#parts.startWrite(this.#parts.descriptor, bytes, offset, (error, taken) => {
      if (error === null || error === undefined) this.#took(bytes, offset, taken);
      else this.#failed(codeOf(error), bytes, offset);
    });
  }

  #took(bytes: Uint8Array, offset: number, taken: number): void {
    if (this.ended !== null) this.state = 'idle';
    else if (offset + taken >= bytes.length) this.#writeNext();
    // What takes nothing and does not say why would be asked for ever.
    else if (taken === 0) this.#end(codeOf(null));
    else this.#writeOn(bytes, offset + taken);
  }

  #failed(code: string, bytes: Uint8Array, offset: number): void {
    if (!isWaiting(code) && !full.includes(code)) return this.#end(code);
    this.state = 'paused';
    this.#parts.later(() => this.#writeOn(bytes, offset));
  }

  #end(code: string): void {
    this.ended ??= code;
    this.state = 'idle';
    this.#onSettled();
  }
}
