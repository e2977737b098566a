import { createHash } from 'node:crypto';
import { keyOf } from './list-key.ts';
import type { Page } from './paging.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';

/** What of a response decides how it is read. */
interface Response {
  readonly status: number;
  readonly text: string;
}

interface Remembered<Row> {
  readonly fingerprint: string;
  readonly page: Page<Row>;
}

/** An honest page is far shorter; the rows of a longer one are not worth the memory. */
const maxResponseLength = 2_000_000;

/**
 * Pages as they were last read, for as long as the program runs: one that says the very same again costs no parse. A provider keeps in
 * its rows what it needs to judge them once more, no less and not much more.
 */
export class PageMemory<Row> {
  readonly #accounts = new WeakMap<object, Map<string, Remembered<Row>>>();

  /** The page that came of this very response the last time; null when the service says something else now. */
  recall(session: ProviderSession, request: string, response: Response): Page<Row> | null {
    const known = this.#accounts.get(session.memory)?.get(keyOf(session, request));
    return known !== undefined && known.fingerprint === fingerprintOf(response) ? known.page : null;
  }

  keep(session: ProviderSession, request: string, response: Response, page: Page<Row>): void {
    if (response.text.length > maxResponseLength) return;
    const pages = this.#accounts.get(session.memory) ?? new Map<string, Remembered<Row>>();
    pages.set(keyOf(session, request), { fingerprint: fingerprintOf(response), page });
    this.#accounts.set(session.memory, pages);
  }
}

/** Some services give each response an id of its own, which says nothing about its contents. */
const responseId = /"request_?id"\s*:\s*"[^"]*"/i;

const fingerprintOf = ({ status, text }: Response): string =>
  createHash('sha256')
    .update(`${String(status)} ${text.replace(responseId, '')}`)
    .digest('base64url');
