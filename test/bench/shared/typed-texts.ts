/** What is typed to be found, in both languages: from what half of all rentals say to what one says, and of more than one word. */
export const typedWords = [
  ...['bare metal', '4090', '训练机-0231', 'ubuntu 22', 'gpu-train-1', '服务器', 'infer'],
  ...['2025-11-03', '推理机-12', 'jupyter', 'render-2'],
] as const;

/** The letters of a text as they are typed. */
export const lettersOf = (text: string): readonly string[] => [...text];

/** A text as it stands in the field after each of its letters. */
export const textsOf = (word: string): readonly string[] =>
  lettersOf(word).map((_, index, letters) => letters.slice(0, index + 1).join(''));

/** Every text that stands in the field while the words are typed, each once. */
export const typedTexts: readonly string[] = [...new Set(typedWords.flatMap(textsOf))];

/** Whether a text has three letters or more: what a trigram index can find. */
export const isLong = (text: string): boolean => lettersOf(text.trim()).length >= 3;
