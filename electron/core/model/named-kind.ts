/** A kind of thing of a provider, by the ways in which its own word for it may be written in lower case. */
export interface NamedKind {
  readonly provider: string;
  readonly writings: readonly string[];
}

/** What has a term of a query but for blanks and hyphens, which it does not have as it is written. */
export interface LooseHits {
  /** Keys of rows. */
  readonly orders: readonly number[];
  readonly rentals: readonly number[];
  readonly accounts: readonly string[];
}

/** What is searched for. */
export interface SearchRequest {
  readonly query: string;
  /** Returns the kinds of things that a term in lower case means ("data disk"); left out, only what is written is found. */
  readonly kindsOf?: (term: string) => readonly NamedKind[];
  /** What else each of its terms finds, in their sequence; left out, every term is found as it is written. */
  readonly loosely?: readonly LooseHits[];
}
