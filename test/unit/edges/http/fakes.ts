import type { HttpRequest } from '../../../../electron/core/ports/http.ts';
import type { RawResponse, Transport, Wait } from '../../../../electron/edges/http/transport.ts';

/** Time that moves only by waiting: the earliest waiter is woken as soon as nothing else can happen. */
export class VirtualTime {
  now = Date.parse('2026-11-23T08:00:00.000Z');
  readonly waited: number[] = [];
  #waiters: { readonly at: number; readonly wake: () => void }[] = [];
  #scheduled = false;

  readonly wait: Wait = (durationMs, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const waiter = {
        at: this.now + durationMs,
        wake: () => {
          this.waited.push(durationMs);
          resolve();
        },
      };
      this.#waiters.push(waiter);
      signal.addEventListener('abort', () => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        resolve();
      });
      this.#schedule();
    });

  /** `setImmediate` runs after all promises that could still settle by themselves. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      const next = this.#waiters.toSorted((one, other) => one.at - other.at)[0];
      if (next === undefined) return;
      this.#waiters = this.#waiters.filter((waiter) => waiter !== next);
      this.now = Math.max(this.now, next.at);
      next.wake();
      if (this.#waiters.length > 0) this.#schedule();
    });
  }
}

/** What a fake transport does with one request. */
export type Act = (request: HttpRequest, signal: AbortSignal) => Promise<RawResponse>;

/** A transport that plays one act after the other and repeats the last; it counts bodies that were left open. */
export const playing = (
  ...acts: readonly Act[]
): Transport & { readonly requests: HttpRequest[]; readonly aborted: () => number } => {
  const requests: HttpRequest[] = [];
  const signals: AbortSignal[] = [];
  return {
    requests,
    aborted: () => signals.filter((signal) => signal.aborted).length,
    begin: (request, signal) => {
      requests.push(request);
      signals.push(signal);
      const act = acts[Math.min(requests.length, acts.length) - 1];
      if (act === undefined) throw new Error('nothing to play');
      return act(request, signal);
    },
    connected: () => true,
    close: () => Promise.resolve(),
  };
};

const chunks = async function* (...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
};

export const answers =
  (
    status: number,
    body: string | readonly (string | Uint8Array)[] = '',
    headers: Readonly<Record<string, string>> = {},
  ): Act =>
  () =>
    Promise.resolve({ status, headers, body: chunks(...(typeof body === 'string' ? [body] : body)) });

export const throws =
  (code: string): Act =>
  () =>
    Promise.reject(code.startsWith('net::') ? new Error(code) : Object.assign(new Error('failed'), { code }));

/** Never answers, not even to being aborted. */
export const hangs: Act = () => new Promise(() => undefined);

export const request: HttpRequest = {
  method: 'GET',
  url: 'https://api.example/orders?Signature=very-secret',
  headers: {},
  body: null,
};
