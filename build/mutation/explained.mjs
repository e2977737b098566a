// Mutants that no test can kill, by file, as `npm run mutate` names them, with the reason. They are left out of the score. `on` is text
// of the line that the mutant is in, where the same change is possible on several lines.
export const explained = {};
