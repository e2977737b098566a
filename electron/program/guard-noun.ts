import { storeFailureOrNull } from '../edges/store/failures.ts';

/** A question or a wish. */
type Deed = (...input: never[]) => unknown;

/** The same functions, each of which returns a promise. */
export type GuardedNoun<Noun> = {
  readonly [Name in keyof Noun]: Noun[Name] extends (...input: infer Input) => infer Output
    ? (...input: Input) => Promise<Awaited<Output>>
    : never;
};

/**
 * Returns the questions or wishes of a noun so that none throws what the store refuses: a full disk, damage or a missing right comes back as
 * a failure. Bugs are still thrown, into the promise.
 */
export const guardNoun = <Noun extends Readonly<Record<string, Deed>>>(noun: Noun): GuardedNoun<Noun> => {
  const entries = Object.entries(noun).map(([name, deed]) => {
    const run = async (...input: never[]): Promise<unknown> => {
      try {
        return await deed(...input);
      } catch (error) {
        const failure = storeFailureOrNull(error);
        if (failure === null) throw error;
        return { ok: false, failure };
      }
    };
    return [name, run] as const;
  });
  return Object.fromEntries(entries) as GuardedNoun<Noun>;
};
