import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FeedWay } from '../../core/ports/updater.ts';
import { feedFailure, statusFailure, UpdateError } from './failures.ts';

/** What electron-updater asks for: an address in parts. */
interface AskedAddress {
  readonly protocol?: string | null | undefined;
  readonly hostname?: string | null | undefined;
  readonly port?: string | number | null | undefined;
  readonly path?: string | null | undefined;
}

/**
 * Stands in the place of electron-updater's own HTTP, which follows redirects anywhere, has no deadline, and sends an id of the installation: it asks
 * the one server that the build names, and for nothing but the address.
 */
export class FeedExecutor {
  readonly #way: FeedWay;
  readonly #origin: string;
  /** Hears how much of a download has come, in whole percent. */
  told: (percent: number | null) => void = () => undefined;

  constructor(way: FeedWay, feed: URL) {
    this.#way = way;
    this.#origin = feed.origin;
  }

  /** Reads the list of versions. */
  async request({ protocol, hostname, port, path }: AskedAddress): Promise<string> {
    const at = `${protocol ?? ''}//${hostname ?? ''}${port === undefined || port === null ? '' : `:${String(port)}`}`;
    const url = new URL(path ?? '/', at);
    // The time of day, against caches; ours are told not to by nobody.
    url.search = '';
    const read = await this.#way.read(this.#own(url));
    if (!read.ok) throw new UpdateError(feedFailure(read.failure));
    if (read.value.status !== 200) throw new UpdateError(statusFailure(read.value.status));
    return read.value.text;
  }

  /** Writes a file that the list names, and checks what it has written. */
  async download(url: URL, destination: string, { sha512 }: { readonly sha512?: string | null }): Promise<string> {
    const file = await open(destination, 'w', 0o600);
    const hash = createHash('sha512');
    const progress = new Progress(this.told);
    try {
      const fetched = await this.#way.fetch(this.#own(url), {
        begin: (length) => progress.begin(length),
        take: async (chunk) => {
          hash.update(chunk);
          // All of it: a single `write` may take less, and say so only by a number.
          await file.writeFile(chunk);
          progress.add(chunk.byteLength);
        },
      });
      if (!fetched.ok) throw new UpdateError(feedFailure(fetched.failure));
      if (fetched.value !== 200) throw new UpdateError(statusFailure(fetched.value));
      if (hash.digest('base64') !== sha512) throw new UpdateError({ code: 'update.refused', reason: 'digest' });
      await file.sync();
    } finally {
      await file.close();
    }
    return destination;
  }

  #own(url: URL): string {
    if (url.origin !== this.#origin)
      throw new UpdateError({ code: 'update.refused', reason: 'elsewhere', detail: url.host });
    return url.href;
  }
}

/** Tells each whole percent once. */
class Progress {
  readonly #told: (percent: number | null) => void;
  #length: number | null = null;
  #came = 0;
  #last: number | null = null;

  constructor(told: (percent: number | null) => void) {
    this.#told = told;
  }

  begin(length: number | null): void {
    this.#length = length;
    this.#told(length === null ? null : 0);
  }

  add(bytes: number): void {
    if (this.#length === null) return;
    this.#came += bytes;
    // What comes may have been packed on its way, and be longer than was said.
    const percent = Math.min(99, Math.floor((this.#came / this.#length) * 100));
    if (percent === this.#last) return;
    this.#last = percent;
    this.#told(percent);
  }
}
