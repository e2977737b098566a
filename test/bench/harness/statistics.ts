/** The middle one of some numbers, or the mean of the two in the middle; NaN of none. */
export const medianOf = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return below === undefined || above === undefined ? Number.NaN : (below + above) / 2;
};

/** The smallest of some numbers that is not exceeded by the given share of them (0 to 1); NaN of none. */
export const percentileOf = (numbers: readonly number[], share: number): number => {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};

/** How far the smallest and the largest of some numbers lie apart, as a share of their median; 0 of fewer than two. */
export const spreadOf = (numbers: readonly number[]): number =>
  numbers.length < 2 ? 0 : (Math.max(...numbers) - Math.min(...numbers)) / Math.abs(medianOf(numbers));
