import type { DemoResponse, DemoRequest } from './exchange.ts';
import type { JsonObject } from './world/json.ts';

/** A row source as the servers page it; list servers hand their filtered rows through before they cut a page. */
export type Rows = readonly JsonObject[];

/** Something that goes wrong: it changes the rows behind a list, the response, or both. `faults.ts` has them all. */
export interface Fault {
  readonly rows?: (rows: Rows, request: DemoRequest) => Rows;
  readonly respond?: (response: DemoResponse, request: DemoRequest) => DemoResponse;
}

/** When a fault happens. What is left out matches everything. */
export interface FaultRule {
  readonly fault: Fault;
  readonly provider?: string;
  /** A part of the path, or a pattern for it. */
  readonly path?: string | RegExp;
  /** Numbers of requests of this provider, from 1. */
  readonly requests?: readonly number[];
  /** A condition of one's own, for example on the query. */
  readonly when?: (request: DemoRequest) => boolean;
  /** Happens so many times, then never again. */
  readonly times?: number;
}

/** The faults of a run: rules that can be added and cleared while the servers run; all that match apply, in order. */
export class FaultScript {
  #rules: { readonly rule: FaultRule; left: number }[] = [];

  /** Adds a rule; returns what removes it again. */
  add(rule: FaultRule): () => void {
    const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
    this.#rules.push(entry);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== entry);
    };
  }

  /** Everything works again. */
  clear(): void {
    this.#rules = [];
  }

  /** The faults of one request; asking uses up one time of each rule that matches. */
  take(request: DemoRequest): readonly Fault[] {
    const matching = this.#rules.filter((entry) => entry.left > 0 && matches(entry.rule, request));
    for (const entry of matching) entry.left -= 1;
    return matching.map((entry) => entry.rule.fault);
  }
}

function matches(rule: FaultRule, request: DemoRequest): boolean {
  if (rule.provider !== undefined && rule.provider !== request.provider) return false;
  if (typeof rule.path === 'string' && !request.path.includes(rule.path)) return false;
  if (rule.path instanceof RegExp && !rule.path.test(request.path)) return false;
  if (rule.requests !== undefined && !rule.requests.includes(request.number)) return false;
  return rule.when === undefined || rule.when(request);
}
