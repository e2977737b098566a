import { hash } from 'node:crypto';
import { day } from '../../core/model/instant.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { keyOf } from './list-key.ts';

/** The rows, by their keys, after which a page was asked for and none was there: they need no such request again. */
export interface ConfirmedEnds {
  readonly has: (keys: Iterable<string>) => boolean;
  readonly add: (keys: Iterable<string>) => void;
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

/**
 * The number of rows, and which they are: one that comes while another goes leaves the number. In the sequence of the walk, since sorting a long
 * list takes longer than the one request that another sequence costs.
 */
const rowsOf = (keys: Iterable<string>): string => {
  const all = [...keys];
  return `${all.length} ${hash('sha256', all.join('\n'), 'base64url')}`;
};
