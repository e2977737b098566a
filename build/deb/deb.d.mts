export interface DebFacts {
  readonly app: string;
  readonly output: string;
  readonly version: string;
  readonly runtime: string;
  readonly isPinned: boolean;
  readonly epoch: number;
  readonly isSmall?: boolean;
}
export declare function makeDeb(facts: DebFacts): Promise<{ readonly file: string; readonly around: number }>;
export declare function canMakeDeb(): boolean;
