/** Text cut to a number of characters, never through the middle of one. */
export const cut = (text: string, characters: number): string => {
  if (text.length <= characters) return text;
  return Array.from(text.slice(0, characters * 2))
    .slice(0, characters)
    .join('');
};
