/** The entries of a table that is not empty. */
export const entriesOf = <Value>(named: Readonly<Record<string, Value>>): [[string, Value], ...[string, Value][]] => {
  const [first, ...rest] = Object.entries(named);
  if (first === undefined) throw new Error('nothing to choose from');
  return [first, ...rest];
};
