import type { HttpRequest } from '../../electron/core/ports/http.ts';
import type { RawResponse, Transport, Wait } from '../../electron/edges/http/transport.ts';
import { realWait } from '../../electron/edges/http/wait.ts';

/** Time that only pauses move: as soon as no request is under way, the first that waits is woken and it is its time. */
export class VirtualClock {
  nowMs: number;
  #underWay = 0;
  #waiters: { readonly atMs: number; readonly wake: () => void }[] = [];

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  readonly now = (): number => this.nowMs;

  /** The waits of one round: its pauses, known by the round's own signal, take virtual time; deadlines of requests take real time. */
  waitOf(round: AbortSignal): Wait {
    return (durationMs, signal) => (signal === round ? this.#pause(durationMs) : realWait(durationMs, signal));
  }

  /** The same transport, watched: `asked` before a request goes out, `told` when its headers have come. */
  watched(
    transport: Transport,
    watch: { readonly asked: (request: HttpRequest) => void; readonly told: (answer: RawResponse) => void },
  ): Transport {
    return {
      ...transport,
      begin: async (request, signal) => {
        watch.asked(request);
        this.#underWay += 1;
        try {
          const answer = await transport.begin(request, signal);
          watch.told(answer);
          return answer;
        } finally {
          this.#underWay -= 1;
          this.#look();
        }
      },
    };
  }

  #pause(durationMs: number): Promise<void> {
    return new Promise((wake) => {
      this.#waiters.push({ atMs: this.nowMs + Math.ceil(durationMs), wake });
      this.#look();
    });
  }

  /** Bodies are small and have come a few turns after their headers. */
  #look(turns = 20): void {
    setImmediate(() => {
      if (this.#underWay > 0) return;
      if (turns > 0) return this.#look(turns - 1);
      const next = this.#waiters.toSorted((one, other) => one.atMs - other.atMs)[0];
      if (next === undefined) return;
      this.#waiters = this.#waiters.filter((waiter) => waiter !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.wake();
      this.#look();
    });
  }
}
