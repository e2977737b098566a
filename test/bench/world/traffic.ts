import { z } from 'zod';

const requestSchema = z.object({ page: z.number(), size: z.number(), bytes: z.number() });

/** One request for a page, and the bytes of the response's body. */
export type PageRequest = z.infer<typeof requestSchema>;

/** What a server tells of its traffic. */
export const trafficSchema = z.object({
  requests: z.array(requestSchema),
  /** The most requests that waited for their response at the same time. */
  mostAtOnce: z.number(),
});

/** What was asked of a server since it was told to count anew. */
export type TrafficSeen = z.infer<typeof trafficSchema>;

/** Counts the requests of a server. */
export class Traffic {
  #requests: PageRequest[] = [];
  #waiting = 0;
  #mostAtOnce = 0;

  reset(): void {
    this.#requests = [];
    this.#mostAtOnce = this.#waiting;
  }

  /** Notes a request; the function that it returns notes that it has its response. */
  begin(request: PageRequest): () => void {
    this.#requests.push(request);
    this.#waiting += 1;
    this.#mostAtOnce = Math.max(this.#mostAtOnce, this.#waiting);
    return () => {
      this.#waiting -= 1;
    };
  }

  seen(): TrafficSeen {
    return { requests: this.#requests, mostAtOnce: this.#mostAtOnce };
  }
}
