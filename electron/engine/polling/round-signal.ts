/**
 * Stops a round when its time is up, or when all rounds are stopped. `AbortSignal.any` would do the same, but of each round it leaves something
 * behind in the signal that all of them share, for as long as that lives (Node 20).
 */
export class RoundSignal {
  readonly signal: AbortSignal;
  readonly #stopping: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #stop: () => void;

  constructor(stopping: AbortSignal, limitMs: number) {
    const controller = new AbortController();
    this.signal = controller.signal;
    this.#stopping = stopping;
    this.#stop = () => controller.abort(stopping.reason);
    this.#timer = setTimeout(
      () => controller.abort(new DOMException('the round took too long', 'TimeoutError')),
      limitMs,
    );
    this.#timer.unref();
    if (stopping.aborted) this.#stop();
    else stopping.addEventListener('abort', this.#stop, { once: true });
  }

  /** The round is over: nothing of it is left. */
  end(): void {
    clearTimeout(this.#timer);
    this.#stopping.removeEventListener('abort', this.#stop);
  }
}
