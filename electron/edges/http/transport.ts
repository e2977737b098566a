import type { HttpRequest } from '../../core/ports/http.ts';

/** A response whose body is still on its way. */
export interface RawResponse {
  readonly status: number;
  /** Names in lower case; a redirect keeps its `location`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed chunks. Throws what the network throws; it ends when the signal of `begin` is aborted. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * What moves the bytes: undici in the terminal program, Chromium's stack in the app. It never follows a redirect, keeps no cookie
 * and no cache, and has no policy of its own: deadlines, limits and retries are the port's.
 */
export interface Transport {
  /** Sends a request; resolves with the headers. Throws the network's own errors, see `network-failure.ts`. */
  begin(request: HttpRequest, signal: AbortSignal): Promise<RawResponse>;
  /** False when this computer surely has no connection at all. */
  connected(): boolean;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Resolves after so many milliseconds, or at once when the signal is aborted. Never rejects. */
export type Wait = (durationMs: number, signal: AbortSignal) => Promise<void>;
