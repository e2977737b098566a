/** An amount as the provider wrote it (decimal text, zeros kept, exponents written out) with its currency. Never a float. */
export interface Money {
  readonly amount: string;
  /** Three letters of ISO 4217. */
  readonly currency: string;
}

/** Returns the exact sums of amounts, one for each currency, in the sequence in which those come first; what is no plain decimal is left out. */
export const sumsOf = (amounts: readonly Money[]): readonly Money[] => {
  const byCurrency = new Map<string, string[]>();
  for (const { amount, currency } of amounts) {
    if (!isDecimal(amount)) continue;
    const texts = byCurrency.get(currency);
    if (texts === undefined) byCurrency.set(currency, [amount]);
    else texts.push(amount);
  }
  return [...byCurrency].map(([currency, texts]) => ({ amount: decimalSum(texts), currency }));
};

const isDecimal = (amount: string): boolean => /^-?\d+(\.\d+)?$/.test(amount);

/** Returns exactly what a whole number of things cost together at one price each; null where the price is no plain decimal. */
export const timesPrice = ({ amount, currency }: Money, count: number): Money | null => {
  if (!isDecimal(amount)) return null;
  const [whole = '', fraction = ''] = amount.split('.');
  return { amount: decimalText(BigInt(whole + fraction) * BigInt(count), fraction.length), currency };
};

const decimalSum = (texts: readonly string[]): string => {
  const places = texts.reduce((most, text) => Math.max(most, text.split('.')[1]?.length ?? 0), 0);
  const total = texts.reduce((sum, text) => {
    const [whole = '', fraction = ''] = text.split('.');
    return sum + BigInt(whole + fraction.padEnd(places, '0'));
  }, 0n);
  return decimalText(total, places);
};

const decimalText = (total: bigint, places: number): string => {
  const digits = String(total < 0n ? -total : total).padStart(places + 1, '0');
  const sign = total < 0n ? '-' : '';
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
