/** An amount as the provider wrote it (decimal text, zeros kept, exponents written out) with its currency. Never a float. */
export interface Money {
  readonly amount: string;
  /** Three letters of ISO 4217. */
  readonly currency: string;
}

/** Returns the exact sums of amounts, one for each currency, in the sequence in which those come first; what is no plain decimal is left out. */
export const sumsOf = (amounts: readonly Money[]): readonly Money[] => {
  const byCurrency = new Map<string, string[]>();
  for (const { amount, currency } of amounts)
    if (/^-?\d+(\.\d+)?$/.test(amount)) byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), amount]);
  return [...byCurrency].map(([currency, texts]) => ({ amount: decimalSum(texts), currency }));
};

const decimalSum = (texts: readonly string[]): string => {
  const places = Math.max(...texts.map((text) => text.split('.')[1]?.length ?? 0));
  const total = texts.reduce((sum, text) => {
    const [whole = '', fraction = ''] = text.split('.');
    return sum + BigInt(whole + fraction.padEnd(places, '0'));
  }, 0n);
  const digits = String(total < 0n ? -total : total).padStart(places + 1, '0');
  const sign = total < 0n ? '-' : '';
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
