import { expect, it } from 'vitest';
import { Database, numberOf } from '../../../../electron/edges/store/database.ts';
import { storeFailureOrNull } from '../../../../electron/edges/store/failures.ts';
import { aStore } from '../../../fakes/store.ts';

/** A store, and another program that takes it to itself until it is let go. */
const desk = () => {
  const { database, path } = aStore();
  database.execute('CREATE TABLE note (text TEXT)');
  const other = new Database(path, { readOnly: false });
  const hold = (): void => other.execute('BEGIN EXCLUSIVE');
  const letGo = (): void => other.execute('ROLLBACK');
  return { database, hold, letGo };
};

const writes: readonly (readonly [string, (database: Database) => unknown])[] = [
  ['a transaction', (database) => database.transaction(() => database.run(`INSERT INTO note VALUES ('a')`))],
  ['a statement', (database) => database.run(`INSERT INTO note VALUES ('a')`)],
  ['a statement that returns a row', (database) => database.write(`INSERT INTO note VALUES ('a') RETURNING text`)],
  ['a nested transaction', (database) => database.transaction(() => database.transaction(() => undefined))],
];

/** How long something took, in milliseconds, and what became of it. */
const timed = (work: () => unknown): { readonly ms: number; readonly code: string } => {
  const begunAt = performance.now();
  let code = 'done';
  try {
    work();
  } catch (error) {
    code = storeFailureOrNull(error)?.code ?? 'bug';
  }
  return { ms: performance.now() - begunAt, code };
};

it.each(writes)(
  '%s waits shortly for another program, and then not at all until it was let in again',
  (_name, write) => {
    const { database, hold, letGo } = desk();
    hold();
    const first = timed(() => write(database));
    expect(first).toMatchObject({ code: 'store.locked' });
    expect(first.ms).toBeLessThan(450);
    const others = timed(() => {
      for (let count = 0; count < 50; count += 1) expect(timed(() => write(database)).code).toBe('store.locked');
    });
    expect(others).toMatchObject({ code: 'done' });
    expect(others.ms).toBeLessThan(300);
    expect(numberOf(database.one('SELECT count(*) AS count FROM note'), 'count')).toBe(0);
    letGo();
    expect(timed(() => write(database)).code).toBe('done');
    // It waits again, since it was let in.
    hold();
    expect(timed(() => write(database)).ms).toBeGreaterThan(50);
  },
);
