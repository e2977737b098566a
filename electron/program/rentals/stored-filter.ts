import type { RentalFilter } from '../../contract/views.ts';
import { spanMs } from '../../core/model/rental-filter.ts';
import { kindsCalled } from '../../core/words/kind-words.ts';
import type { RentalQuery } from '../../edges/store/rental-conditions.ts';
import { muteSetting } from '../../engine/bell/rules.ts';
import type { Sources } from '../../engine/host.ts';
import { keysWithGpu } from './facets.ts';
import { readFreely } from './read-freely.ts';

interface StoredParts {
  readonly isOver?: boolean | null;
  readonly read?: ReturnType<typeof readFreely>;
}

/** Returns what the store is asked for, of what the window asks for; with what its query was read to mean, where that is known already. */
export const storedFilter = (
  sources: Sources,
  asked: RentalFilter,
  { isOver = asked.ended ? null : false, read = readFreely(sources, asked) }: StoredParts = {},
): RentalQuery => {
  const { database, now } = sources;
  const { noRing, ended: _ended, within, gpu, order: _order, readsTime: _readsTime, ...filter } = asked;
  const stored = {
    ...filter,
    kindsOf: kindsCalled,
    ...read,
    ...(isOver === null ? {} : { isOver }),
    ...(within === null ? {} : { nextBy: within === 'none' ? within : now() + spanMs[within] }),
    ...(noRing === null ? {} : { noRing: { reason: noRing, ...muteSetting(database, now()) } }),
  };
  return gpu === null ? stored : { ...stored, keys: keysWithGpu(database, gpu, stored) };
};
