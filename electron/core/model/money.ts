/** An amount as the provider wrote it (decimal text, zeros kept, exponents written out) with its currency. Never a float. */
export interface Money {
  readonly amount: string;
  /** Three letters of ISO 4217. */
  readonly currency: string;
}
