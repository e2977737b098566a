/** A row as the driver returns it, its columns not yet checked. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Reads rows. The driver reads none where one holds a whole number beyond 2^53: then all numbers are read as bigints and those beyond stay
 * so, for which the reader of their row finds it damaged, and the others are read.
 */
export const readable = (
  statement: { readonly setReadBigInts: (asked: boolean) => void },
  read: () => readonly Row[],
): readonly Row[] => {
  try {
    return read();
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    statement.setReadBigInts(true);
    try {
      return read().map((row) =>
        Object.fromEntries(Object.entries(row).map(([column, value]) => [column, numberWhereSafe(value)])),
      );
    } finally {
      statement.setReadBigInts(false);
    }
  }
};

/** Whether the driver could not read a number. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Value is too large');

const numberWhereSafe = (value: unknown): unknown =>
  typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
