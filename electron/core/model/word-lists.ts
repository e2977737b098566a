/** Returns a list of words as it is. One in which a word of the type is missing does not compile. */
export const wholeList =
  <Word extends string>() =>
  <const List extends readonly Word[]>(
    list: List &
      ([Exclude<Word, List[number]>] extends [never] ? unknown : { readonly missing: Exclude<Word, List[number]> }),
  ): List =>
    list;

/** Whether a text is a word of a list. */
export const isOneOf = <Word extends string>(words: readonly Word[], text: string): text is Word =>
  words.some((word) => word === text);
