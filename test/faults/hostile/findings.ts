/** What was found wrong, by kind, with the first of it in words. */
export interface Findings {
  readonly faults: Record<string, number>;
  readonly first: string[];
  fault(kind: string, text: string): void;
}

/** Nothing wrong yet. */
export const newFindings = (): Findings => {
  const faults: Record<string, number> = {};
  const first: string[] = [];
  return {
    faults,
    first,
    fault: (kind, text) => {
      faults[kind] = (faults[kind] ?? 0) + 1;
      if (first.length < 40) first.push(`${kind}: ${text.slice(0, 3000)}`);
    },
  };
};
