/** A kind of thing of a provider, by the ways in which its own word for it may be written in lower case. */
export interface NamedKind {
  readonly provider: string;
  readonly writings: readonly string[];
}

/** What is searched for. */
export interface SearchRequest {
  readonly query: string;
  /** Returns the kinds of things that a term in lower case means ("data disk"); left out, only what is written is found. */
  readonly kindsOf?: (term: string) => readonly NamedKind[];
}
