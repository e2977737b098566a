/** A mutant as Stryker reports it; lines and columns count from 1. */
export interface TriedMutant {
  readonly status: string;
  readonly replacement: string;
  readonly location: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
}

/** Mutants that cannot be killed, by their names, and why. */
export interface Explanation {
  readonly mutants: readonly string[];
  readonly on?: string;
  readonly why: string;
}

/** What came of the mutants of one file. Shares lie between 0 and 1. */
export interface Judgement {
  readonly figures: {
    readonly file: string;
    readonly mutants: number;
    readonly killed: number;
    readonly survived: number;
    readonly explained: number;
    readonly rawScore: number;
    readonly score: number;
    readonly threshold: number;
  };
  readonly survivors: readonly { readonly name: string; readonly line: string; readonly number: number }[];
  /** Explained, though it did not survive. */
  readonly stale: readonly string[];
}

export const threshold: number;

export function judge(
  file: string,
  source: string,
  results: readonly TriedMutant[],
  explanations: readonly Explanation[],
): Judgement;
