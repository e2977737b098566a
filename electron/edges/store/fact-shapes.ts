import { z } from 'zod';
import type { Fact } from '../../core/model/order.ts';
import { numberOf, numberOrNullOf, textOf, type Database, type Row } from './database.ts';
import { storedJson } from './json.ts';
import { factsSchema } from './row-schemas.ts';

/** Facts as a row has them: their values alone where their paths are a shape that is stored once, else each with its path. */
export interface StoredFacts {
  readonly text: string;
  /** Key of the shape; null where the facts name their own paths. */
  readonly shape: number | null;
}

/** More shapes than all providers together have; hostile responses must not fill the store with them. */
const maxShapes = 1_000;

/** The longest paths that are stored once, in characters of JSON. */
const maxPathsLength = 8_192;

/** The shapes that one connection has met. What a transaction made and rolled back is forgotten with it. */
class KnownShapes {
  readonly keys = new Map<string, number>();
  readonly paths = new Map<number, readonly string[]>();
  /** The shape that was met last of those with so many facts: most lists have a few, which are told apart by that. */
  readonly lastOfLength = new Map<number, { readonly paths: readonly string[]; readonly key: number }>();
  #rollbacks = 0;

  forgetUndone({ rollbacks }: Database): void {
    if (rollbacks === this.#rollbacks) return;
    this.#rollbacks = rollbacks;
    this.keys.clear();
    this.paths.clear();
    this.lastOfLength.clear();
  }
}

const shapesOfConnections = new WeakMap<Database, KnownShapes>();

const shapesOf = (database: Database): KnownShapes => {
  const shapes = shapesOfConnections.get(database) ?? new KnownShapes();
  shapesOfConnections.set(database, shapes);
  shapes.forgetUndone(database);
  return shapes;
};

/** Returns facts as they are to be stored. Call it in the transaction that stores them: a new shape is stored with them. */
export const storedFactsOf = (database: Database, facts: readonly Fact[]): StoredFacts => {
  const shape = facts.length === 0 ? null : shapeOf(database, facts);
  return { text: JSON.stringify(shape === null ? facts : facts.map(({ value }) => value)), shape };
};

/** Whether the paths of facts may be stored once for all orders that have the same. */
export const isShaped = (facts: readonly Fact[]): boolean =>
  facts.length > 0 && pathsText(facts).length <= maxPathsLength;

const pathsText = (facts: readonly Fact[]): string => JSON.stringify(facts.map(({ path }) => path));

const shapeOf = (database: Database, facts: readonly Fact[]): number | null => {
  const { lastOfLength } = shapesOf(database);
  const last = lastOfLength.get(facts.length);
  if (last !== undefined && facts.every(({ path }, index) => path === last.paths[index])) return last.key;
  const key = shapeOfPaths(database, pathsText(facts));
  if (key !== null) lastOfLength.set(facts.length, { paths: facts.map(({ path }) => path), key });
  return key;
};

const shapeOfPaths = (database: Database, paths: string): number | null => {
  if (paths.length > maxPathsLength) return null;
  const { keys } = shapesOf(database);
  const known = keys.get(paths);
  if (known !== undefined) return known;
  const found = database.one('SELECT key FROM fact_shape WHERE paths = ?', paths) ?? addShape(database, paths);
  if (found === null) return null;
  const key = numberOf(found, 'key');
  keys.set(paths, key);
  return key;
};

const addShape = (database: Database, paths: string): Row | null =>
  database.write(
    'INSERT INTO fact_shape (paths) SELECT ? WHERE (SELECT count(*) FROM fact_shape) < ? RETURNING key',
    paths,
    maxShapes,
  );

const pathsSchema = z.array(z.string());
const valuesSchema = z.array(z.string().nullable());

/** Returns the facts of a row with the columns `facts` and `fact_shape`. Throws where they cannot be read: the row is damaged. */
export const factsOfRow = (database: Database, row: Row): readonly Fact[] => {
  const shape = numberOrNullOf(row, 'fact_shape');
  if (shape === null) return storedJson(textOf(row, 'facts'), factsSchema);
  const values = storedJson(textOf(row, 'facts'), valuesSchema);
  const paths = pathsOf(database, shape);
  if (paths.length !== values.length) throw new Error('the facts are not of their shape');
  return paths.map((path, index) => ({ path, value: values[index] ?? null }));
};

const pathsOf = (database: Database, key: number): readonly string[] => {
  const { paths } = shapesOf(database);
  const known = paths.get(key);
  if (known !== undefined) return known;
  const read = storedJson(
    textOf(database.one('SELECT paths FROM fact_shape WHERE key = ?', key), 'paths'),
    pathsSchema,
  );
  paths.set(key, read);
  return read;
};
