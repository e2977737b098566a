import { createHash } from 'node:crypto';
import { day } from '../../core/model/instant.ts';
import type { ConfirmedEnds, Page } from './paging.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';

/** What of an answer decides how it is read. */
interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Remembered<Row> {
  readonly fingerprint: string;
  readonly page: Page<Row>;
}

/** An honest page is far shorter; the rows of a longer one are not worth the memory. */
const longestAnswer = 2_000_000;

/**
 * Pages as they were last read, for as long as the program runs: one that says the very same again costs no parse. A provider keeps in
 * its rows what it needs to judge them once more, no less and not much more.
 */
export class PageMemory<Row> {
  readonly #accounts = new WeakMap<object, Map<string, Remembered<Row>>>();

  /** The page that came of this very answer the last time; null when the service says something else now. */
  recall(session: ProviderSession, request: string, answer: Answer): Page<Row> | null {
    const known = this.#accounts.get(session.memory)?.get(keyOf(session, request));
    return known !== undefined && known.fingerprint === fingerprintOf(answer) ? known.page : null;
  }

  keep(session: ProviderSession, request: string, answer: Answer, page: Page<Row>): void {
    if (answer.text.length > longestAnswer) return;
    const pages = this.#accounts.get(session.memory) ?? new Map<string, Remembered<Row>>();
    pages.set(keyOf(session, request), { fingerprint: fingerprintOf(answer), page });
    this.#accounts.set(session.memory, pages);
  }
}

interface ConfirmedEnd {
  readonly rows: string;
  readonly atMs: number;
}

const ends = new WeakMap<object, Map<string, ConfirmedEnd>>();

/**
 * The rows after which a list of this account was last seen to end, for as long as the program runs, but no longer than a day: a list that
 * grows behind a page which its server takes for full looks as it did.
 */
export const confirmedEndsOf = (session: AccountMemory): ConfirmedEnds => {
  const list = keyOf(session, 'list');
  return {
    has: (keys) => {
      const known = ends.get(session.memory)?.get(list);
      return known !== undefined && known.rows === rowsOf(keys) && Math.abs(session.now() - known.atMs) < day;
    },
    add: (keys) => {
      const known = ends.get(session.memory) ?? new Map<string, ConfirmedEnd>();
      known.set(list, { rows: rowsOf(keys), atMs: session.now() });
      ends.set(session.memory, known);
    },
  };
};

/** What is remembered of an account, and for which of its settings. */
export type AccountMemory = Pick<ProviderSession, 'memory' | 'baseUrl' | 'settings' | 'now'>;

/** The number of rows, and which they are: one that comes while another goes leaves the number. */
const rowsOf = (keys: Iterable<string>): string => {
  const sorted = [...keys].sort();
  return `${sorted.length} ${createHash('sha256').update(sorted.join('\n')).digest('base64url')}`;
};

/** What a row means may depend on any setting of the account. */
const keyOf = ({ baseUrl, settings }: Pick<ProviderSession, 'baseUrl' | 'settings'>, request: string): string =>
  JSON.stringify([baseUrl, Object.entries(settings).sort(), request]);

/** Some services give each answer an id of its own, which says nothing about its contents. */
const answerId = /"request_?id"\s*:\s*"[^"]*"/i;

const fingerprintOf = ({ status, text }: Answer): string =>
  createHash('sha256')
    .update(`${String(status)} ${text.replace(answerId, '')}`)
    .digest('base64url');
