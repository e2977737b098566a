import type { Result } from '../model/failure.ts';
import type { HttpResponse } from './http.ts';

/** What brings newer versions of this program: one for each format that can replace itself. */
export interface Updater {
  /** Asks for the newest version. Returns it where it is newer than this one, null where it is this one. Fails with `update.*`, an older one included. */
  look(): Promise<Result<string | null>>;
  /** Brings the version that `look` has found and checks it; `told` hears whole percent, or null where the size is unknown. Fails with `update.*`, `cancelled`. */
  download(told: (percent: number | null) => void): Promise<Result<null>>;
  /** Puts what was downloaded in the program's place, which must have ended all that it does. The system's installer may start it again. */
  install(restart: boolean): Result<null>;
}

/** What a file is taken with, chunk by chunk as it comes. */
export interface FileTaking {
  /** Told once, before the first chunk: the length in bytes where the server says it. */
  readonly begin: (length: number | null) => void;
  readonly take: (chunk: Uint8Array) => Promise<void>;
}

/** The way to the server of updates, as the user's settings of the network say. It follows no redirect, says nothing about who asks, and ends with the program. */
export interface FeedWay {
  /** Reads a short text. Fails as the network does; any status but a redirect is a response. */
  read(url: string): Promise<Result<HttpResponse>>;
  /** Takes a file. Returns the status; only 200 has brought anything. What `take` throws is thrown. */
  fetch(url: string, taking: FileTaking): Promise<Result<number>>;
}
