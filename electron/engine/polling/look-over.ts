import type { Database } from '../../edges/store/database.ts';
import { noteFewContradictions } from '../../edges/store/note-contradictions.ts';
import { derivingAtAnyTime } from './keep-rental.ts';
import { wasLookedThrough } from './mend-derived.ts';

/** Has rows noted that a list may lack for being found by something else than they say; where nobody writes the store, nobody puts them right. */
export const lookOver = ({ database, now }: { readonly database: Database; readonly now: () => number }): void => {
  if (!wasLookedThrough(database)) noteFewContradictions(database, derivingAtAnyTime(now()));
};
