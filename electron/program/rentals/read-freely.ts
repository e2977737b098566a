import type { RentalFilter } from '../../contract/views.ts';
import type { LooseHits } from '../../core/model/named-kind.ts';
import { typedSpan } from '../../core/model/typed-span.ts';
import { kindsCalled } from '../../core/words/kind-words.ts';
import { looseHits } from '../../edges/store/loose-search.ts';
import type { RentalQuery } from '../../edges/store/rental-conditions.ts';
import type { Sources } from '../../engine/host.ts';

/**
 * Returns what a query of the window finds beside what it finds as it is written: what is the same but for blanks and hyphens, and what is due within
 * a span of time that it names.
 */
export const readFreely = (
  { database, now }: Pick<Sources, 'database' | 'now'>,
  { query, readsTime }: Pick<RentalFilter, 'query' | 'readsTime'>,
): Pick<RentalQuery, 'loosely' | 'orDueBy'> => {
  const known = new Map<string, LooseHits>();
  const looselyIn = (text: string): Pick<RentalQuery, 'loosely'> => {
    const loosely = looseHits(database, text, known);
    return loosely === null ? {} : { loosely };
  };
  const found = looselyIn(query);
  const span = readsTime ? typedSpan(query) : null;
  if (span === null) return found;
  const { rest, withinMs } = span;
  const orDueBy = { query: rest, nextBy: now() + withinMs, kindsOf: kindsCalled, ...looselyIn(rest) };
  return { ...found, orDueBy };
};
