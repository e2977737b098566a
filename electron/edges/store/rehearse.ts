import type { Database } from './database.ts';

class TakenBack extends Error {}

/** Returns what `work` returns, and takes back all that it wrote: for what would come of something. Not inside a transaction. */
export const rehearse = <Value>(database: Database, work: () => Value): Value => {
  const done: Value[] = [];
  try {
    database.transaction(() => {
      done.push(work());
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  const [value] = done;
  if (value === undefined) throw new Error('what is rehearsed returns something');
  return value;
};
