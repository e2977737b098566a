/**
 * Reads JSON that this program wrote into its own store. The type is the writer's word: the file is ours,
 * its schema version was checked when it was opened, and damage is found by SQLite's own check before.
 */
export const storedJson = <Value>(text: string): Value => JSON.parse(text) as Value;

/** JSON that somebody may have cut, such as a setting that has an initial value anyway; undefined then. */
export const readableJson = (text: string): unknown => {
  try {
    return storedJson<unknown>(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Text that may be absent, as JSON or null. */
export const storedJsonOrNull = <Value>(text: string | null): Value | null =>
  text === null ? null : storedJson<Value>(text);
