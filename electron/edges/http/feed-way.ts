import { failed, success, type Result } from '../../core/model/failure.ts';
import { hour, second } from '../../core/model/instant.ts';
import type { HttpRequest } from '../../core/ports/http.ts';
import type { FeedWay, FileTaking } from '../../core/ports/updater.ts';
import { attemptOnce, exchange, redirectFailure, redirects, usualDeadlines, type Attempt } from './exchange.ts';
import type { RawResponse, Transport, Wait } from './transport.ts';

/** A list of versions has less than a kilobyte. */
const maxTextBytes = 64 * 1024;
/** Five times as much as an installer has. */
const maxFileBytes = 600 * 1024 * 1024;
/** An installer may come slowly, but it has to come. */
const fileDeadlines = { headersMs: 15 * second, betweenChunksMs: 30 * second, bodyMs: 2 * hour };

/** What the way is made of. */
export interface FeedWayParts {
  /** Asked anew for each request, so that changed settings count. */
  readonly transport: () => Transport;
  readonly wait: Wait;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** The way to the server of updates: within deadlines and bounds, over the transport that the user's settings of the network say. */
export const feedWay = ({ transport, wait, signal }: FeedWayParts): FeedWay => ({
  read: (url) =>
    exchange(requestFor(url), {
      ...{ transport: transport(), wait, signal, deadlines: usualDeadlines, longestBody: maxTextBytes },
      ...{ onBytes: () => undefined, onHeaders: () => undefined, onDamagedText: () => undefined },
    }),
  fetch: async (url, taking) => {
    const foreign: { error: unknown }[] = [];
    const options = { transport: transport(), wait, signal, deadlines: fileDeadlines };
    const fetched = await attemptOnce(requestFor(url), options, (response, attempt) =>
      takeBody(response, attempt, { url, taking, noteError: (error) => foreign.push({ error }) }),
    );
    // What the taker throws is no word about the network.
    for (const { error } of foreign) throw error;
    return fetched;
  },
});

/** Chromium's own values would tell the program's version, the system's and the user's language. */
const requestFor = (url: string): HttpRequest => ({
  method: 'GET',
  url,
  headers: { accept: '*/*', 'accept-language': '*', 'user-agent': 'Leasebell' },
  body: null,
});

interface Taken {
  readonly url: string;
  readonly taking: FileTaking;
  readonly noteError: (error: unknown) => void;
}

const takeBody = async (
  response: RawResponse,
  attempt: Attempt,
  { url, taking, noteError }: Taken,
): Promise<Result<number>> => {
  const { status, headers, body } = response;
  if (redirects.has(status)) return { ok: false, failure: redirectFailure(response, url) };
  if (status !== 200) return success(status);
  attempt.limit('body', fileDeadlines.bodyMs);
  const length = Number(headers['content-length'] ?? Number.NaN);
  taking.begin(Number.isSafeInteger(length) && length > 0 ? length : null);
  let size = 0;
  const chunks = body[Symbol.asyncIterator]();
  for (;;) {
    attempt.limit('between-chunks', fileDeadlines.betweenChunksMs);
    const next = await attempt.orEnded(chunks.next());
    attempt.lift('between-chunks');
    if (next.done === true) return success(status);
    size += next.value.byteLength;
    if (size > maxFileBytes) return failed('provider.unexpected-answer', { detail: 'too-large', status });
    try {
      await taking.take(next.value);
    } catch (error) {
      noteError(error);
      throw error;
    }
  }
};
