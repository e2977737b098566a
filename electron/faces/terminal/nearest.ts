/** So many letters may be wrong, missing, too many or changed over in a short word, and one more for every few of a longer one. */
const mostWrong = (length: number): number => Math.min(3, Math.max(1, Math.floor(length / 3)));

/** Returns which of the words that could stand there was probably meant by what was typed; null where none is near. */
export const nearestOf = (typed: string, choices: readonly string[]): string | null => {
  const last = typed.split(' ').at(-1) ?? '';
  const placed = choices.map((choice) => {
    const asked = choice.includes(' ') ? typed : last;
    return { choice, wrong: distance(asked.toLowerCase(), choice.toLowerCase()) };
  });
  const nearest = placed.reduce<(typeof placed)[number] | null>(
    (best, each) => (best === null || each.wrong < best.wrong ? each : best),
    null,
  );
  return nearest !== null && nearest.wrong <= mostWrong(nearest.choice.length) ? nearest.choice : null;
};

/** Longer words are nobody's slip. */
const longestWord = 40;

/** How many letters have to be put in, taken out, changed or changed over to make one word of another (optimal string alignment). */
const distance = (one: string, other: string): number => {
  if (one.length > longestWord || other.length > longestWord) return Number.MAX_SAFE_INTEGER;
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= other.length; column += 1) {
      const changed = at(row - 1, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swapped = isSwap ? at(row - 2, column - 2) + 1 : changed;
      line.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, changed, swapped));
    }
  }
  return at(one.length, other.length);
};
