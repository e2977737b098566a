/** The shortest term that a trigram index can find; shorter ones inside a MATCH would constrain nothing. */
export const trigram = 3;

const quote = (letters: readonly string[]): string => `"${letters.join('').replaceAll('"', '""')}"`;

/** Returns triples of characters that cover a text, as the index is asked for them: it keeps no places, so a longer one is found by all of its triples. */
export const triplesOf = (text: string): readonly string[] => {
  const characters = [...text];
  const starts = new Set([characters.length - trigram]);
  for (let start = 0; start + trigram <= characters.length; start += trigram) starts.add(start);
  return [...starts].map((start) => quote(characters.slice(start, start + trigram)));
};

/** Returns every triple of characters in a row, as the index is asked for them; none of what is shorter. */
export const everyTripleOf = (characters: readonly string[]): readonly string[] =>
  characters.slice(trigram - 1).map((_, start) => quote(characters.slice(start, start + trigram)));
