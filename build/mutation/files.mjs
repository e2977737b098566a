// What `npm run mutate` changes: the pure files that decide what is believed, kept and rung, each with the tests that hold it.
const rentals = 'test/unit/core/rentals';
const reminders = 'test/unit/core/reminders';
const providers = 'test/unit/providers';
const walking = `${providers}/walking`;

const normaliseOf = (provider, ...others) => ({
  file: `electron/providers/${provider}/normalise.ts`,
  tests: [`${providers}/${provider}.test.ts`, `${providers}/kept-in-part.test.ts`, ...others],
});

export const mutated = [
  {
    file: 'electron/core/rentals/assemble.ts',
    tests: ['assemble', 'resources', 'wishes', 'diff'].map((name) => `${rentals}/${name}.test.ts`),
  },
  { file: 'electron/core/rentals/diff.ts', tests: [`${rentals}/diff.test.ts`, `${rentals}/diff-resources.test.ts`] },
  {
    file: 'electron/core/reminders/plan.ts',
    tests: ['plan', 'later', 'hold', 'unconfirmed', 'urgency'].map((name) => `${reminders}/${name}.test.ts`),
  },
  { file: 'electron/core/polling/cadence.ts', tests: ['test/unit/core/polling/cadence.test.ts'] },
  {
    file: 'electron/providers/walking/paging.ts',
    tests: ['paging', 'page-memory', 'detailed-round'].map((name) => `${walking}/${name}.test.ts`),
  },
  { file: 'electron/providers/walking/token-pages.ts', tests: [`${walking}/token-pages.test.ts`] },
  normaliseOf('alibaba'),
  normaliseOf('qiniu', `${providers}/bounds.test.ts`),
  normaliseOf('unicloud', `${providers}/bounds.test.ts`),
  normaliseOf('vastai'),
  normaliseOf('wolover', `${providers}/wolover-suggest.test.ts`),
];
