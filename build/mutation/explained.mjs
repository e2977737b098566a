// Mutants that no test can kill, by file, as `npm run mutate` names them, with the reason. They are left out of the score. `on` is text
// of the line that the mutant is in, where the same change is possible on several lines.
export const explained = {
  'electron/core/rentals/assemble.ts': [
    {
      mutants: ['one.key < other.key → one.key <= other.key'],
      why: 'No two resources of an account have the same key.',
    },
    {
      mutants: ['one.providerOrderId < other.providerOrderId → one.providerOrderId <= other.providerOrderId'],
      why: 'No two orders of an account have the same id.',
    },
    {
      mutants: ['one.placedAt < other.placedAt → one.placedAt <= other.placedAt'],
      why: 'Equal instants have been told apart two lines before.',
    },
    {
      mutants: ['one.placedAt === null → false'],
      on: '||',
      why: 'A comparison with null is false, which leaves the order without a time behind the other as well.',
    },
    {
      mutants: ['[id] → []'],
      why: 'A circle is then noticed one step later, and joins nothing all the same.',
    },
    {
      mutants: ['root !== undefined → true'],
      on: 'joined !== undefined',
      why: 'There is nothing joined without a root; the compiler has to be told.',
    },
    {
      mutants: ['\'\' → "Stryker was here!"', 'resource?.title → resource.title'],
      why: 'A rental without an item has a resource, which has a title.',
    },
    {
      mutants: ['first === undefined → false', '\'a rental has an item or a resource\' → ""'],
      why: 'A group is made with an item or a resource; the compiler has to be told.',
    },
  ],
  'electron/core/rentals/diff.ts': [
    {
      mutants: ['known !== order → true'],
      why: 'What did not change is compared with itself in vain.',
    },
    {
      mutants: ['was === is → false'],
      on: 'return [];',
      why: 'What did not change is compared with itself in vain.',
    },
    {
      mutants: ['resourceId !== null → true'],
      why: 'An item without a resource that names no rental is of an order that was joined as a whole: there is one rental to find.',
    },
    {
      mutants: ['was.end.at !== null → true'],
      why: 'Nothing is larger than null.',
    },
    {
      mutants: ['is.end.at > was.end.at → is.end.at >= was.end.at'],
      why: 'Equal ends have been told apart two lines before.',
    },
  ],
  'electron/providers/walking/token-pages.ts': [
    {
      mutants: ['last.total === null → false'],
      why: 'Null is smaller than any number of rows, and of none it is what is told.',
    },
    {
      mutants: ['\'end\' → ""'],
      why: 'Only the two other ways to end are asked for by name.',
    },
  ],
};
